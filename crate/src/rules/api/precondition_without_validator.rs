use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Method, Operation, ParameterLocation, Precondition, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "precondition-without-validator",
    item: "api.concurrency-control",
    severity: Severity::Low,
    page: page!("precondition_without_validator.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let gives = givers(contract);
    let mut sites = Vec::new();
    let mut met = 0;
    for (operation, write) in contract.written() {
        let Some(header) = if_match(operation) else {
            sites.extend(unmeetable(operation, &write.precondition));
            continue;
        };
        let label = format!("`{}`", operation.label());
        match gives.get(operation.path.as_str()) {
            Some(true) => {
                met += 1;
                seen.met(operation.place, || {
                    format!("{label} takes `{header}`, and reading gives the value")
                });
            }
            Some(false) => sites.push(Site {
                place: operation.place,
                message: format!("{label} takes `{header}`, and no answer of this path gives a value for it"),
                label,
                confidence: Confidence::Medium,
                severity: None,
            }),
            None => {}
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} have a precondition that no caller can meet", count(number, "operation"))
    });
}

/// For each path that can be read, whether an answer of it holds what `If-Match` compares.
fn givers(contract: &Contract) -> BTreeMap<&str, bool> {
    let mut gives = BTreeMap::new();
    for operation in contract.operations.iter().filter(|one| !one.webhook) {
        let shown = operation.responses.iter().filter(|response| response.is_success()).any(|response| {
            response.unread
                || response.header(&["etag", "lastmodified"]).is_some()
                || response.media.iter().take(1).filter_map(|media| media.schema).any(|schema| {
                    let layers = contract.layers(schema);
                    layers.iter().any(|layer| layer.unread)
                        || layers.iter().flat_map(|layer| &layer.properties).any(|one| {
                            let name = plain(&one.name);
                            name.ends_with("etag") || name == "version" || name == "revision"
                        })
                })
        });
        let entry = gives.entry(operation.path.as_str());
        if shown || operation.method == Method::Get {
            *entry.or_insert(false) |= shown;
        }
    }
    gives
}

fn if_match(operation: &Operation) -> Option<&str> {
    let mut headers = operation.parameters.iter().filter(|one| one.location == ParameterLocation::Header);
    headers.find(|one| matches!(plain(&one.name).as_str(), "ifmatch")).map(|one| one.name.as_str())
}

/// 412 says that a precondition failed (RFC 9110, 15.5.13): there must be one to send.
fn unmeetable(operation: &Operation, precondition: &Precondition) -> Option<Site> {
    let response = operation.responses.iter().find(|response| response.status == "412")?;
    let by_status =
        matches!(precondition, Precondition::Declared(evidence) if evidence.starts_with("answers"));
    let conditional = operation.parameters.iter().any(|one| plain(&one.name).starts_with("if"));
    (by_status && !conditional).then(|| {
        let label = format!("`{}`", operation.label());
        let message = format!("{label} answers 412 and takes no precondition that could fail");
        Site { place: response.place, message, label, confidence: Confidence::Medium, severity: None }
    })
}
