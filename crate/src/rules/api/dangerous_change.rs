use super::changes;
use crate::facts::{ChangeKind, Facts, Impact};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "dangerous-change",
    item: "api.compatibility",
    severity: Severity::Medium,
    page: page!("dangerous_change.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    changes::need_earlier_version(facts, seen);
    for comparison in facts.comparisons() {
        if comparison.count(Impact::Dangerous) == 0 {
            if !comparison.cut {
                let safe = comparison.count(Impact::Safe);
                seen.met(comparison.place, || {
                    format!("nothing that clients may stumble over, {safe} safe changes")
                });
            }
            continue;
        }
        changes::tell(seen, comparison, Impact::Dangerous, |change| match change.kind {
            ChangeKind::Renamed | ChangeKind::Default | ChangeKind::Server => Severity::Low,
            _ => Severity::Medium,
        });
    }
}
