use crate::facts::{Contract, Facts, Operation, Response, SchemaType, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "nameless-creation",
    item: "api.status-codes",
    severity: Severity::Low,
    page: page!("nameless_creation.md"),
    check,
};

/// Endings of properties by which the thing can be found again, written plain.
const NAMES: [&str; 12] =
    ["id", "uuid", "guid", "key", "name", "number", "code", "url", "uri", "href", "link", "token"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut nameless = Vec::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        // What is made below an address of the caller's choice has its name already.
        let chosen = operation.path.trim_end_matches('/').ends_with('}');
        let created =
            operation.responses.iter().find(|response| response.status == "201" && !response.unread);
        let Some(created) = created.filter(|_| !chosen) else { continue };
        match naming(contract, created) {
            Some(evidence) => {
                seen.met(created.place, || {
                    format!("`{}` names what it makes by {evidence}", operation.label())
                });
            }
            None => nameless.push(operation),
        }
    }
    tell(&nameless, seen);
}

fn tell(nameless: &[&Operation], seen: &mut Seen) {
    let make = if nameless.len() == 1 { "makes something and does" } else { "make something and do" };
    let finding = gather::together(seen, nameless, |who| {
        format!("{who} {make} not say where it is: neither `Location` nor an id in the answer")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// By what a caller finds what was made; also where it is not known what the answer holds.
fn naming(contract: &Contract, created: &Response) -> Option<String> {
    if let Some(header) = created.header(&["location", "contentlocation", "link"]) {
        return Some(format!("`{}`", header.name));
    }
    if created.linked {
        return Some("links".to_owned());
    }
    let media = created.media.first()?;
    let Some(schema) = media.schema else { return Some(format!("`{}`", media.name)) };
    let layers = contract.layers(schema);
    let mut properties = layers.iter().flat_map(|layer| &layer.properties).peekable();
    if properties.peek().is_none() {
        return Some("its body".to_owned());
    }
    let named = |name: &str| {
        let name = plain(name);
        NAMES.iter().any(|end| name.ends_with(end))
    };
    properties
        .find(|one| {
            // What it is wrapped in holds the name one level deeper.
            let holds = contract.resolved(one.schema).is_none_or(|inner| {
                inner.is(SchemaType::Object) || inner.types.is_empty() || inner.is(SchemaType::Array)
            });
            named(&one.name) || holds
        })
        .map(|property| format!("`{}`", property.name))
}
