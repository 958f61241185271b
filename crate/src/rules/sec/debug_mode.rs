use crate::facts::{Facts, SecurityUse, UseKind, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "debug-mode",
    item: "sec.error-leak",
    severity: Severity::Medium,
    page: page!("debug_mode.md"),
    check,
};

/// Words in the paths of what only developers run.
const DEVELOPMENT: &[&str] = &[
    "debug",
    "demo",
    "dev",
    "develop",
    "development",
    "examples",
    "local",
    "sample",
    "samples",
    "sandbox",
    "test",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let (on, off): (Vec<_>, Vec<_>) = facts.uses(UseKind::Debug).partition(|one| one.is("on", "true"));
    for one in off.iter().filter(|one| one.is("on", "false")) {
        seen.met(one.place, || format!("`{}` is not in debug mode", one.name));
    }
    // Settings of production stand in a file or branch of their own.
    let overruled = |one: &SecurityUse| off.iter().any(|other| other.name == one.name);
    let on = on
        .into_iter()
        .filter(|one| !one.is_wished() && !is_of_development(facts, one) && !is_out_of_reach(one));
    for group in alike::groups(on, |_| ()) {
        let doubtful = group.iter().all(|one| overruled(one));
        let finding = alike::told(seen, &group, |one| {
            format!("`{}` runs the service in debug mode, which shows callers what goes on inside", one.name)
        });
        if let Some(finding) = finding.filter(|_| doubtful) {
            finding.severity(Severity::Low).confidence(Confidence::Low);
        }
    }
}

/// Whether it listens where no caller is known to come from: on this machine, or on what a setting says.
fn is_out_of_reach(one: &SecurityUse) -> bool {
    let is_open = |address: &str| address.starts_with([':', '0']);
    one.said.contains_key("address") && !one.constant("address").is_some_and(is_open)
}

fn is_of_development(facts: &Facts, one: &SecurityUse) -> bool {
    let file = facts.files.iter().find(|file| file.id == one.place.file);
    let path = file.map(|file| file.path.as_str()).unwrap_or_default();
    words(path).iter().any(|word| DEVELOPMENT.contains(&word.as_str()))
}
