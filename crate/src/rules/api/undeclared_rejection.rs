use super::caller_errors::CallerError;
use crate::facts::{Facts, Method, Operation};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "undeclared-rejection",
    item: "api.status-codes",
    severity: Severity::Low,
    page: include_str!("undeclared_rejection.md"),
    check,
};

static ERROR: CallerError = CallerError {
    codes: ["400", "422"],
    declared: "400 or 422",
    one: "takes a body and declares neither 400 nor 422",
    many: "take a body and declare neither 400 nor 422",
    can_occur,
};

fn check(facts: &Facts, seen: &mut Seen) {
    ERROR.check(facts, seen);
}

/// A body may be wrong.
fn can_occur(operation: &Operation) -> bool {
    let takes = matches!(operation.method, Method::Post | Method::Put | Method::Patch);
    takes && operation.body.is_some()
}
