use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, FieldRole, Operation, Parameter, ParameterLocation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "sensitive-data-in-url",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: page!("sensitive_data_in_url.md"),
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

/// What one kind of parameter shows, and where.
struct Found<'a> {
    kind: Kind,
    place: Place,
    names: Vec<&'a str>,
    operations: Vec<&'a Operation>,
}

/// One finding for each kind and part of the address: what many operations take in the same way has one cause.
fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut found: BTreeMap<(FieldRole, ParameterLocation), Found<'_>> = BTreeMap::new();
    let mut clean = 0;
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        let in_url =
            |one: &&Parameter| matches!(one.location, ParameterLocation::Query | ParameterLocation::Path);
        for parameter in operation.parameters.iter().filter(in_url) {
            let Some((role, mut kind)) = kind(contract, parameter) else {
                clean += 1;
                continue;
            };
            if role == FieldRole::Password && rates_passwords(operation) {
                kind.severity = Severity::Medium;
            }
            let known = found.entry((role, parameter.location)).or_insert_with(|| Found {
                kind,
                place: parameter.place,
                names: Vec::new(),
                operations: Vec::new(),
            });
            if known.names.len() < 4 && !known.names.contains(&parameter.name.as_str()) {
                known.names.push(&parameter.name);
            }
            if known.operations.last().is_none_or(|last| last.place != operation.place) {
                known.operations.push(operation);
            }
        }
    }
    if found.is_empty() && clean > 0 {
        seen.met(contract.place, || {
            format!("{clean} parameters in addresses, none of them sensitive by its name")
        });
    }
    for ((_, location), found) in found {
        tell(location, &found, seen);
    }
}

fn tell(location: ParameterLocation, found: &Found<'_>, seen: &mut Seen) {
    let Some(first) = found.operations.first() else { return };
    let names: Vec<String> = found.names.iter().map(|name| format!("`{name}`")).collect();
    let (what, names) = (found.kind.what, names.join(", "));
    let location = if location == ParameterLocation::Path { "path" } else { "query" };
    let message = match found.operations.len() {
        1 => format!("`{}` takes {what} in its {location}, as {names}", first.label()),
        more => format!("{} take {what} in their {location}, as {names}", count(more, "operation")),
    };
    let finding = seen.violated(found.place, message);
    finding.severity(found.kind.severity).confidence(found.kind.confidence).sites(found.operations.len());
    for operation in found.operations.iter().take(20) {
        finding.related(operation.place, format!("`{}`", operation.label()));
    }
}

/// A service that says how strong a password is does not learn whose it is.
fn rates_passwords(operation: &Operation) -> bool {
    let summary = operation.summary.iter().flat_map(|text| text.split_whitespace().take(20)).flat_map(words);
    let id = operation.id.iter().flat_map(|id| words(&id.value));
    let said: Vec<String> = summary.chain(id).chain(words(&operation.path)).collect();
    let has = |wanted: &[&str]| said.iter().any(|word| wanted.contains(&word.as_str()));
    let named =
        operation.parameters.iter().any(|one| words(&one.name).iter().any(|word| word.contains("user")));
    let rates = ["analyze", "analyzes", "complexity", "entropy", "strength", "validate", "validates"];
    has(&["password", "passwords"]) && has(&rates) && !named
}

fn kind(contract: &Contract, parameter: &Parameter) -> Option<(FieldRole, Kind)> {
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
    Some((role, Kind { what: role.name(), severity, confidence }))
}

/// Keys and tokens by the names that query parameters have.
fn token(name: &str) -> Option<FieldRole> {
    let words = words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["oauth" | "api" | "auth", "token" | "key"] | ["apikey"])
        .then_some(FieldRole::Token)
}
