//! Changes that were found, each once: what changes alike in requests and in responses is one change.

use super::{Difference, Direction, MOST_TOLD};
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::compatibility::Impact;

/// What makes two changes the same one, in either version: what was one schema may be several, and the reverse.
type Key = (bool, Place, Option<String>, String);

#[derive(Default)]
pub(super) struct Told {
    known: BTreeMap<Key, usize>,
    pub(super) all: Vec<Found>,
}

pub(super) struct Found {
    pub(super) difference: Difference,
    /// The pairs that show it, the first of each direction.
    pub(super) pairs: Vec<(u32, Direction)>,
}

impl Told {
    pub(super) fn is_full(&self) -> bool {
        self.all.len() >= MOST_TOLD
    }

    pub(super) fn tell(&mut self, pair: u32, direction: Direction, difference: Difference) {
        let key = |later, place| (later, place, difference.property.clone(), difference.text.clone());
        let mut keys = vec![key(true, difference.place)];
        keys.extend(difference.earlier.map(|place| key(false, place)));
        let known = keys.iter().find_map(|key| self.known.get(key).copied());
        if let Some(found) = known.and_then(|at| self.all.get_mut(at)) {
            found.join(pair, direction, difference.impact);
        } else if !self.is_full() {
            self.known.extend(keys.into_iter().map(|key| (key, self.all.len())));
            self.all.push(Found { difference, pairs: vec![(pair, direction)] });
        }
    }
}

impl Found {
    /// The worst impact counts, with the directions that have it.
    fn join(&mut self, pair: u32, direction: Direction, impact: Impact) {
        if impact > self.difference.impact {
            self.difference.impact = impact;
            self.pairs.clear();
        }
        if impact == self.difference.impact && self.pairs.len() < 64 {
            self.pairs.push((pair, direction));
        }
    }

    /// "in requests and responses"
    pub(super) fn wherein(&self) -> &'static str {
        let sent = self.pairs.iter().any(|(_, direction)| *direction != Direction::Response);
        let received = self.pairs.iter().any(|(_, direction)| *direction == Direction::Response);
        match (sent, received) {
            (true, true) => "in requests and responses",
            (true, false) => "in requests",
            _ => "in responses",
        }
    }
}
