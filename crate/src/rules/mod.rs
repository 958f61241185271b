//! Judges facts. Each rule is one file of code and one page of the same name.

/// The page of a rule: whole natively, where tests read it, and what is told of it in the module.
macro_rules! page {
    ($file:literal) => {
        $crate::rules::PageText::of(
            page!(text $file),
            include!(concat!(env!("OUT_DIR"), "/pages/", $file, ".said")),
        )
    };
    (text $file:literal) => {{
        #[cfg(not(target_arch = "wasm32"))]
        let text = include_str!($file);
        #[cfg(target_arch = "wasm32")]
        let text = include_str!(concat!(env!("OUT_DIR"), "/pages/", $file));
        text
    }};
}

mod alike;
mod amend;
mod api;
mod auth;
mod bodies;
mod caller_errors;
mod checklist;
mod corrected;
mod data;
mod digest;
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
mod page_text;
mod perf;
mod problems;
mod qual;
mod reach;
mod rel;
mod sec;
#[cfg(test)]
mod shown;
mod tables;
#[cfg(test)]
mod told;
mod ways;

pub use checklist::{Area, Item, SeenIn, items};
pub(crate) use digest::{DIGEST_OF_NOTHING, digest};
pub use page::{Example, ExampleFile, Page, Reference};
pub use page_text::PageText;
pub(crate) use reach::Reach;

use crate::facts::{Artifact, Facts};
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
    pub page: PageText,
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
    let contracts_alone = facts.is_all(Artifact::OpenApi);
    let looks = |rule: &Rule| !contracts_alone || looks_at_contracts(rule);
    all()
        .filter(|rule| wanted(rule.item))
        .map(|rule| {
            let mut seen = Seen::new(rule.severity);
            if looks(rule) {
                (rule.check)(facts, &mut seen);
                seen.say_once(|file| facts.is_shared(file));
            }
            Observed { rule, seen }
        })
        .collect()
}

/// Most rules have nothing to say about HTTP contracts: their pages show none.
fn looks_at_contracts(rule: &Rule) -> bool {
    rule.page.shown.has(Artifact::OpenApi)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{File, Workspace};

    /// Every HTTP contract of a page's examples, those of other rules as well.
    fn contracts() -> impl Iterator<Item = (&'static str, ExampleFile)> {
        all().flat_map(|rule| {
            let page = Page::read(rule.page.markdown);
            let examples = page.bad.into_iter().chain(page.good).chain(page.missed);
            examples.flat_map(|example| example.files).map(|file| (rule.id, file))
        })
    }

    #[test]
    fn a_rule_that_passes_over_contracts_has_nothing_to_say_about_them() {
        let silent: Vec<&Rule> = all().filter(|rule| !looks_at_contracts(rule)).collect();
        let mut read = 0;
        for (example, file) in contracts() {
            let mut workspace = Workspace::default();
            workspace.add_file(File::new(file.path, file.text));
            let facts = workspace.facts();
            if !facts.is_all(Artifact::OpenApi) {
                continue;
            }
            read += 1;
            for rule in &silent {
                let mut seen = Seen::new(rule.severity);
                (rule.check)(&facts, &mut seen);
                let silent = seen.violated.is_empty()
                    && seen.met.is_empty()
                    && seen.questions.is_empty()
                    && seen.not_seen.is_empty();
                assert!(silent, "`{}` says something about a contract of `{example}`", rule.id);
            }
        }
        assert!(read > 300, "{read} contracts");
    }
}
