use crate::facts::{Facts, Said, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "fixed-salt",
    item: "auth.passwords",
    severity: Severity::Medium,
    page: page!("fixed_salt.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let given = facts.uses(UseKind::KeyDerivation).filter(|one| one.said.contains_key("salt"));
    let (fixed, other): (Vec<_>, Vec<_>) = given.partition(|one| one.literal("salt").is_some());
    for one in other.iter().filter(|one| one.said.get("salt") == Some(&Said::Unknown)) {
        seen.met(one.place, || format!("`{}` is given a salt that is not the same for all", one.name));
    }
    for group in alike::groups(fixed.into_iter(), |_| ()) {
        alike::told(seen, &group, |one| format!("`{}` is given the same salt for everybody", one.name));
    }
}
