use std::collections::BTreeMap;

use crate::artifact::Place;
use crate::facts::{Contract, Facts, FieldRole, Operation, Parameter, ParameterLocation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "sensitive-data-in-url",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: include_str!("sensitive_data_in_url.md"),
    check,
};

/// What a parameter holds, and how bad it is in an address.
struct Kind {
    what: &'static str,
    severity: Severity,
    confidence: Confidence,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// One finding for each name: what many operations take in the same way has one cause.
fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut found: BTreeMap<(String, ParameterLocation), (Kind, Place, Vec<&Operation>)> = BTreeMap::new();
    let mut clean = 0;
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        let in_url =
            |one: &&Parameter| matches!(one.location, ParameterLocation::Query | ParameterLocation::Path);
        for parameter in operation.parameters.iter().filter(in_url) {
            let Some(kind) = kind(contract, parameter) else {
                clean += 1;
                continue;
            };
            let key = (parameter.name.to_lowercase(), parameter.location);
            found.entry(key).or_insert((kind, parameter.place, Vec::new())).2.push(operation);
        }
    }
    if found.is_empty() && clean > 0 {
        seen.met(
            contract.place,
            format!("{clean} parameters in addresses, none of them sensitive by its name"),
        );
    }
    for ((_, location), (kind, place, operations)) in found {
        let Some(first) = operations.first() else { continue };
        let name = first.parameters.iter().find(|one| one.place == place).map_or("", |one| &one.name);
        let location = if location == ParameterLocation::Path { "path" } else { "query" };
        let message = match operations.len() {
            1 => format!("`{}` takes {} in its {location}, as `{name}`", first.label(), kind.what),
            more => {
                format!("{} take {} in their {location}, as `{name}`", count(more, "operation"), kind.what)
            }
        };
        let finding = seen.violated(place, message).severity(kind.severity).confidence(kind.confidence);
        finding.sites(operations.len());
        for operation in operations.iter().take(20) {
            finding.related(operation.place, format!("`{}`", operation.label()));
        }
    }
}

fn kind(contract: &Contract, parameter: &Parameter) -> Option<Kind> {
    let role = FieldRole::of(&parameter.name).or_else(|| token(&parameter.name))?;
    let schema = parameter.schema;
    let is_text = schema.is_none_or(|schema| {
        contract.holds_text(schema)
            || (role.is_personal() && contract.layers(schema).iter().all(|one| one.values.is_none()))
    });
    let (severity, confidence) = match role {
        _ if !is_text => return None,
        FieldRole::Password | FieldRole::PasswordHash | FieldRole::CardCode | FieldRole::CardNumber => {
            (Severity::High, Confidence::High)
        }
        FieldRole::SecretKey => (Severity::High, Confidence::Medium),
        FieldRole::Token => (Severity::Medium, Confidence::High),
        FieldRole::NationalId | FieldRole::BankAccount => (Severity::Medium, Confidence::Medium),
        FieldRole::Email | FieldRole::Phone | FieldRole::BirthDate => (Severity::Low, Confidence::Medium),
        _ => return None,
    };
    Some(Kind { what: role.name(), severity, confidence })
}

/// Keys and tokens by the names that query parameters have.
fn token(name: &str) -> Option<FieldRole> {
    let words = words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["oauth" | "api" | "auth", "token" | "key"] | ["apikey"])
        .then_some(FieldRole::Token)
}
