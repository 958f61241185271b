//! What a comparison of a value with a schema comes to.

use std::fmt::Write as _;

use crate::extract::tree::NodeId;
use crate::facts::SchemaId;

/// Differences of one value that are told.
pub(super) const MOST: usize = 4;

/// Fits where nothing differs and nothing is left open.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) differences: Vec<Difference>,
    /// Something could not be judged: a pattern, a reference that leads out, a bound of the comparison.
    pub(super) open: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) value: NodeId,
    pub(super) schema: SchemaId,
    pub(super) kind: Kind,
    /// The way from the value that was compared to the one that differs, last step first.
    pub(super) steps: Vec<Step>,
    /// A sentence without its subject: "is a text, not a number".
    pub(super) text: String,
}

/// The kinds of differences that are weighed differently where alternatives are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Another type, at the root of what was compared another thing altogether.
    Type,
    /// A property that a closed schema does not have.
    Extra,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Member(String),
    Item(usize),
}

impl Outcome {
    pub(super) const FITS: Self = Self { differences: Vec::new(), open: false };
    pub(super) const OPEN: Self = Self { differences: Vec::new(), open: true };

    pub(super) fn differs(&self) -> bool {
        !self.differences.is_empty()
    }

    pub(super) fn fits(&self) -> bool {
        !self.open && self.differences.is_empty()
    }

    /// Both must fit.
    pub(super) fn and(&mut self, other: Self) {
        self.open |= other.open;
        if other.differences.is_empty() {
            return;
        }
        for difference in other.differences {
            let known = self
                .differences
                .iter()
                .any(|known| known.value == difference.value && known.text == difference.text);
            if self.differences.len() < MOST && !known {
                self.differences.push(difference);
            }
        }
    }

    /// What was found at a part of the value.
    pub(super) fn at(mut self, step: &dyn Fn() -> Step) -> Self {
        for difference in &mut self.differences {
            difference.steps.push(step());
        }
        self
    }

    /// How near an alternative comes: one that differs deep inside is more likely meant than one of another type.
    pub(super) fn distance(&self) -> (bool, usize) {
        let wholly = |difference: &Difference| difference.steps.is_empty() && difference.kind == Kind::Type;
        (self.differences.iter().any(wholly), self.differences.len())
    }
}

impl Difference {
    /// `pets[0].name`; empty for the value itself.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Item(at) => {
                    let _ = write!(path, "[{at}]");
                }
                Step::Member(name) if path.is_empty() => path.push_str(name),
                Step::Member(name) => {
                    path.push('.');
                    path.push_str(name);
                }
            }
        }
        path
    }
}
