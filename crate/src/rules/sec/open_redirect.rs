use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "open-redirect",
    item: "sec.open-redirect",
    severity: Severity::Medium,
    page: page!("open_redirect.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::Redirect, |source, call| {
        format!("{source} chooses where `{call}` sends the browser")
    });
}
