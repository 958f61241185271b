use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, Facts, Operation, Response, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "error-without-code",
    item: "api.error-format",
    severity: Severity::Low,
    page: page!("error_without_code.md"),
    check,
};

/// Endings of properties that programs can tell errors by, written plain.
const CODES: [&str; 18] = [
    "code",
    "codes",
    "error",
    "errors",
    "errorid",
    "errorkey",
    "errornumber",
    "errorname",
    "errortype",
    "errno",
    "faults",
    "id",
    "issues",
    "key",
    "kind",
    "number",
    "reason",
    "type",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut coded: BTreeMap<String, &Operation> = BTreeMap::new();
    let mut vague: BTreeMap<Vec<String>, Vec<&Operation>> = BTreeMap::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        for response in operation.responses.iter().filter(|response| response.is_error() && !response.unread)
        {
            let Some(names) = names(contract, response) else { continue };
            if let Some(code) = names.iter().find(|name| tells(name)) {
                coded.entry(code.clone()).or_insert(operation);
                continue;
            }
            let operations = vague.entry(names).or_default();
            if operations.last().is_none_or(|last| last.place != operation.place) {
                operations.push(operation);
            }
        }
    }
    for (code, operation) in coded {
        seen.met(operation.place, || {
            format!("errors of `{}` can be told apart by `{code}`", operation.label())
        });
    }
    for (names, operations) in vague {
        let listed: Vec<_> = names.iter().take(4).map(|name| format!("`{name}`")).collect();
        let finding = gather::together(seen, &operations, |who| {
            format!(
                "errors of {who} hold {}, and no code that a program could tell them by",
                listed.join(", ")
            )
        });
        if let Some(finding) = finding {
            finding.confidence(Confidence::Medium);
        }
    }
}

fn tells(name: &str) -> bool {
    let name = plain(name);
    CODES.iter().any(|end| name.ends_with(end))
}

/// The properties of the body of an error; none where they are not known.
fn names(contract: &Contract, response: &Response) -> Option<Vec<String>> {
    let media = response.media.iter().find(|media| media.name.contains("json"))?;
    // Problem details have a type of their own.
    if media.name.contains("problem") {
        return None;
    }
    let layers = contract.layers(media.schema?);
    if layers.iter().any(|layer| layer.unread || layer.additional.is_some() || layer.items.is_some()) {
        return None;
    }
    let mut names: Vec<String> =
        layers.iter().flat_map(|layer| &layer.properties).map(|property| property.name.to_string()).collect();
    names.order();
    names.dedup();
    // A single object may hold everything: `{"fault": {"code": ...}}`.
    let wraps = |name: &String| {
        let mut inner = layers.iter().flat_map(|layer| &layer.properties).filter(|one| one.name == *name);
        inner.any(|one| {
            contract
                .layers(one.schema)
                .iter()
                .any(|layer| !layer.properties.is_empty() || layer.items.is_some())
        })
    };
    (!names.is_empty() && !names.iter().any(wraps)).then_some(names)
}
