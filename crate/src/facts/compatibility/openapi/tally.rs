//! Changes of operations: what many operations share, such as a parameter, is one change.

use super::{ChangeKind, ContractChange, Impact, Located};
use crate::artifact::Place;
use crate::collections::BTreeMap;

/// Operations that are named.
const MOST_NAMED: usize = 20;

type Key = (ChangeKind, Impact, Place, String, String);

#[derive(Default)]
pub(super) struct Tally {
    known: BTreeMap<Key, usize>,
    all: Vec<(Told, Vec<Located<String>>)>,
}

/// A change as a sentence: "the parameter `limit`", then the operations, then "was removed".
pub(super) struct Told {
    pub(super) kind: ChangeKind,
    pub(super) impact: Impact,
    pub(super) place: Place,
    pub(super) earlier: Option<Place>,
    /// Empty where it is about the operation itself.
    pub(super) subject: String,
    pub(super) predicate: String,
}

impl Tally {
    pub(super) fn tell(&mut self, told: Told, operation: Located<String>) {
        let place = told.earlier.unwrap_or(told.place);
        let key = (told.kind, told.impact, place, told.subject.clone(), told.predicate.clone());
        let next = self.all.len();
        match self.all.get_mut(*self.known.entry(key).or_insert(next)) {
            Some((_, operations)) => operations.push(operation),
            None => self.all.push((told, vec![operation])),
        }
    }

    pub(super) fn changes(self) -> impl Iterator<Item = ContractChange> {
        self.all.into_iter().map(|(told, operations)| change(&told, operations))
    }
}

fn change(told: &Told, operations: Vec<Located<String>>) -> ContractChange {
    let first = operations.first().map(|operation| operation.value.as_str()).unwrap_or_default();
    let named = match operations.len() {
        0 | 1 => first.to_owned(),
        2 => format!("{first} (and one other operation)"),
        many => format!("{first} (and {} other operations)", many - 1),
    };
    let message = match told.subject.as_str() {
        "" => format!("{named} {}", told.predicate),
        subject => format!("{subject} of {named} {}", told.predicate),
    };
    let mut change = ContractChange::new(told.kind, told.impact, told.place, message);
    change.earlier = told.earlier;
    change.reach = operations.len();
    if operations.len() > 1 {
        change.reached_from = operations.into_iter().take(MOST_NAMED).collect();
    }
    change
}
