use crate::facts::{CatchOutcome, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "swallowed-error",
    item: "rel.error-handling",
    severity: Severity::Medium,
    page: page!("swallowed_error.md"),
    check,
};

/// Most places that one finding names.
const MOST_NAMED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    let mut logged = Vec::new();
    for catch in facts.code().flat_map(|code| &code.catches) {
        match catch.outcome {
            CatchOutcome::Handled => seen.met(catch.place, || "the error is passed on or answered"),
            CatchOutcome::Logged => logged.push(catch.place),
            CatchOutcome::Empty => {
                seen.violated(catch.place, "the error is caught and dropped: nobody learns of it");
            }
        }
    }
    gather::by_file(seen, |count| format!("{count} errors are caught and dropped: nobody learns of them"));
    // A log line is right where the failure does no harm, so these are told together.
    let Some((first, others)) = logged.split_first() else { return };
    let message = match others.len() {
        0 => "the error is only logged, and the caller goes on as if it had worked".to_owned(),
        1 => "the error is only logged, here and in 1 more place, and callers go on".to_owned(),
        more => format!("the error is only logged, here and in {more} more places, and callers go on"),
    };
    let finding = seen.violated(*first, message).severity(Severity::Low).confidence(Confidence::Low);
    finding.sites(logged.len());
    for place in others.iter().take(MOST_NAMED) {
        finding.related(*place, "only logged here too");
    }
}
