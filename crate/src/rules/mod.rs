//! Judges facts. Each rule is one file of code and one page of the same name.

#[macro_use]
mod told;

mod alike;
mod amend;
mod api;
mod auth;
mod caller_errors;
mod checklist;
mod corrected;
mod data;
mod error_responses;
mod events;
mod gather;
mod integ;
mod lacking;
mod marked;
mod migration;
mod ops;
mod overlay;
mod page;
mod perf;
mod problems;
mod qual;
mod reach;
mod rel;
mod sec;
mod tables;

pub use checklist::{Area, Item, SeenIn, items};
pub use page::{Example, ExampleFile, Page, Reference};
pub(crate) use reach::Reach;
pub(crate) use told::told;

use crate::facts::Facts;
use crate::finding::{Seen, Severity};

/// One problem that the engine looks for.
pub struct Rule {
    /// The problem, as a noun: `missing-primary-key`.
    pub id: &'static str,
    /// The checklist item that it belongs to.
    pub item: &'static str,
    /// What its findings have unless the check says otherwise; also the weight of its sites in the score.
    pub severity: Severity,
    /// Markdown for people: why, fix, bad, good, references. Its examples are the rule's tests, and only these need
    /// the bad ones: the WebAssembly module goes without them.
    pub page: &'static str,
    pub check: fn(&Facts, &mut Seen),
}

/// Every rule, area by area.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        api::RULES,
        api::PROTO_RULES,
        api::graphql::RULES,
        auth::RULES,
        data::RULES,
        events::RULES,
        perf::RULES,
        integ::RULES,
        sec::RULES,
        sec::crypto::RULES,
        rel::RULES,
        ops::RULES,
        qual::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// What one rule said of a submission.
pub struct Observed {
    pub rule: &'static Rule,
    pub seen: Seen,
}

/// Lets every rule look at the facts.
pub fn check(facts: &Facts) -> Vec<Observed> {
    check_items(facts, |_| true)
}

/// Lets the rules look at the facts that belong to some items.
pub(crate) fn check_items(facts: &Facts, wanted: impl Fn(&str) -> bool) -> Vec<Observed> {
    all()
        .filter(|rule| wanted(rule.item))
        .map(|rule| {
            let mut seen = Seen::new(rule.severity);
            (rule.check)(facts, &mut seen);
            seen.say_once(|file| facts.is_shared(file));
            Observed { rule, seen }
        })
        .collect()
}
