use crate::facts::{Contract, Facts, Method, Operation, OperationClass};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::caller_errors::names_errors;
use crate::rules::gather::{self, others_do};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-conflict",
    item: "api.status-codes",
    severity: Severity::Low,
    page: page!("undeclared_conflict.md"),
    check,
};

/// What texts say of creations that can meet what is there already.
const UNIQUE: [&str; 9] = [
    "409 conflict",
    "already in use",
    "already registered",
    "already taken",
    "has to be unique",
    "must be unique",
    "name is unique",
    "needs to be unique",
    "should be unique",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let asked = contract.operations.iter().filter(|operation| creates(operation));
    let (said, silent): (Vec<_>, Vec<_>) = asked.partition(|operation| operation.declares("409"));
    for operation in &said {
        seen.met(operation.place, || format!("`{}` declares 409", operation.label()));
    }
    let (told, others): (Vec<&Operation>, Vec<&Operation>) =
        silent.into_iter().partition(|operation| says_unique(operation));
    gather::together(seen, &told, |who| {
        let declare = if told.len() == 1 { "declares" } else { "declare" };
        format!("{who} can meet what exists already, and {declare} no conflict (409)")
    });
    // Where most creations know the conflict, the others were forgotten.
    if said.len() < 3 || said.len() < 2 * others.len() {
        return;
    }
    let finding = gather::together(seen, &others, |who| {
        let create =
            if others.len() == 1 { "creates something and declares" } else { "create something and declare" };
        format!("{who} {create} no conflict (409), while {}", others_do(said.len(), "other creation"))
    });
    if let Some(finding) = finding {
        // A comment or a log entry is in nobody's way.
        finding.confidence(Confidence::Low);
    }
}

/// Made by a POST, one at a time, with errors that are named one by one.
fn creates(operation: &Operation) -> bool {
    let apart = [OperationClass::Bulk, OperationClass::Upload, OperationClass::Login, OperationClass::Token];
    operation.method == Method::Post
        && operation.is(OperationClass::Create)
        && !operation.is_any(&apart)
        && operation.body.is_some()
        && !operation.responses.iter().any(|response| response.unread || response.status == "default")
        && names_errors(operation)
}

/// "The name must be unique". That something exists already may also be what is asked for.
fn says_unique(operation: &Operation) -> bool {
    [&operation.summary, &operation.description].into_iter().flatten().any(|text| {
        let text: String = text.chars().take(2000).map(|letter| letter.to_ascii_lowercase()).collect();
        UNIQUE.iter().any(|phrase| text.contains(phrase))
    })
}
