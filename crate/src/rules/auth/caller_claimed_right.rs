use crate::collections::BTreeSet;
use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "caller-claimed-right",
    item: "auth.authorization",
    severity: Severity::High,
    page: page!("caller_claimed_right.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut told = BTreeSet::new();
    for claim in facts.claims() {
        if told.insert(claim.place) {
            let message = format!("`{}`, which the caller writes, decides whether they may", claim.value);
            seen.violated(claim.place, message);
        }
    }
}
