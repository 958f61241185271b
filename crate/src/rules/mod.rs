//! Judges facts. Each rule is one file of code and one page of the same name.

/// The page of a rule: whole natively, where tests read it, and what is told of it in the module.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! page {
    ($file:literal) => {
        include_str!($file)
    };
}

#[cfg(target_arch = "wasm32")]
macro_rules! page {
    ($file:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/pages/", $file))
    };
}

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
#[cfg(not(target_arch = "wasm32"))]
mod told;

pub use checklist::{Area, Item, SeenIn, items};
pub use page::{Example, ExampleFile, Page, Reference};
pub(crate) use reach::Reach;

use std::borrow::Cow;

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

impl Rule {
    /// What travels of the page.
    pub(crate) fn told(&self) -> Cow<'static, str> {
        #[cfg(target_arch = "wasm32")]
        return Cow::Borrowed(self.page);
        #[cfg(not(target_arch = "wasm32"))]
        return Cow::Owned(told::told(self.page));
    }
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
