use crate::facts::{Body, Contract, Facts, Method};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "body-on-safe-method",
    item: "api.http-methods",
    severity: Severity::Medium,
    page: page!("body_on_safe_method.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let (mut reads, mut deletes) = (Vec::new(), Vec::new());
    let mut met = 0;
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        let list = match operation.method {
            Method::Get | Method::Head => &mut reads,
            Method::Delete => &mut deletes,
            _ => continue,
        };
        let label = format!("`{}`", operation.label());
        let Some(body) = operation.body.as_ref().filter(|body| holds_something(contract, body)) else {
            met += 1;
            seen.met(operation.place, || format!("{label} takes no body"));
            continue;
        };
        list.push(Site {
            place: body.place,
            message: format!("{label} takes a body, which HTTP gives no meaning"),
            label,
            confidence: Confidence::High,
            severity: (operation.method == Method::Delete).then_some(Severity::Low),
        });
    }
    for (sites, method) in [(reads, "GET or HEAD"), (deletes, "DELETE")] {
        gather::tell(seen, sites, met.max(1), |number| {
            format!("{} with {method} take a body, which HTTP gives no meaning", count(number, "operation"))
        });
    }
}

/// Generated documents give every operation a body, with a schema of nothing for those that take none.
fn holds_something(contract: &Contract, body: &Body) -> bool {
    body.media.iter().filter_map(|media| media.schema).any(|schema| {
        let layers = contract.layers(schema);
        !layers.iter().any(|layer| layer.empty) || layers.iter().any(|layer| !layer.properties.is_empty())
    })
}
