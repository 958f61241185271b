use crate::facts::{Contract, Facts, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::caller_errors;
use crate::rules::error_responses::{self, Usual};
use crate::rules::gather::{self, count, others_do};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-error",
    item: "api.status-codes",
    severity: Severity::Low,
    page: page!("undeclared_error.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let can_fail = |one: &&Operation| !one.webhook && !one.responses.is_empty() && can_fail(contract, one);
    let (said, silent): (Vec<_>, Vec<_>) =
        contract.operations.iter().filter(can_fail).partition(|operation| says_how(operation));
    for operation in &said {
        seen.met(operation.place, || format!("`{}` says how it can fail", operation.label()));
    }
    let finding = gather::together(seen, &silent, |who| match said.len() {
        0 if silent.len() > 1 => {
            format!("no operation says how it can fail ({})", count(silent.len(), "operation"))
        }
        0 => format!("{who} declares no error of the caller (4xx)"),
        others => {
            let declare = if silent.len() == 1 { "declares" } else { "declare" };
            format!(
                "{who} {declare} no error of the caller (4xx), while {}",
                others_do(others, "other operation")
            )
        }
    });
    if let Some(finding) = finding {
        let custom = said.len() >= silent.len();
        finding.confidence(if custom { Confidence::High } else { Confidence::Medium });
        let usual = Usual::of(contract);
        let wanted = |operation| (operation, caller_errors::of(contract, &usual, operation, said.len()));
        let lacking: Vec<_> = silent.iter().copied().map(wanted).collect();
        error_responses::mend(finding, contract, &usual, &lacking, custom);
    }
}

fn says_how(operation: &Operation) -> bool {
    operation.responses.iter().any(|response| response.is_caller_error() || response.status == "default")
}

/// Whether a request to it can be wrong: it takes something, or asks who is calling.
fn can_fail(contract: &Contract, operation: &Operation) -> bool {
    let guarded = contract
        .requirements(operation)
        .is_some_and(|own| own.value.iter().any(|requirement| !requirement.schemes.is_empty()));
    guarded || operation.body.is_some() || !operation.parameters.is_empty() || operation.path.contains('{')
}
