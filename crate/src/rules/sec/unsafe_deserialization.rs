use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unsafe-deserialization",
    item: "sec.code-injection",
    severity: Severity::Critical,
    page: page!("unsafe_deserialization.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::Deserialization, |source, call| {
        format!("{source} decides which objects `{call}` makes")
    });
}
