//! Operations that were removed or added.

use std::collections::BTreeMap;

use crate::facts::compatibility::{ChangeKind, ContractChange, Impact};
use crate::facts::{Contract, Method, Operation};

/// What an operation is known by in both versions: whether it is a webhook, its path without the names of
/// parameters, its method, and which of several alike it is.
type Key = (bool, String, Method, usize);

pub(super) fn changes(earlier: &Contract, later: &Contract) -> Vec<ContractChange> {
    let (before, after) = (keyed(earlier), keyed(later));
    let mut changes = Vec::new();
    for operation in before.iter().filter(|(key, _)| !after.contains_key(key)).map(|(_, operation)| operation)
    {
        let message = format!("`{}` was removed", operation.label());
        let beside = later.operations.iter().find(|other| other.path == operation.path);
        let place = beside.map_or(later.place, |beside| beside.path_place);
        let change = ContractChange::new(ChangeKind::Removed, Impact::Breaking, place, message);
        changes.push(change.since(operation.place));
    }
    for operation in after.iter().filter(|(key, _)| !before.contains_key(key)).map(|(_, operation)| operation)
    {
        let message = format!("`{}` was added", operation.label());
        changes.push(ContractChange::new(ChangeKind::Added, Impact::Safe, operation.place, message));
    }
    for (key, operation) in &before {
        if let Some(later) = after.get(key) {
            changes.extend(name(operation, later));
        }
    }
    changes
}

/// Generated clients call their methods after the operation's id.
fn name(earlier: &Operation, later: &Operation) -> Option<ContractChange> {
    let before = earlier.id.as_ref()?;
    let message = match &later.id {
        Some(after) if after.value == before.value => return None,
        Some(after) => {
            format!("`{}` is called `{}` instead of `{}`", later.label(), after.value, before.value)
        }
        None => format!("`{}` has no name, and was called `{}`", later.label(), before.value),
    };
    let place = later.id.as_ref().map_or(later.place, |after| after.place);
    Some(ContractChange::new(ChangeKind::Renamed, Impact::Dangerous, place, message).since(before.place))
}

fn keyed(contract: &Contract) -> BTreeMap<Key, &Operation> {
    let mut keyed = BTreeMap::new();
    let mut alike: BTreeMap<(bool, String, Method), usize> = BTreeMap::new();
    for operation in &contract.operations {
        let key = (operation.webhook, pattern(&operation.path), operation.method);
        let number = alike.entry(key.clone()).or_default();
        keyed.insert((key.0, key.1, key.2, *number), operation);
        *number += 1;
    }
    keyed
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
