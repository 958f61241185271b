use crate::facts::{Contract, Facts, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "undocumented-operation",
    item: "api.documentation",
    severity: Severity::Low,
    page: page!("undocumented_operation.md"),
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
    for operation in &contract.operations {
        let label = format!("`{}`", operation.label());
        match missing(operation) {
            None => {
                met += 1;
                seen.met(operation.place, || format!("{label} has a name and a description"));
            }
            Some(what) => sites.push(Site {
                place: operation.place,
                message: format!("{label} has {what}"),
                label: format!("{label}: {what}"),
                confidence: Confidence::High,
                severity: None,
            }),
        }
    }
    gather::tell_few(seen, sites, met, |number| {
        if met == 0 {
            format!("no operation has both a name and a description ({})", count(number, "operation"))
        } else {
            format!("{} lack a name or a description", count(number, "operation"))
        }
    });
}

fn missing(operation: &Operation) -> Option<&'static str> {
    let says = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let described = says(&operation.summary) || says(&operation.description);
    // Webhooks and callbacks are called by address: they need no name.
    let named = operation.id.is_some() || operation.webhook;
    match (described, named) {
        (true, true) => None,
        (false, true) => Some("neither a summary nor a description"),
        (true, false) => Some("no `operationId`"),
        (false, false) => Some("no `operationId`, no summary and no description"),
    }
}
