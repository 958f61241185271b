use crate::facts::{Facts, GuardKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, lacking};

pub(super) static RULE: Rule = Rule {
    id: "unthrottled-service",
    item: "sec.abuse-limits",
    severity: Severity::Medium,
    page: page!("unthrottled_service.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let without = "nothing limits how many requests one caller can send";
    if let Some(guard) = lacking::guard(facts, seen, GuardKind::RateLimit, without) {
        seen.met(guard.place, || format!("`{}` limits requests", guard.name));
    }
}
