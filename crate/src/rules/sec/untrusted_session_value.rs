use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "untrusted-session-value",
    item: "sec.input-validation",
    severity: Severity::Low,
    page: page!("untrusted_session_value.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::SessionValue, |source, call| {
        format!(
            "{source} becomes a part of the session in `{call}`, where nothing tells it from what the service checked"
        )
    });
}
