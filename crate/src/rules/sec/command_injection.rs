use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "command-injection",
    item: "sec.command-injection",
    severity: Severity::Critical,
    page: page!("command_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::ShellCommand, |source, call| {
        format!("{source} becomes part of a command that `{call}` runs")
    });
}
