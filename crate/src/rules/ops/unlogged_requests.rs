use crate::facts::{Facts, GuardKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, lacking};

pub(super) static RULE: Rule = Rule {
    id: "unlogged-requests",
    item: "ops.logging",
    severity: Severity::Low,
    page: page!("unlogged_requests.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    // That there is a logger does not show that its lines can be related, so it is no evidence.
    lacking::guard(facts, seen, GuardKind::Logging, "requests leave no log line: nothing here writes one");
}
