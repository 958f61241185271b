use crate::facts::{Facts, Flaw};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, bodies, gather};

pub(super) static RULE: Rule = Rule {
    id: "session-identity",
    item: "data.concurrency",
    severity: Severity::Medium,
    page: page!("session_identity.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for (name, flaw) in bodies::flaws(facts) {
        if flaw.kind == Flaw::TakesIdentityOfSession {
            let message = format!(
                "`{name}` takes the last number that the session gave to any table: with a trigger, that of another row"
            );
            seen.violated(flaw.place, message).confidence(Confidence::High);
        }
    }
    gather::by_file(seen, |count| {
        format!("{count} bodies take the last number that the session gave to any table")
    });
}
