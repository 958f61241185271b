use super::purpose::{is_measure, is_secret};
use crate::facts::{Facts, SecurityUse, UseKind, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "predictable-random",
    item: "sec.crypto",
    severity: Severity::High,
    page: page!("predictable_random.md"),
    check,
};

/// First words of functions that make something.
const MAKING: &[&str] =
    &["build", "create", "gen", "generate", "generator", "issue", "make", "new", "random"];

fn check(facts: &Facts, seen: &mut Seen) {
    let (weak, strong): (Vec<_>, Vec<_>) =
        facts.uses(UseKind::Random).partition(|one| one.is("strength", "weak"));
    for one in strong {
        seen.met(one.place, || format!("`{}` gives numbers that nobody can foretell", one.name));
    }
    let telling = weak.into_iter().filter(|one| made(one).is_some());
    for group in alike::groups(telling, |one| (one.within.clone(), made(one).map(|(_, sure)| sure))) {
        let Some((name, sure)) = group.first().and_then(|one| made(one)) else { continue };
        let finding = alike::told(seen, &group, |one| {
            format!("`{name}` is made with `{}`, whose numbers can be foretold", one.name)
        });
        let Some(finding) = finding else { continue };
        // Some only have to differ from each other.
        if words(name).iter().any(|word| word == "nonce") {
            finding.severity(Severity::Medium).confidence(Confidence::Low);
        } else if !sure {
            finding.confidence(Confidence::Medium);
        }
    }
}

/// What is made of the number that nobody may guess, and whether its own name says so.
fn made(one: &SecurityUse) -> Option<(&str, bool)> {
    if let Some(name) = one.result.iter().find(|name| is_secret(name)) {
        return Some((name, true));
    }
    if one.result.iter().any(|name| is_measure(name)) {
        return None;
    }
    let within = one.within.as_deref()?;
    let makes = words(within).iter().any(|word| MAKING.contains(&word.as_str()));
    (makes && is_secret(&thing(within))).then_some((within, false))
}

/// What a function makes, by the end of its name: `generateResetToken`, `newPasswordString`.
fn thing(within: &str) -> String {
    const FORMS: &[&str] = &["bytes", "hex", "number", "random", "string", "value"];
    let mut words = words(within);
    while words.last().is_some_and(|last| FORMS.contains(&last.as_str())) {
        words.pop();
    }
    let from = words.len().saturating_sub(2);
    words.get(from..).unwrap_or_default().join("_")
}
