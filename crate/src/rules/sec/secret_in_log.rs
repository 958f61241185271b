use crate::facts::{Facts, SecurityUse, UseKind, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "secret-in-log",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: page!("secret_in_log.md"),
    check,
};

/// Last words of the names of what nobody else may read.
const SECRET: &[&str] = &["apikey", "cvv", "otp", "passphrase", "passwd", "password", "pwd", "secret", "ssn"];
/// Those that are secret together with the word before them.
const PAIRS: &[(&str, &[&str])] = &[
    ("token", &["access", "auth", "bearer", "csrf", "id", "jwt", "refresh", "reset", "session"]),
    ("key", &["access", "api", "encryption", "private", "secret", "signing"]),
    ("card", &["credit"]),
    ("number", &["account", "card"]),
    ("body", &["req", "request"]),
];
/// First words of names that only tell of one, or hold what is left of one.
const ABOUT: &[&str] = &[
    "can",
    "clip",
    "encrypted",
    "has",
    "hashed",
    "invalid",
    "is",
    "masked",
    "max",
    "min",
    "missing",
    "need",
    "needs",
    "no",
    "redacted",
    "template",
    "tpl",
    "truncated",
    "use",
    "uses",
    "valid",
];
/// First words of functions whose result a tool prints that was asked for it.
const MAKING: &[&str] = &["create", "generate", "make", "new", "random"];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A word that means other things, too.
    Doubtful,
    /// Whatever a caller sent, or what tells of a person and opens nothing.
    Whole,
    Secret,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let (telling, silent): (Vec<_>, Vec<_>) =
        facts.uses(UseKind::Log).partition(|one| secret_of(one).is_some());
    for group in alike::groups(silent.into_iter(), |_| ()) {
        let Some(first) = group.first() else { continue };
        if !telling.iter().any(|one| one.place.file == first.place.file) {
            seen.met(first.place, || "lines of the log hold nothing that is named like a secret");
        }
    }
    for group in alike::groups(telling.into_iter(), |one| secret_of(one).map(|(weight, _)| weight)) {
        let Some((weight, path)) = group.first().and_then(|one| secret_of(one)) else { continue };
        let path = path.to_owned();
        let printed = group.iter().all(|one| is_printed(one));
        let terminal = group.iter().all(|one| is_for_terminal(facts, one));
        let finding = alike::told(seen, &group, |one| format!("`{}` writes `{path}` to the log", one.name));
        let Some(finding) = finding else { continue };
        match weight {
            Weight::Secret if terminal => {
                finding.confidence(Confidence::Low);
            }
            // Nobody knows who keeps what a program prints.
            Weight::Secret if printed => {
                finding.confidence(Confidence::Medium);
            }
            Weight::Secret => {}
            Weight::Whole => {
                finding.severity(Severity::Medium).confidence(Confidence::Medium);
            }
            Weight::Doubtful => {
                finding.severity(Severity::Medium).confidence(Confidence::Low);
            }
        }
    }
}

/// Whether it goes to where programs print to, which is no log by itself.
fn is_printed(one: &SecurityUse) -> bool {
    ["print", "eprint", "System.out."].iter().any(|start| one.name.starts_with(start))
}

/// Whether it is printed for the person who runs a tool: no log keeps it.
fn is_for_terminal(facts: &Facts, one: &SecurityUse) -> bool {
    let prints = is_printed(one) || ["console.", "Console."].iter().any(|start| one.name.starts_with(start));
    let starts = facts
        .file(one.place.file)
        .is_some_and(|file| file.path.ends_with("/main.rs") || file.path.ends_with("/main.go"));
    let makes = secret_of(one)
        .and_then(|(_, path)| words(path.rsplit('.').next()?).into_iter().next())
        .is_some_and(|first| MAKING.contains(&first.as_str()));
    prints && (starts || makes || one.is("made", "true") || facts.is_tool(one.place.file))
}

/// The weightiest of what a line holds.
fn secret_of(one: &SecurityUse) -> Option<(Weight, &str)> {
    one.input.iter().filter_map(|path| Some((weight(path)?, path.as_str()))).max_by_key(|(weight, _)| *weight)
}

fn weight(path: &str) -> Option<Weight> {
    let name = path.rsplit('.').next().unwrap_or_default();
    let all = words(path);
    let own = words(name);
    if is_text_for_people(path, &own) {
        return None;
    }
    let constant = name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    if constant || own.first().is_some_and(|first| ABOUT.contains(&first.as_str())) {
        return None;
    }
    let (last, before) = all.split_last()?;
    if SECRET.contains(&last.as_str()) {
        return Some(Weight::Secret);
    }
    let before = before.last().map(String::as_str).unwrap_or_default();
    if PAIRS.iter().any(|(own, firsts)| own == last && firsts.contains(&before)) {
        return Some(if matches!(last.as_str(), "body" | "number") { Weight::Whole } else { Weight::Secret });
    }
    matches!(last.as_str(), "token" | "jwt").then_some(Weight::Doubtful)
}

/// `Strings.SecretCouldNotBeRead`, `PasswordExpiredError`: what is told of a secret.
fn is_text_for_people(path: &str, words: &[String]) -> bool {
    const TEXTS: &[&str] = &["labels", "locales", "localizer", "messages", "resources", "strings", "texts"];
    const TOLD: &[&str] = &["cannot", "error", "expired", "failed", "failure", "mismatch", "unable"];
    let first = path.split_once('.').map(|(first, _)| first.to_ascii_lowercase());
    first.is_some_and(|first| TEXTS.contains(&first.as_str()))
        || words.iter().any(|word| TOLD.contains(&word.as_str()))
}
