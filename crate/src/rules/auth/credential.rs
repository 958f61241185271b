//! Credentials that operations take as plain parameters, where no security scheme says that they are.

use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, FieldRole, Operation, ParameterLocation, words};

pub(super) struct Credential<'a> {
    pub(super) name: &'a str,
    pub(super) location: ParameterLocation,
    /// Where it stands first.
    pub(super) place: Place,
    pub(super) operations: Vec<&'a Operation>,
}

/// Fields of a body that are looked at.
const MOST_FIELDS: usize = 40;

/// By name, the most frequent first. Operations that make credentials do not count: they take them to check them.
pub(super) fn parameters(contract: &Contract) -> Vec<Credential<'_>> {
    let mut found: BTreeMap<(String, ParameterLocation), Credential<'_>> = BTreeMap::new();
    for operation in &contract.operations {
        if operation.webhook || operation.open_class().is_some() {
            continue;
        }
        for parameter in &operation.parameters {
            if is_credential(&parameter.name, parameter.location) {
                let key = (parameter.name.to_ascii_lowercase(), parameter.location);
                let known = found.entry(key).or_insert_with(|| Credential {
                    name: &parameter.name,
                    location: parameter.location,
                    place: parameter.place,
                    operations: Vec::new(),
                });
                known.operations.push(operation);
            }
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.order_by_key(|one| std::cmp::Reverse(one.operations.len()));
    found
}

/// What an operation takes that shows who is calling, or that the caller was let in by a mail or a link.
pub(super) fn of<'a>(contract: &'a Contract, operation: &'a Operation) -> Option<&'a str> {
    let mut parameters = operation.parameters.iter();
    let found = parameters.find(|one| {
        is_credential(&one.name, one.location)
            || is_token(&one.name, one.location == ParameterLocation::Header)
            || FieldRole::of(&one.name) == Some(FieldRole::Password)
    });
    found.map(|parameter| parameter.name.as_str()).or_else(|| in_body(contract, operation))
}

/// `token` beside the password that it sets, `currentPassword`: fields of the body itself.
fn in_body<'a>(contract: &'a Contract, operation: &'a Operation) -> Option<&'a str> {
    let media = operation.body.iter().flat_map(|body| &body.media).take(1).filter_map(|media| media.schema);
    let layers = media.flat_map(|schema| contract.layers(schema));
    let mut properties = layers.flat_map(|layer| &layer.properties).take(MOST_FIELDS);
    let found = properties.find(|one| is_token(&one.name, false) || is_proof(&one.name));
    found.map(|property| property.name.as_str())
}

/// A token of whatever kind, save those that prove nothing.
fn is_token(name: &str, in_header: bool) -> bool {
    let others = [
        "continuation",
        "contract",
        "csrf",
        "cursor",
        "device",
        "idempotency",
        "next",
        "page",
        "pagination",
        "push",
        "registration",
        "request",
        "skip",
        "sync",
        "xsrf",
    ];
    let words = words(name);
    let named = words.last().is_some_and(|last| last == "token" || (in_header && last == "auth"));
    named && !words.iter().any(|word| others.contains(&word.as_str()))
}

/// `currentPassword`, `clientSecret`: whoever knows it is who they say.
fn is_proof(name: &str) -> bool {
    let present = || words(name).iter().any(|word| matches!(word.as_str(), "current" | "old" | "existing"));
    match FieldRole::of(name) {
        Some(FieldRole::Password) => present(),
        Some(FieldRole::SecretKey) => words(name).first().is_some_and(|first| first == "client"),
        _ => false,
    }
}

fn is_credential(name: &str, location: ParameterLocation) -> bool {
    if !matches!(location, ParameterLocation::Header | ParameterLocation::Query) {
        return false;
    }
    let words = words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "x").collect();
    match location {
        ParameterLocation::Header => matches!(
            words.as_slice(),
            ["authorization" | "authentication" | "token" | "apikey" | "authtoken"]
                | [.., "api" | "app" | "auth" | "access" | "session" | "subscription", "key" | "token"]
        ),
        ParameterLocation::Query => {
            matches!(
                words.as_slice(),
                ["apikey"] | ["api" | "app" | "auth", "key"] | ["access" | "auth" | "api", "token"]
            )
        }
        _ => false,
    }
}
