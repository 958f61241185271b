//! What changed between two versions of a contract, and what that does to those who use it.
//!
//! Each kind of contract has a file here with a function `comparisons`: it pairs the earlier documents with
//! the later ones and says what changed. Pairing by path, name and number is shared: [`pairs`].

mod events;
mod graphql;
mod openapi;
mod pairing;
mod proto;
mod schemas;
mod version;

pub use version::Bump;

use super::{FileEntry, Located};
use crate::artifact::Place;
use crate::collections::Sort;

/// Two versions of one contract.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What people call the contract: its title, package or path.
    pub name: String,
    /// Where the later version says what it is.
    pub place: Place,
    /// Where the earlier version does.
    pub earlier: Place,
    /// The version of the contract itself, as the earlier one writes it; none where its kind has none.
    pub earlier_version: Option<Located<String>>,
    pub later_version: Option<Located<String>>,
    pub changes: Vec<ContractChange>,
    /// The documents are too large or too entangled: there may be more changes.
    pub cut: bool,
}

/// One difference between two versions of a contract.
#[derive(Clone, Debug)]
pub struct ContractChange {
    pub kind: ChangeKind,
    pub impact: Impact,
    /// In the later version; for what was removed, where it should stand.
    pub place: Place,
    /// In the earlier version; none for what was added.
    pub earlier: Option<Place>,
    /// In words, naming the thing: "`GET /pets` was removed".
    pub message: String,
    /// What reaches it, where it is shared: the operations of a schema.
    pub reached_from: Vec<Located<String>>,
    /// How many places it reaches, those of `reached_from` and others.
    pub reach: usize,
}

/// What a change does to a client that stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// It works as before.
    Safe,
    /// It may fail or behave otherwise, depending on how it is written.
    Dangerous,
    /// It fails where it uses what changed.
    Breaking,
}

/// What many changes have in common, so that they can be told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// An operation, type, field, value or file is not there any more.
    Removed,
    Added,
    Renamed,
    /// What had to be given was optional, or the reverse.
    Requiredness,
    /// Another type or format.
    Type,
    /// A value that may be absent or null, or the reverse.
    Nullability,
    /// The set of values of an enumeration or union.
    Values,
    /// Lengths, limits, patterns.
    Bounds,
    Default,
    Security,
    Server,
    /// Numbers, names or options that encodings and generated code depend on.
    Encoding,
    Deprecated,
}

impl ChangeKind {
    pub const ALL: [Self; 13] = [
        Self::Removed,
        Self::Added,
        Self::Renamed,
        Self::Requiredness,
        Self::Type,
        Self::Nullability,
        Self::Values,
        Self::Bounds,
        Self::Default,
        Self::Security,
        Self::Server,
        Self::Encoding,
        Self::Deprecated,
    ];
}

impl ContractChange {
    pub fn new(kind: ChangeKind, impact: Impact, place: Place, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, impact, place, earlier: None, message, reached_from: Vec::new(), reach: 1 }
    }

    #[must_use]
    pub fn since(mut self, earlier: Place) -> Self {
        self.earlier = Some(earlier);
        self
    }
}

impl Comparison {
    pub fn count(&self, impact: Impact) -> usize {
        self.of(impact).count()
    }

    pub fn of(&self, impact: Impact) -> impl Iterator<Item = &ContractChange> {
        self.changes.iter().filter(move |change| change.impact == impact)
    }

    pub fn worst(&self) -> Option<Impact> {
        self.changes.iter().map(|change| change.impact).max()
    }

    /// In words: "3 breaking, 2 dangerous and 14 safe changes".
    pub fn summary(&self) -> String {
        if self.changes.is_empty() {
            return "no change".to_owned();
        }
        let named =
            [(Impact::Breaking, "breaking"), (Impact::Dangerous, "dangerous"), (Impact::Safe, "safe")];
        let counted: Vec<String> = named
            .into_iter()
            .map(|(impact, name)| (self.count(impact), name))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        let changes = if self.changes.len() == 1 { "change" } else { "changes" };
        match counted.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{} and {last} {changes}", before.join(", "))
            }
            _ => format!("{} {changes}", counted.concat()),
        }
    }
}

/// Every pair of versions in a submission, with what changed between them.
pub(super) fn comparisons(earlier: &[FileEntry], later: &[FileEntry]) -> Vec<Comparison> {
    if earlier.is_empty() {
        return Vec::new();
    }
    let mut comparisons = openapi::comparisons(earlier, later);
    comparisons.extend(events::comparisons(earlier, later));
    comparisons.extend(graphql::comparisons(earlier, later));
    comparisons.extend(proto::comparisons(earlier, later));
    for comparison in &mut comparisons {
        comparison.changes.order_by(|one, other| {
            (other.impact, one.place, &one.message).cmp(&(one.impact, other.place, &other.message))
        });
    }
    comparisons
}
