use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::caller_errors::REJECTION;

pub(super) static RULE: Rule = Rule {
    id: "undeclared-rejection",
    item: "api.status-codes",
    severity: Severity::Low,
    page: page!("undeclared_rejection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    REJECTION.check(facts, seen);
}
