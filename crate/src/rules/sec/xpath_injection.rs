use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "xpath-injection",
    item: "sec.code-injection",
    severity: Severity::High,
    page: page!("xpath_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::XPath, |source, call| {
        format!("{source} becomes a part of the expression of `{call}`")
    });
}
