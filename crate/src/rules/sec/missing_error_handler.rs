use crate::facts::{Facts, GuardKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, lacking};

pub(super) static RULE: Rule = Rule {
    id: "missing-error-handler",
    item: "sec.error-leak",
    severity: Severity::Low,
    page: page!("missing_error_handler.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    // That there is a handler does not show that it keeps internals to itself, so it is no evidence.
    lacking::guard(
        facts,
        seen,
        GuardKind::ErrorHandler,
        "no error handler decides what callers learn of a failure",
    );
}
