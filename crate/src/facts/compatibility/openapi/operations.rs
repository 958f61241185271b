//! Operations that were removed, added or changed.

use super::tally::Told;
use super::{ChangeKind, Changes, ContractChange, Impact, Pair};
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Method, Operation};

/// What an operation is known by in both versions: whether it is a webhook, its path, its method, and which of
/// several alike it is.
type Key = (bool, String, Method, usize);

impl Changes<'_> {
    pub(super) fn operations(&mut self) {
        let (mut before, mut after) = (keyed(&self.earlier.operations), keyed(&self.later.operations));
        let mut pairs = paired(&mut before, &mut after);
        let (mut before, mut after) = (nameless(before), nameless(after));
        pairs.extend(paired(&mut before, &mut after));
        // A prefix may move between the address of the server and the paths.
        let mut before = moved(before, &base(self.earlier));
        let mut after = moved(after, &base(self.later));
        let moved = paired(&mut before, &mut after);
        self.prefix_moved = !moved.is_empty();
        pairs.extend(moved);
        let mut beside: BTreeMap<&str, Place> = BTreeMap::new();
        for operation in &self.later.operations {
            beside.entry(&operation.path).or_insert(operation.path_place);
        }
        for operation in before.into_values() {
            let place = beside.get(operation.path.as_str()).copied().unwrap_or(self.later.place);
            self.whole.push(removed(place, operation));
        }
        for operation in after.into_values() {
            let message = format!("`{}` was added", operation.label());
            self.whole.push(ContractChange::new(ChangeKind::Added, Impact::Safe, operation.place, message));
        }
        for pair in &pairs {
            self.names(pair);
            self.parameters(pair);
            self.payloads(pair);
            self.security(pair);
        }
    }

    /// Generated clients call their methods after the operation's id.
    fn names(&mut self, pair: &Pair<'_>) {
        if pair.after.deprecated && !pair.before.deprecated {
            let predicate = "is deprecated";
            self.say(pair, ChangeKind::Deprecated, Impact::Safe, (None, pair.after.place), ("", predicate));
        }
        let Some(old) = &pair.before.id else { return };
        let (place, predicate) = match &pair.after.id {
            Some(new) if new.value == old.value => return,
            Some(new) => (new.place, format!("is called `{}` instead of `{}`", new.value, old.value)),
            None => (pair.after.place, format!("has no name any more, which was `{}`", old.value)),
        };
        self.say(pair, ChangeKind::Renamed, Impact::Dangerous, (Some(old.place), place), ("", &predicate));
    }

    /// A change of one operation: `places` in the earlier and in the later version, `words` as its subject (empty
    /// for the operation itself) and what to say of it.
    pub(super) fn say(
        &mut self,
        pair: &Pair<'_>,
        kind: ChangeKind,
        impact: Impact,
        places: (Option<Place>, Place),
        words: (&str, &str),
    ) {
        let ((earlier, place), (subject, predicate)) = (places, words);
        let (subject, predicate) = (subject.to_owned(), predicate.to_owned());
        self.tally.tell(Told { kind, impact, place, earlier, subject, predicate }, pair.label());
    }
}

fn removed(place: Place, operation: &Operation) -> ContractChange {
    let announced = if operation.deprecated { "; it was deprecated before" } else { "" };
    let message = format!("`{}` was removed{announced}", operation.label());
    ContractChange::new(ChangeKind::Removed, Impact::Breaking, place, message).since(operation.place)
}

fn keyed<'a>(operations: impl IntoIterator<Item = &'a Operation>) -> BTreeMap<Key, &'a Operation> {
    let paths = operations.into_iter().map(|operation| (operation.path.clone(), operation));
    numbered(paths)
}

/// The same operations by their paths without the names of parameters.
fn nameless(operations: BTreeMap<Key, &Operation>) -> BTreeMap<Key, &Operation> {
    numbered(operations.into_values().map(|operation| (pattern(&operation.path), operation)))
}

fn numbered<'a>(operations: impl Iterator<Item = (String, &'a Operation)>) -> BTreeMap<Key, &'a Operation> {
    let mut keyed = BTreeMap::new();
    let mut alike: BTreeMap<(bool, String, Method), usize> = BTreeMap::new();
    for (path, operation) in operations {
        let (webhook, method) = (operation.webhook, operation.method);
        let number = alike.entry((webhook, path.clone(), method)).or_default();
        keyed.insert((webhook, path, method, *number), operation);
        *number += 1;
    }
    keyed
}

/// Takes out of both what has the same key.
fn paired<'a>(
    before: &mut BTreeMap<Key, &'a Operation>,
    after: &mut BTreeMap<Key, &'a Operation>,
) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    before.retain(|key, before| match after.remove(key) {
        Some(after) => {
            pairs.push(Pair { before, after });
            false
        }
        None => true,
    });
    pairs
}

/// The same operations by the whole path of their address.
fn moved<'a>(operations: BTreeMap<Key, &'a Operation>, base: &str) -> BTreeMap<Key, &'a Operation> {
    let moved = operations.into_iter().map(|(key, operation)| {
        let (webhook, path, method, number) = key;
        let path = if webhook { path } else { format!("{base}{path}") };
        ((webhook, path, method, number), operation)
    });
    moved.collect()
}

/// The path of the first server's address: `/v1`.
fn base(contract: &Contract) -> String {
    let url = contract.servers.first().map(|server| server.url.as_str()).unwrap_or_default();
    let after_host = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map(|(_, path)| path).unwrap_or_default(),
        None => url.trim_start_matches('/'),
    };
    let path = after_host.trim_end_matches('/');
    if path.is_empty() { String::new() } else { pattern(&format!("/{path}")) }
}

/// The path with its parameters nameless: their names are nothing that a caller sends.
fn pattern(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        pattern.push_str(before);
        pattern.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    pattern.push_str(rest);
    pattern
}
