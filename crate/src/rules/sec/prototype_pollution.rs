use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "prototype-pollution",
    item: "sec.code-injection",
    severity: Severity::High,
    page: page!("prototype_pollution.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::PropertyName, |source, call| {
        format!("{source} chooses the properties that `{call}` sets, and can reach what all objects share")
    });
}
