use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "caller-chosen-format",
    item: "sec.code-injection",
    severity: Severity::Medium,
    page: page!("caller_chosen_format.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::FormatText, |source, call| {
        format!("{source} says how `{call}` formats values")
    });
}
