//! Credentials that operations take as plain parameters, where no security scheme says that they are.

use std::collections::BTreeMap;

use crate::artifact::Place;
use crate::facts::{Contract, FieldRole, Operation, ParameterLocation, words};

pub(super) struct Credential<'a> {
    pub(super) name: &'a str,
    pub(super) location: ParameterLocation,
    /// Where it stands first.
    pub(super) place: Place,
    pub(super) operations: Vec<&'a Operation>,
}

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
    found.sort_by_key(|one| std::cmp::Reverse(one.operations.len()));
    found
}

/// The parameter by which an operation finds out who is calling, where it has one.
pub(super) fn of(operation: &Operation) -> Option<&str> {
    let mut parameters = operation.parameters.iter();
    let found = parameters.find(|one| {
        is_credential(&one.name, one.location)
            || is_token(&one.name, one.location)
            || FieldRole::of(&one.name) == Some(FieldRole::Password)
    });
    found.map(|parameter| parameter.name.as_str())
}

/// A header with a token of whatever kind, save those that prove nothing.
fn is_token(name: &str, location: ParameterLocation) -> bool {
    let others =
        ["csrf", "xsrf", "page", "continuation", "next", "request", "idempotency", "sync", "cursor", "push"];
    let words = words(name);
    location == ParameterLocation::Header
        && words.last().is_some_and(|last| last == "token" || last == "auth")
        && !words.iter().any(|word| others.contains(&word.as_str()))
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
                | [.., "api" | "auth" | "access" | "session" | "subscription", "key" | "token"]
        ),
        ParameterLocation::Query => {
            matches!(
                words.as_slice(),
                ["apikey"] | ["api" | "auth", "key"] | ["access" | "auth" | "api", "token"]
            )
        }
        _ => false,
    }
}
