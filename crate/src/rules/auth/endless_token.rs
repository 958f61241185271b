use crate::facts::{Facts, Said, SecurityUse, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "endless-token",
    item: "auth.token-lifecycle",
    severity: Severity::Medium,
    page: page!("endless_token.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let issued = facts.uses(UseKind::TokenIssue).filter(|one| one.said.contains_key("expires"));
    let (endless, ending): (Vec<_>, Vec<_>) =
        issued.partition(|one| one.said.get("expires") == Some(&Said::Nothing));
    for one in ending.iter().filter(|one| one.constant("expires").is_some()) {
        seen.met(one.place, || format!("`{}` gives the token an end", one.name));
    }
    for group in alike::groups(endless.into_iter(), |_| ()) {
        alike::told(seen, &group, |one| format!("`{}` makes a token that never expires", one.name));
    }
    for group in alike::groups(facts.uses(UseKind::TokenCheck).filter(|one| ignores_end(one)), |_| ()) {
        alike::told(seen, &group, |one| format!("`{}` takes tokens that have expired", one.name));
    }
}

fn ignores_end(one: &SecurityUse) -> bool {
    // Where nothing at all is checked, another rule tells.
    !one.is("verified", "false") && (one.is("ignored", "true") || one.is("checked", "false"))
}
