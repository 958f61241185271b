use crate::facts::{Contract, Facts, Operation, Response};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::error_responses::{self, Usual};
use crate::rules::gather::{self, count, others_do};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-refusal",
    item: "api.status-codes",
    severity: Severity::Low,
    page: page!("undeclared_refusal.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let operations = contract.operations.iter().filter(|operation| !operation.webhook);
    let guarded = operations.filter(|operation| contract.access(operation).is_required());
    let (asked, bare): (Vec<_>, Vec<_>) = guarded.partition(|operation| names_errors(operation));
    let mut silent: Vec<&Operation> = Vec::new();
    let mut met = 0;
    for operation in asked {
        match operation.responses.iter().find(|response| refuses(&response.status)) {
            Some(response) => {
                met += 1;
                let label = operation.label();
                seen.met(operation.place, || format!("`{label}` declares {}", response.status));
            }
            None => silent.push(operation),
        }
    }
    // Where most operations say nothing of errors, that is the cause, which another rule tells.
    if met == 0 && bare.len() > silent.len() {
        return;
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
        let lacking: Vec<_> = silent.iter().map(|operation| (*operation, vec!["401"])).collect();
        error_responses::mend(finding, contract, &usual, &lacking, met >= silent.len());
    }
}

fn refuses(status: &str) -> bool {
    matches!(status, "401" | "403" | "4XX" | "default")
}

/// An operation that declares no error of the caller at all lacks more than this one, which another rule tells.
fn names_errors(operation: &Operation) -> bool {
    let named = |response: &Response| response.is_caller_error() || response.status == "default";
    operation.responses.iter().any(named) && !operation.responses.iter().any(|response| response.unread)
}
