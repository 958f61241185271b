use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::caller_errors::NOT_FOUND;

pub(super) static RULE: Rule = Rule {
    id: "undeclared-not-found",
    item: "api.status-codes",
    severity: Severity::Low,
    page: page!("undeclared_not_found.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    NOT_FOUND.check(facts, seen);
}
