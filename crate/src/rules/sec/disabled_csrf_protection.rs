use crate::facts::{Facts, SecurityUse, UseKind, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "disabled-csrf-protection",
    item: "sec.csrf",
    severity: Severity::Medium,
    page: page!("disabled_csrf_protection.md"),
    check,
};

/// Words in the names of what machines call, which carry no cookie.
const MACHINES: &[&str] =
    &["api", "callback", "event", "graphql", "health", "hook", "ipn", "notify", "webhook"];

fn check(facts: &Facts, seen: &mut Seen) {
    for one in facts.uses(UseKind::Csrf).filter(|one| one.is("on", "true")) {
        seen.met(one.place, || format!("`{}` asks for a proof that the page itself sent a form", one.name));
    }
    let off = facts.uses(UseKind::Csrf).filter(|one| one.is("on", "false"));
    for group in alike::groups(off.filter(|one| !is_for_machines(facts, one)), |_| ()) {
        let finding = alike::told(seen, &group, |one| {
            format!("`{}` lets other sites send forms in the name of who is signed in", one.name)
        });
        if let Some(finding) = finding {
            finding.confidence(Confidence::Medium);
        }
    }
}

fn is_for_machines(facts: &Facts, one: &SecurityUse) -> bool {
    // Only a mark stands at one function; a switch is for all of them.
    let Some(name) = one.within.as_deref() else { return false };
    let path =
        facts.files.iter().find(|file| file.id == one.place.file).map_or("", |file| file.path.as_str());
    [name, path].iter().flat_map(|name| words(name)).any(|word| MACHINES.contains(&word.as_str()))
}
