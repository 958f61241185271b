use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "operator-injection",
    item: "sec.nosql-injection",
    severity: Severity::Critical,
    page: page!("operator_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::DocumentFilter, |source, call| {
        format!("{source} may be an object with operators, which `{call}` carries out")
    });
    flow::report(facts, seen, SinkKind::DocumentScript, |source, call| {
        format!("{source} becomes a part of the script or filter text of `{call}`")
    });
}
