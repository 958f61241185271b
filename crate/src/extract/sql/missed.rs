//! What was not understood, told in few notes however often it happens.

use crate::artifact::Place;
use crate::facts::Coverage;

/// Notes of one file at most, besides a last one that counts the rest.
const MOST_NOTES: usize = 8;

#[derive(Default)]
pub(super) struct Missed {
    kinds: Vec<Kind>,
    rest: usize,
}

struct Kind {
    /// "statements that begin with `FOO`"
    what: String,
    first: Place,
    count: usize,
}

impl Missed {
    pub(super) fn note(&mut self, what: &str, place: Place) {
        if let Some(kind) = self.kinds.iter_mut().find(|kind| kind.what == what) {
            kind.count += 1;
        } else if self.kinds.len() < MOST_NOTES {
            self.kinds.push(Kind { what: what.to_owned(), first: place, count: 1 });
        } else {
            self.rest += 1;
        }
    }

    pub(super) fn tell(self, coverage: &mut Coverage) {
        for Kind { what, first, count } in self.kinds {
            coverage.missed(Some(first), format!("not read: {what} ({count})"));
        }
        if self.rest > 0 {
            coverage.missed(None, format!("not read: {} more statements of other kinds", self.rest));
        }
    }
}
