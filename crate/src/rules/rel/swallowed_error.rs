use crate::facts::{CatchOutcome, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "swallowed-error",
    item: "rel.error-handling",
    severity: Severity::Medium,
    page: include_str!("swallowed_error.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for catch in facts.code().flat_map(|code| &code.catches) {
        match catch.outcome {
            CatchOutcome::Handled => seen.met(catch.place, "the error is passed on or answered"),
            CatchOutcome::Empty => {
                seen.violated(catch.place, "the error is caught and dropped: nobody learns of it");
            }
            CatchOutcome::Logged => {
                seen.violated(catch.place, "the error is logged, and the caller goes on as if it had worked")
                    .severity(Severity::Low)
                    .confidence(Confidence::Medium);
            }
        }
    }
}
