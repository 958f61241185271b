use crate::facts::{Contract, Facts, Method, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, others_do};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-rejection",
    item: "api.status-codes",
    severity: Severity::Low,
    page: include_str!("undeclared_rejection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let operations = contract.operations.iter().filter(|operation| can_occur(operation));
    let (said, silent): (Vec<_>, Vec<_>) = operations.partition(|operation| is_declared(operation));
    for operation in &said {
        seen.met(operation.place, format!("`{}` declares 400 or 422", operation.label()));
    }
    let finding = gather::together(seen, &silent, |who| {
        let what = if silent.len() == 1 {
            "takes a body and declares neither 400 nor 422"
        } else {
            "take a body and declare neither 400 nor 422"
        };
        match said.len() {
            0 => format!("{who} {what}"),
            others => format!("{who} {what}, while {}", others_do(others, "other")),
        }
    });
    if let Some(finding) = finding {
        finding.confidence(if said.len() >= silent.len() { Confidence::Medium } else { Confidence::Low });
    }
}

/// A body may be wrong.
fn can_occur(operation: &Operation) -> bool {
    let takes = matches!(operation.method, Method::Post | Method::Put | Method::Patch);
    takes && operation.body.is_some() && names_errors(operation)
}

fn is_declared(operation: &Operation) -> bool {
    operation.responses.iter().any(|response| response.status == "default")
        || ["400", "422"].iter().any(|code| operation.declares(code))
}

/// It names errors of the caller one by one, by codes that HTTP knows: others may mean anything. One that names
/// none is told by another rule.
fn names_errors(operation: &Operation) -> bool {
    let mut codes = operation.responses.iter().map(|response| response.status.as_str());
    let own = |code: &str| ("452".."500").contains(&code);
    !operation.webhook && !codes.clone().any(own) && codes.any(|code| code.starts_with('4'))
}
