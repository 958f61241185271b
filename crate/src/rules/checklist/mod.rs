//! What a submission is held against: the items, what each asks, and which artifacts show it.

mod api;
mod auth;
mod data;
mod integ;
mod ops;
mod perf;
mod qual;
mod rel;
mod sec;

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

impl Area {
    /// In the order of the checklist.
    pub const ALL: [Self; 9] = [
        Self::Api,
        Self::Auth,
        Self::Data,
        Self::Perf,
        Self::Integ,
        Self::Sec,
        Self::Rel,
        Self::Ops,
        Self::Qual,
    ];

    /// What the ids of its items begin with.
    pub fn id(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Auth => "auth",
            Self::Data => "data",
            Self::Perf => "perf",
            Self::Integ => "integ",
            Self::Sec => "sec",
            Self::Rel => "rel",
            Self::Ops => "ops",
            Self::Qual => "qual",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Api => "API design and contracts",
            Self::Auth => "Authentication and authorization",
            Self::Data => "Data model and lifecycle",
            Self::Perf => "Performance",
            Self::Integ => "Integrations",
            Self::Sec => "Security",
            Self::Rel => "Reliability",
            Self::Ops => "Delivery and observability",
            Self::Qual => "Quality and verification",
        }
    }

    /// Share within the whole: who gets in and what is lost cannot be mended afterwards; a slow or untidy
    /// service can.
    pub fn weight(self) -> u32 {
        match self {
            Self::Auth | Self::Sec => 5,
            Self::Data => 4,
            Self::Api | Self::Perf | Self::Rel => 3,
            Self::Integ | Self::Ops | Self::Qual => 2,
        }
    }
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
    /// Why no rule judges it, in words for users; told only while that is so, so that a rule can be added
    /// without touching the list.
    pub unjudged: &'static str,
}

/// Every item, in the order of the checklist.
pub fn items() -> impl Iterator<Item = &'static Item> {
    [
        api::ITEMS,
        auth::ITEMS,
        data::ITEMS,
        perf::ITEMS,
        integ::ITEMS,
        sec::ITEMS,
        rel::ITEMS,
        ops::ITEMS,
        qual::ITEMS,
    ]
    .into_iter()
    .flatten()
}
