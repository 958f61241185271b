use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unsafe-reflection",
    item: "sec.code-injection",
    severity: Severity::High,
    page: page!("unsafe_reflection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::TypeName, |source, call| {
        format!("{source} chooses what `{call}` loads or calls")
    });
}
