use crate::facts::{Contract, Facts, Method, Operation, OperationClass, Response, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "untracked-long-work",
    item: "perf.async-work",
    severity: Severity::Low,
    page: page!("untracked_long_work.md"),
    check,
};

/// Endings of properties by which accepted work can be asked for again, written plain.
const TRACKS: [&str; 12] =
    ["id", "status", "state", "url", "uri", "href", "link", "links", "name", "job", "task", "token"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    let mut at_once = Vec::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        let accepted = operation.responses.iter().find(|response| response.status == "202");
        let Some(accepted) = accepted else {
            at_once.extend(is_long(operation).then_some(operation));
            continue;
        };
        // A read that answers 202 is itself what the caller asks again, and what is deleted shows when it is gone.
        if accepted.unread || !operation.method.writes() || operation.method == Method::Delete {
            continue;
        }
        let label = format!("`{}`", operation.label());
        if let Some(evidence) = tracked(contract, operation, accepted) {
            met += 1;
            seen.met(accepted.place, || format!("{label} answers 202 with {evidence}"));
        } else {
            sites.push(Site {
                place: accepted.place,
                message: format!("{label} accepts work (202), and nothing leads to what becomes of it"),
                label,
                confidence: Confidence::Medium,
                severity: None,
            });
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} accept work (202), and nothing leads to what becomes of it", count(number, "operation"))
    });
    ask(&at_once, seen);
}

/// What leads from the answer to the state of the work.
fn tracked(contract: &Contract, operation: &Operation, accepted: &Response) -> Option<String> {
    let leads = |name: &str| {
        let name = plain(name);
        name.ends_with("location")
            || name.ends_with("asyncoperation")
            || name == "link"
            || name.ends_with("id")
    };
    if let Some(header) = accepted.headers.iter().find(|header| leads(&header.name)) {
        return Some(format!("the header `{}`", header.name));
    }
    if accepted.linked {
        return Some("links".to_owned());
    }
    if let Some(extension) = operation.extensions.iter().find(|one| one.value.contains("long-running")) {
        return Some(format!("`{}`", extension.value));
    }
    // The work is told by the thing itself.
    if operation.path.trim_end_matches('/').ends_with('}') {
        return Some("the thing that it works on".to_owned());
    }
    let media = accepted.media.first()?;
    let Some(schema) = media.schema else { return Some(format!("`{}`", media.name)) };
    let layers = contract.layers(schema);
    let mut properties = layers.iter().flat_map(|layer| &layer.properties);
    let tracking = properties.find(|one| {
        let name = plain(&one.name);
        TRACKS.iter().any(|end| name.ends_with(end))
    });
    match tracking {
        Some(property) => Some(format!("`{}`", property.name)),
        None if layers.iter().all(|layer| layer.properties.is_empty()) => Some("a body".to_owned()),
        None => None,
    }
}

/// Work whose length grows with what is asked for.
fn is_long(operation: &Operation) -> bool {
    let makes = operation.method.writes();
    let bulk = [OperationClass::Bulk, OperationClass::Upload, OperationClass::Export];
    makes && (operation.is(OperationClass::Export) || (operation.is_any(&bulk) && imports(operation)))
}

fn imports(operation: &Operation) -> bool {
    let name = plain(&operation.path);
    ["import", "export", "report", "generate", "convert", "transcode"].iter().any(|word| name.contains(word))
}

fn ask(at_once: &[&Operation], seen: &mut Seen) {
    let [first, ..] = at_once else { return };
    let named: Vec<_> = at_once.iter().take(5).map(|operation| format!("`{}`", operation.label())).collect();
    let more = if at_once.len() > 5 { ", …" } else { "" };
    let text = format!(
        "How long can {}{more} take with the most data that a customer has? Beyond some seconds it should answer 202.",
        named.join(", ")
    );
    seen.question(Some(first.place), text);
}
