use crate::facts::{Facts, Said, SecurityUse, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "fixed-initialization-vector",
    item: "sec.crypto",
    severity: Severity::Medium,
    page: page!("fixed_initialization_vector.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let given = facts.uses(UseKind::Cipher).filter(|one| one.said.contains_key("iv"));
    let (fixed, other): (Vec<_>, Vec<_>) = given.partition(|one| is_fixed(one));
    for one in other.iter().filter(|one| one.said.get("iv") == Some(&Said::Unknown)) {
        seen.met(one.place, || format!("`{}` is given a vector that is made anew", one.name));
    }
    for group in alike::groups(fixed.into_iter(), |_| ()) {
        alike::told(seen, &group, |one| {
            format!("`{}` is given the same initialization vector for every message", one.name)
        });
    }
}

/// A text, or a list of numbers.
fn is_fixed(one: &SecurityUse) -> bool {
    match one.said.get("iv") {
        Some(Said::Constant(text, place)) => !text.is_empty() && (place.is_some() || text.contains(',')),
        _ => false,
    }
}
