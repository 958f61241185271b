use crate::facts::{Contract, Facts, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

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
    let mut sites = Vec::new();
    let mut met = 0;
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        if !contract.access(operation).is_required() || !names_errors(operation) {
            continue;
        }
        let label = format!("`{}`", operation.label());
        let refuses = |status: &str| matches!(status, "401" | "403" | "4XX" | "default");
        match operation.responses.iter().find(|response| refuses(&response.status)) {
            Some(response) => {
                met += 1;
                seen.met(operation.place, format!("{label} declares {}", response.status));
            }
            None => sites.push(Site {
                place: operation.place,
                message: format!("{label} asks who is calling, and declares neither 401 nor 403"),
                label,
                confidence: Confidence::High,
                severity: None,
            }),
        }
    }
    gather::tell(seen, sites, met, |number| {
        if met == 0 {
            format!(
                "no operation declares 401 or 403, though {} ask who is calling",
                count(number, "operation")
            )
        } else {
            format!("{} ask who is calling, and declare neither 401 nor 403", count(number, "operation"))
        }
    });
}

/// An operation that declares no error at all lacks more than this one.
fn names_errors(operation: &Operation) -> bool {
    operation.responses.iter().any(|response| response.is_error() && response.status != "429")
        && !operation.responses.iter().any(|response| response.unread)
}
