use crate::facts::{Contract, Facts, Operation, Response};
use crate::finding::{Seen, Severity};
use crate::rules::error_responses::{self, Usual};
use crate::rules::gather::{self, count, others_do};
use crate::rules::{Rule, caller_errors};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-refusal",
    item: "api.status-codes",
    severity: Severity::Low,
    page: include_str!("undeclared_refusal.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let operations = contract.operations.iter().filter(|operation| !operation.webhook);
    let asked = operations
        .filter(|operation| contract.access(operation).is_required() && names_errors(operation))
        .map(|operation| (operation, operation.responses.iter().find(|response| refuses(&response.status))));
    let mut silent: Vec<&Operation> = Vec::new();
    let mut met = 0;
    for (operation, refusal) in asked {
        match refusal {
            Some(response) => {
                met += 1;
                let label = operation.label();
                seen.met(operation.place, format!("`{label}` declares {}", response.status));
            }
            None => silent.push(operation),
        }
    }
    let (ask, declare) = if silent.len() == 1 { ("asks", "declares") } else { ("ask", "declare") };
    let finding = gather::together(seen, &silent, |who| match met {
        0 if silent.len() > 1 => {
            let all = count(silent.len(), "operation");
            format!("no operation declares 401 or 403, though {all} ask who is calling")
        }
        0 => format!("{who} {ask} who is calling, and {declare} neither 401 nor 403"),
        others => {
            let others = others_do(others, "other");
            format!("{who} {ask} who is calling, and {declare} neither 401 nor 403, while {others}")
        }
    });
    if let Some(finding) = finding {
        let usual = Usual::of(contract);
        let lacking: Vec<_> =
            silent.iter().map(|operation| (*operation, wanted(contract, &usual, operation, met))).collect();
        error_responses::mend(finding, contract, &usual, &lacking, met >= silent.len());
    }
}

fn refuses(status: &str) -> bool {
    matches!(status, "401" | "403" | "4XX" | "default")
}

/// One that declares errors of the service alone lacks the others of the caller as well.
fn wanted<'a>(contract: &Contract, usual: &Usual<'_>, operation: &Operation, others: usize) -> Vec<&'a str> {
    if operation.responses.iter().any(Response::is_caller_error) {
        vec!["401"]
    } else {
        caller_errors::of(contract, usual, operation, others)
    }
}

/// An operation that declares no error at all lacks more than this one.
fn names_errors(operation: &Operation) -> bool {
    operation.responses.iter().any(|response| response.is_error() && response.status != "429")
        && !operation.responses.iter().any(|response| response.unread)
}
