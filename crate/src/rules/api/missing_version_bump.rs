use super::changes;
use crate::facts::{Bump, Comparison, Facts, Impact, Located};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-version-bump",
    item: "api.compatibility",
    severity: Severity::Medium,
    page: page!("missing_version_bump.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    changes::need_earlier_version(facts, seen);
    for comparison in facts.comparisons() {
        let (Some(earlier), Some(later)) = (&comparison.earlier_version, &comparison.later_version) else {
            continue;
        };
        match comparison.is_raised_enough() {
            Some(true) => {
                let evidence =
                    format!("from `{}` to `{}` with {}", earlier.value, later.value, comparison.summary());
                seen.met(later.place, || evidence);
            }
            Some(false) => {
                let message = message(comparison, earlier, later);
                let finding = seen.violated(later.place, message);
                if comparison.needed_bump() < Bump::Major {
                    finding.severity(Severity::Low);
                }
                finding.related(earlier.place, "the earlier version");
            }
            None => {}
        }
    }
}

fn message(comparison: &Comparison, earlier: &Located<String>, later: &Located<String>) -> String {
    let needed = match comparison.needed_version() {
        Some(version) => format!("it takes `{version}`"),
        None => "it takes another one".to_owned(),
    };
    let breaks = match comparison.worst() {
        Some(Impact::Breaking) => "clients break",
        _ => "the contract changed",
    };
    let says = if earlier.value == later.value {
        format!("the version is still `{}`", later.value)
    } else {
        format!("the version went from `{}` to `{}` only", earlier.value, later.value)
    };
    format!("{breaks} ({}), and {says}: {needed}", comparison.summary())
}
