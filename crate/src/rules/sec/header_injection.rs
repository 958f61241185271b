use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "header-injection",
    item: "sec.code-injection",
    severity: Severity::Low,
    page: page!("header_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::HeaderValue, |source, call| {
        format!("{source} becomes a part of the headers that `{call}` writes")
    });
}
