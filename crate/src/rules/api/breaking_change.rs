use super::changes;
use crate::facts::{Bump, Comparison, Facts, Impact};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "breaking-change",
    item: "api.compatibility",
    severity: Severity::High,
    page: page!("breaking_change.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    changes::need_earlier_version(facts, seen);
    for comparison in facts.comparisons() {
        if comparison.count(Impact::Breaking) == 0 {
            if !comparison.cut {
                seen.met(comparison.place, || format!("since the earlier version: {}", comparison.summary()));
            }
            continue;
        }
        let severity = if is_announced(comparison) { Severity::Medium } else { Severity::High };
        changes::tell(seen, comparison, Impact::Breaking, |_| severity);
    }
}

/// Clients that pin a version stay on the earlier one.
fn is_announced(comparison: &Comparison) -> bool {
    comparison.needed_bump() == Bump::Major && comparison.is_raised_enough() == Some(true)
}
