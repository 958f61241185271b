use std::collections::BTreeSet;

use super::methods::{Declared, Method, methods};
use crate::artifact::Place;
use crate::facts::proto::Field;
use crate::facts::{Facts, FieldRole, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-message",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: include_str!("secret_in_message.md"),
    check,
};

/// Words of rpcs and messages that hand secrets out on purpose.
const PURPOSES: [&str; 24] = [
    "password",
    "secret",
    "secrets",
    "credential",
    "credentials",
    "key",
    "keys",
    "token",
    "tokens",
    "login",
    "vault",
    "certificate",
    "certificates",
    "auth",
    "rotate",
    "generate",
    "create",
    "register",
    "signin",
    "oauth",
    "issue",
    "bootstrap",
    "config",
    "seed",
];
/// Words of comments on fields that are never answered with.
const UNSEEN: [&str; 7] = [
    "input only",
    "input-only",
    "write only",
    "write-only",
    "not returned",
    "never returned",
    "not be returned",
];
/// Messages that one answer is followed into.
const MOST: usize = 400;

fn check(facts: &Facts, seen: &mut Seen) {
    let mut told: BTreeSet<Place> = BTreeSet::new();
    for method in &methods(facts) {
        let Some(response) = method.response else { continue };
        if method.words.iter().any(|word| PURPOSES.contains(&word.as_str())) {
            continue;
        }
        match given(facts, response) {
            Some((message, field)) => {
                if told.insert(field.name.place) {
                    tell(seen, method, &message, field);
                }
            }
            None => seen.met(method.place(), format!("{} gives no secrets away", method.label())),
        }
    }
}

fn tell(seen: &mut Seen, method: &Method<'_>, message: &str, field: &Field) {
    let name = &field.name.value;
    let text = format!("`{message}.{name}` is given away by {}", method.label());
    let finding = seen.violated(field.name.place, text);
    finding.confidence(Confidence::Medium).related(method.place(), method.label());
}

/// The first secret that can be reached from an answer, with the name of its message.
fn given<'a>(facts: &'a Facts, response: Declared<'a>) -> Option<(String, &'a Field)> {
    let mut known: BTreeSet<&str> = BTreeSet::from([response.message.full_name.as_str()]);
    let mut waiting = vec![response];
    while let Some(declared) = waiting.pop() {
        let name = &declared.message.name.value;
        if words(name).iter().any(|word| PURPOSES.contains(&word.as_str())) {
            continue;
        }
        for field in &declared.message.fields {
            if is_secret(field) {
                return Some((name.clone(), field));
            }
            if let Some(inner) = declared.of_field(facts, field)
                && known.len() < MOST
                && known.insert(&inner.message.full_name)
            {
                waiting.push(inner);
            }
        }
    }
    None
}

fn is_secret(field: &Field) -> bool {
    let role = FieldRole::of(&field.name.value);
    let hidden = field.settings.iter().any(|setting| {
        setting.value == "INPUT_ONLY" || setting.name == "debug_redact" || setting.name.ends_with("sensitive")
    });
    let is_text = matches!(field.type_.value.as_str(), "string" | "bytes");
    let said = field.doc.as_ref().map(|doc| doc.to_lowercase()).unwrap_or_default();
    let hidden = hidden || UNSEEN.iter().any(|words| said.contains(words));
    // A reference to where the secret lies is none.
    let is_reference = field.name.value.ends_with("_name")
        || field.name.value.ends_with("_id")
        || field.name.value.ends_with("_version");
    is_text
        && !hidden
        && !is_reference
        && matches!(
            role,
            Some(FieldRole::Password | FieldRole::PasswordHash | FieldRole::SecretKey | FieldRole::CardCode)
        )
}
