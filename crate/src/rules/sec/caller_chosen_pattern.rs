use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "caller-chosen-pattern",
    item: "sec.input-validation",
    severity: Severity::Medium,
    page: page!("caller_chosen_pattern.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::Pattern, |source, call| {
        format!("{source} is compiled as a pattern by `{call}`")
    });
}
