use std::collections::VecDeque;

use super::methods::{Declared, Method, files, methods};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::proto::Field;
use crate::facts::{Facts, FieldRole, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-message",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: page!("secret_in_message.md"),
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
const UNSEEN: [&str; 10] = [
    "input only",
    "input-only",
    "inputonly",
    "write only",
    "write-only",
    "not returned",
    "never returned",
    "not be returned",
    "cannot be retrieved",
    "not be retrieved",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let reached = reached(facts);
    let mut told: BTreeSet<Place> = BTreeSet::new();
    for method in &methods(facts) {
        let Some(response) = method.response else { continue };
        if is_meant_for_secrets(&method.rpc.name.value) {
            continue;
        }
        match reached.get(response.message.full_name.as_str()) {
            Some((message, field)) => {
                if told.insert(field.name.place) {
                    tell(seen, method, message, field);
                }
            }
            None => seen.met(method.place(), || format!("{} gives no secrets away", method.label())),
        }
    }
}

fn tell(seen: &mut Seen, method: &Method<'_>, message: &str, field: &Field) {
    let name = &field.name.value;
    let text = format!("`{message}.{name}` is given away by {}", method.label());
    let finding = seen.violated(field.name.place, text);
    finding.confidence(Confidence::Medium).related(method.place(), method.label());
}

/// For each message from which a secret can be reached, the nearest: the name of its message, and the field.
type Reached<'a> = BTreeMap<&'a str, (&'a str, &'a Field)>;

/// Goes from the secrets back to the messages that hold their messages, each once.
fn reached(facts: &Facts) -> Reached<'_> {
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut reached = Reached::new();
    let mut waiting = VecDeque::new();
    for (at, _, file) in files(facts) {
        for message in file.messages.iter().filter(|message| !is_meant_for_secrets(&message.name.value)) {
            let declared = Declared { at, message };
            for field in &message.fields {
                if let Some(inner) = declared.of_field(facts, field) {
                    holders.entry(&inner.message.full_name).or_default().push(&message.full_name);
                }
            }
            if let Some(field) = message.fields.iter().find(|field| is_secret(field)) {
                reached.insert(&message.full_name, (&message.name.value, field));
                waiting.push_back(message.full_name.as_str());
            }
        }
    }
    while let Some(name) = waiting.pop_front() {
        let Some(secret) = reached.get(name).copied() else { continue };
        for holder in holders.get(name).into_iter().flatten() {
            if !reached.contains_key(holder) {
                reached.insert(holder, secret);
                waiting.push_back(holder);
            }
        }
    }
    reached
}

fn is_meant_for_secrets(name: &str) -> bool {
    words(name).iter().any(|word| PURPOSES.contains(&word.as_str()))
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
