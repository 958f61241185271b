use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "log-forging",
    item: "sec.code-injection",
    severity: Severity::Low,
    page: page!("log_forging.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report_few(
        facts,
        seen,
        SinkKind::LogEntry,
        |source, call| {
            format!("{source} becomes a part of the line that `{call}` writes, with its line breaks")
        },
        |number| {
            format!("texts of callers become a part of log lines in {number} places, with their line breaks")
        },
    );
}
