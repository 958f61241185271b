//! Two versions of a contract of messages. Who receives a message reads it; who sends one must be understood.

use super::pairing::{Known, pairs};
use super::schemas::{Comparer, Direction, Root, Schemas};
use super::{ChangeKind, Comparison, ContractChange, Impact};
use crate::collections::BTreeMap;
use crate::facts::{EventAction, EventContract, FileEntry, Located, Message};

pub(super) fn comparisons(earlier: &[FileEntry], later: &[FileEntry]) -> Vec<Comparison> {
    pairs(known(earlier), known(later))
        .into_iter()
        .map(|(earlier, later)| comparison(earlier, later))
        .collect()
}

fn known(files: &[FileEntry]) -> Vec<Known<'_, EventContract>> {
    let all = files.iter().flat_map(|file| file.facts.events.iter().map(move |document| (file, document)));
    all.map(|(file, document)| Known { document, path: &file.path, name: title(document) }).collect()
}

fn title(contract: &EventContract) -> &str {
    contract.info.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default()
}

/// What is sent or received at one address: the messages by their names.
type Flow<'a> = BTreeMap<&'a str, &'a Message>;

fn schemas(contract: &EventContract) -> Schemas<'_> {
    Schemas::new(&contract.shapes.schemas, &contract.shapes.named)
}

fn comparison(earlier: &EventContract, later: &EventContract) -> Comparison {
    let (before, after) = (flows(earlier), flows(later));
    let schemas = (schemas(earlier), schemas(later));
    let mut comparer = Comparer::new(schemas.0, schemas.1);
    let mut changes = Vec::new();
    for (key, old) in &before {
        let (action, address) = *key;
        match after.get(key) {
            None => {
                let message = format!("nothing is {} at `{address}` any more", done(action));
                let change = ContractChange::new(ChangeKind::Removed, Impact::Breaking, later.place, message);
                let place = old.values().next().map_or(earlier.place, |message| message.place);
                changes.push(change.since(place));
            }
            Some(new) => messages((action, address), old, new, &mut changes, &mut comparer),
        }
    }
    for ((action, address), new) in after.iter().filter(|(key, _)| !before.contains_key(key)) {
        let place = new.values().next().map_or(later.place, |message| message.place);
        let message = format!("messages are {} at `{address}`", done(*action));
        changes.push(ContractChange::new(ChangeKind::Added, Impact::Safe, place, message));
    }
    let (of_schemas, cut) = comparer.changes();
    changes.extend(of_schemas);
    Comparison {
        name: title(later).to_owned(),
        place: later.place,
        earlier: earlier.place,
        earlier_version: earlier.info.version.clone(),
        later_version: later.info.version.clone(),
        changes,
        cut: cut || !earlier.whole || !later.whole,
    }
}

/// By what the application does and where.
fn flows(contract: &EventContract) -> BTreeMap<(EventAction, &str), Flow<'_>> {
    let mut flows: BTreeMap<(EventAction, &str), Flow<'_>> = BTreeMap::new();
    for operation in &contract.operations {
        let Some(channel) = operation.channel.and_then(|at| contract.channels.get(at)) else { continue };
        let address = channel.address.as_deref().unwrap_or(&channel.name.value);
        let flow = flows.entry((operation.action, address)).or_default();
        let messages = operation.messages.iter().filter_map(|at| contract.messages.get(*at));
        flow.extend(messages.map(|message| (message.name.as_str(), message)));
    }
    flows
}

fn done(action: EventAction) -> &'static str {
    if action == EventAction::Send { "sent" } else { "received" }
}

fn messages(
    key: (EventAction, &str),
    before: &Flow<'_>,
    after: &Flow<'_>,
    changes: &mut Vec<ContractChange>,
    comparer: &mut Comparer<'_>,
) {
    let (action, address) = key;
    let direction = if action == EventAction::Send { Direction::Response } else { Direction::Request };
    let place = after.values().next().map(|message| message.place);
    for (name, old) in before {
        // The only message of both may have another name.
        let alone = (before.len() == 1 && after.len() == 1).then(|| after.values().next()).flatten();
        let Some(new) = after.get(name).or(alone) else {
            let message = format!("{} is not {} at `{address}` any more", old.label(), done(action));
            let place = place.unwrap_or_default();
            changes.push(
                ContractChange::new(ChangeKind::Removed, Impact::Breaking, place, message).since(old.place),
            );
            continue;
        };
        if let (Some(one), Some(other)) = (old.payload, new.payload) {
            let operation = || Located { value: format!("{} at `{address}`", new.label()), place: new.place };
            let label = || format!("the payload of {}", new.label());
            comparer.add(one, other, direction, || Root { label: label(), operation: operation() });
        }
    }
    for (_, new) in
        after.iter().filter(|(name, _)| before.len() + after.len() > 2 && !before.contains_key(*name))
    {
        let impact = if action == EventAction::Send { Impact::Dangerous } else { Impact::Safe };
        let message = format!("{} is {} at `{address}` as well", new.label(), done(action));
        changes.push(ContractChange::new(ChangeKind::Added, impact, new.place, message));
    }
}
