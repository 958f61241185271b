use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "code-injection",
    item: "sec.code-injection",
    severity: Severity::Critical,
    page: page!("code_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::Evaluation, |source, call| {
        format!("{source} is run as code by `{call}`")
    });
}
