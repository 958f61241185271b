use crate::facts::{Facts, Said, SecurityUse, UseKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "unpinned-token-algorithm",
    item: "auth.jwt",
    severity: Severity::Low,
    page: page!("unpinned_token_algorithm.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let checks = facts.uses(UseKind::TokenCheck).filter(|one| is_verified(one));
    let (free, pinned): (Vec<_>, Vec<_>) =
        checks.partition(|one| one.said.get("algorithms") == Some(&Said::Nothing));
    for one in pinned.iter().filter(|one| one.constant("algorithms").is_some()) {
        seen.met(one.place, || format!("`{}` takes only the algorithms that are meant", one.name));
    }
    for one in pinned.iter().filter(|one| one.said.get("algorithms") == Some(&Said::Sent)) {
        let message = format!("`{}` takes the algorithm that the caller names", one.name);
        seen.violated(one.place, message).severity(Severity::High).confidence(Confidence::Medium);
    }
    for group in alike::groups(free.into_iter(), |_| ()) {
        alike::told(seen, &group, |one| format!("`{}` lets the token choose how it is checked", one.name));
    }
}

fn is_verified(one: &SecurityUse) -> bool {
    one.said.contains_key("algorithms") && !one.is("verified", "false") && !one.is("verified", "skipped")
}
