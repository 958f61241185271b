use crate::facts::{Contract, Facts, Operation, Response, SchemaType, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "error-in-success",
    item: "api.error-format",
    severity: Severity::Low,
    page: page!("error_in_success.md"),
    check,
};

/// Properties that say whether it went well, written plain.
const OUTCOMES: [&str; 6] = ["iserror", "issuccess", "issuccessful", "ok", "success", "successful"];

/// Properties that say what went wrong.
const FAULTS: [&str; 8] = [
    "error",
    "errorcode",
    "errordescription",
    "errormessage",
    "errormsg",
    "errors",
    "failurereason",
    "fault",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut mixed = Vec::new();
    let mut named: Option<(String, String)> = None;
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        if let Some(names) = outcome(contract, operation) {
            named.get_or_insert(names);
            mixed.push(operation);
        } else if operation.responses.iter().any(Response::is_error) {
            seen.met(operation.place, || format!("`{}` tells failures by their code", operation.label()));
        }
    }
    let Some((outcome, fault)) = named else { return };
    let answer = if mixed.len() == 1 { "answers" } else { "answer" };
    let finding = gather::together(seen, &mixed, |who| {
        format!("{who} {answer} with success and tell by `{outcome}` and `{fault}` that it failed")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// The properties of a success by which it may say that it was none.
fn outcome(contract: &Contract, operation: &Operation) -> Option<(String, String)> {
    let success = operation.responses.iter().find(|response| response.status == "200")?;
    let media = success.media.iter().find(|media| media.name.contains("json"))?;
    let layers = contract.layers(media.schema?);
    let properties = || layers.iter().flat_map(|layer| &layer.properties);
    let is_flag = |one: &&crate::facts::Property| {
        OUTCOMES.contains(&plain(&one.name).as_str())
            && contract.resolved(one.schema).is_some_and(|schema| schema.is(SchemaType::Boolean))
    };
    let flag = properties().find(is_flag)?;
    let fault = properties().find(|one| FAULTS.contains(&plain(&one.name).as_str()))?;
    Some((flag.name.to_string(), fault.name.to_string()))
}
