//! What a submission is held against: the items, what each asks, and which artifacts show it.

mod data;

use crate::facts::Artifact;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    Api,
    Auth,
    Data,
    Perf,
    Integ,
    Sec,
    Rel,
    Ops,
    Qual,
}

/// Which artifacts show an item.
#[derive(Clone, Copy, Debug)]
pub enum SeenIn {
    /// Any of these is enough.
    Any(&'static [Artifact]),
    /// Two or more of these, read together.
    Across(&'static [Artifact]),
}

/// One thing that an architect asks of a backend.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Stable, shown to users: `data.primary-keys`.
    pub id: &'static str,
    pub area: Area,
    /// Share within its area: 1 (nice to have) to 5 (an incident waiting).
    pub weight: u32,
    /// Short, for a list: "Primary keys".
    pub title: &'static str,
    /// What is asked, as a question that yes answers well.
    pub question: &'static str,
    /// The quantified targets that it is held to, in words; empty where there are none.
    pub standards: &'static [&'static str],
    pub seen_in: SeenIn,
    /// Why no rule judges it, in words for users; `None` where a rule does.
    pub unjudged: Option<&'static str>,
}

/// Every item, in the order of the checklist.
pub fn items() -> impl Iterator<Item = &'static Item> {
    [data::ITEMS].into_iter().flatten()
}
