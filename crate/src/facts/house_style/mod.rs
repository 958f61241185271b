//! How one contract names and shapes things: what most of it does is its house style, and what deviates from
//! that is seen against it.

mod casing;
mod collections;
mod dates;
mod names;
mod shapes;
mod versions;

pub use casing::Casing;
pub use collections::Number;
pub use dates::{Moment, StampName};
pub use shapes::Envelope;
pub use versions::{VersionPlace, version_of};

use super::{Contract, Located};
use crate::collections::Sort;

/// Members that a convention must have before it means anything.
const FEWEST: usize = 5;
/// Percent that a majority has at least.
const MAJORITY: usize = 60;

/// The conventions of a contract. Names count once each, with where they stand first; shapes count for each
/// operation or property.
#[derive(Clone, Debug, Default)]
pub struct HouseStyle {
    /// Literal segments of paths.
    pub path_segments: Convention<Casing>,
    pub path_parameters: Convention<Casing>,
    pub query_parameters: Convention<Casing>,
    /// Headers of requests and responses.
    pub headers: Convention<Casing>,
    /// Properties in bodies of JSON.
    pub properties: Convention<Casing>,
    pub schemas: Convention<Casing>,
    /// Texts of `enum`.
    pub choices: Convention<Casing>,
    pub operation_ids: Convention<Casing>,
    /// Segments that are followed by the key of an item.
    pub collections: Convention<Number>,
    /// Whether paths end in a slash.
    pub trailing_slash: Convention<bool>,
    /// What lists are wrapped in.
    pub lists: Convention<Envelope>,
    /// What single items are wrapped in.
    pub items: Convention<Envelope>,
    /// What the moments of creation and change are called.
    pub stamps: Convention<StampName>,
    /// How moments are written.
    pub moments: Convention<Moment>,
    /// Where operations say which version is meant; one operation may do so in several places.
    pub versions: Vec<(VersionPlace, Vec<Located<String>>)>,
}

/// What things of one sort have in common.
#[derive(Clone, Debug)]
pub struct Convention<V> {
    /// The most frequent first.
    pub habits: Vec<Habit<V>>,
}

/// One way of doing it, and the things that are done so, in the order of the document.
#[derive(Clone, Debug)]
pub struct Habit<V> {
    pub value: V,
    pub members: Vec<Located<String>>,
}

impl<V> Default for Convention<V> {
    fn default() -> Self {
        Self { habits: Vec::new() }
    }
}

impl<V> Convention<V> {
    fn of(mut habits: Vec<Habit<V>>) -> Self {
        habits.retain(|habit| !habit.members.is_empty());
        for habit in &mut habits {
            habit.members.order_by_key(|member| member.place);
        }
        habits.order_by_key(|habit| std::cmp::Reverse(habit.members.len()));
        Self { habits }
    }

    /// Number of things that show a habit.
    pub fn total(&self) -> usize {
        self.habits.iter().map(|habit| habit.members.len()).sum()
    }

    /// The share of the most frequent habit, in percent and rounded down.
    pub fn percent(&self) -> usize {
        let most = self.habits.first().map_or(0, |habit| habit.members.len());
        (most * 100).checked_div(self.total()).unwrap_or_default()
    }

    /// What at least three fifths of at least five things do.
    pub fn majority(&self) -> Option<&Habit<V>> {
        self.habits.first().filter(|_| self.total() >= FEWEST && self.percent() >= MAJORITY)
    }

    /// Enough things to have a convention, and none that most of them follow.
    pub fn is_mixed(&self) -> bool {
        self.total() >= FEWEST && self.percent() < MAJORITY
    }

    /// The things that do not follow the most frequent habit, habit by habit.
    pub fn others(&self) -> impl Iterator<Item = (&V, &Located<String>)> {
        let others = self.habits.iter().skip(1);
        others.flat_map(|habit| habit.members.iter().map(move |member| (&habit.value, member)))
    }
}

impl HouseStyle {
    pub(super) fn of(contract: &Contract) -> Self {
        let reached = names::reached(contract);
        let mut style = Self {
            collections: collections::convention(contract),
            trailing_slash: collections::trailing_slash(contract),
            lists: shapes::lists(contract),
            items: shapes::items(contract),
            stamps: dates::stamps(contract, &reached),
            moments: dates::moments(contract, &reached),
            versions: versions::versions(contract),
            ..Self::default()
        };
        names::gather(contract, &reached, &mut style);
        style
    }
}
