use crate::collections::BTreeSet;
use crate::facts::{Facts, SecurityUse, UseKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "unhardened-settings",
    item: "sec.headers",
    severity: Severity::Medium,
    page: page!("unhardened_settings.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let all: Vec<&SecurityUse> = facts.uses(UseKind::Setting).collect();
    let (open, other): (Vec<_>, Vec<_>) = all.iter().copied().partition(|one| one.is("protects", "false"));
    for one in other.iter().filter(|one| one.constant("protects").is_some()) {
        seen.met(one.place, || format!("`{}` is set", one.name));
    }
    // What the settings of production overrule is no matter of those that they begin with.
    let kept = open.into_iter().filter(|one| !other.iter().any(|other| other.name == one.name));
    for group in alike::groups(kept, |_| ()) {
        let names = names(&group);
        alike::told(seen, &group, |_| format!("the settings switch protection off: {names}"));
    }
    let said: BTreeSet<&str> = all.iter().map(|one| one.name.as_str()).collect();
    for main in all.iter().filter(|one| one.said.contains_key("expected")) {
        let expected = main.constant("expected").unwrap_or_default();
        let missing: Vec<String> =
            expected.split(' ').filter(|name| !said.contains(name)).map(|name| format!("`{name}`")).collect();
        if !missing.is_empty() {
            let message = format!("no settings say {}", missing.join(", "));
            seen.violated(main.place, message).severity(Severity::Low).confidence(Confidence::Medium);
        }
    }
}

fn names(group: &[&SecurityUse]) -> String {
    let mut names: Vec<String> = group.iter().map(|one| format!("`{}`", one.name)).collect();
    names.dedup();
    names.join(", ")
}
