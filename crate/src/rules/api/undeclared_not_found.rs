use super::caller_errors::CallerError;
use crate::facts::{Facts, Method, Operation};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "undeclared-not-found",
    item: "api.status-codes",
    severity: Severity::Low,
    page: include_str!("undeclared_not_found.md"),
    check,
};

static ERROR: CallerError = CallerError {
    codes: ["404", "410"],
    declared: "404",
    one: "names an item and does not declare 404",
    many: "name an item and do not declare 404",
    can_occur,
};

fn check(facts: &Facts, seen: &mut Seen) {
    ERROR.check(facts, seen);
}

/// An item that is asked for by its path may be gone; PUT makes it.
fn can_occur(operation: &Operation) -> bool {
    let of_item = operation.path.trim_end_matches('/').ends_with('}');
    of_item && matches!(operation.method, Method::Get | Method::Patch | Method::Delete)
}
