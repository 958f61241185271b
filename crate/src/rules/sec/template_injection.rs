use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "template-injection",
    item: "sec.code-injection",
    severity: Severity::Critical,
    page: page!("template_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::Template, |source, call| {
        format!("{source} becomes a part of the template of `{call}`")
    });
}
