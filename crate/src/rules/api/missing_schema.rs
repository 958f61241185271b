use crate::artifact::Place;
use crate::facts::{Contract, Facts, Media, Method, Operation, OperationClass, SchemaId, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "missing-schema",
    item: "api.schemas",
    severity: Severity::Medium,
    page: page!("missing_schema.md"),
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
    for operation in contract.operations.iter().filter(|operation| is_for_callers(operation)) {
        let label = format!("`{}`", operation.label());
        let missing = open_body(contract, operation).or_else(|| open_answer(contract, operation));
        if let Some((place, what)) = missing {
            let message = format!("{label} {what}");
            sites.push(Site { place, message, label, confidence: Confidence::High, severity: None });
        } else if says_something(operation) {
            met += 1;
            seen.met(operation.place, || format!("{label} has a schema for what it carries"));
        }
    }
    gather::tell(seen, sites, met, |number| {
        if met == 0 {
            format!("no operation says what its bodies hold ({})", count(number, "operation"))
        } else {
            format!("{} do not say what their bodies hold", count(number, "operation"))
        }
    });
}

/// Browsers ask before a request (`OPTIONS`), and probes look at the status alone: nobody takes their bodies apart.
fn is_for_callers(operation: &Operation) -> bool {
    let probes = operation.is_any(&[OperationClass::Health, OperationClass::Metrics]);
    !operation.webhook && !probes && !matches!(operation.method, Method::Options | Method::Head)
}

fn open_body(contract: &Contract, operation: &Operation) -> Option<(Place, String)> {
    let body = operation.body.as_ref()?;
    if body.media.is_empty() {
        return Some((body.place, "takes a body of no media type".to_owned()));
    }
    let open = body.media.iter().find(|media| is_open(contract, media))?;
    Some((open.place, format!("takes `{}` of any form", open.name)))
}

fn open_answer(contract: &Contract, operation: &Operation) -> Option<(Place, String)> {
    let with_body = operation.responses.iter().filter(|response| {
        response.is_success() && !response.unread && !matches!(response.status.as_str(), "204" | "205")
    });
    for response in with_body {
        if let Some(open) = response.media.iter().find(|media| is_open(contract, media)) {
            let what = format!("answers {} with `{}` of any form", response.status, open.name);
            return Some((open.place, what));
        }
        if response.media.is_empty() && operation.method == Method::Get && response.status == "200" {
            return Some((response.place, "does not say what it answers with".to_owned()));
        }
    }
    None
}

/// A media type whose content programs take apart, without a word on what it holds.
fn is_open(contract: &Contract, media: &Media) -> bool {
    media.name.contains("json") && media.schema.is_none_or(|schema| says_nothing(contract, schema))
}

/// Whether every layer of a schema lets everything through.
fn says_nothing(contract: &Contract, id: SchemaId) -> bool {
    contract.layers(id).iter().all(|layer| {
        let any_type = layer.types.iter().all(|type_| matches!(type_, SchemaType::Object | SchemaType::Null));
        !layer.unread
            && !layer.closed
            && !layer.sealed
            && !layer.empty
            && any_type
            && layer.properties.is_empty()
            && layer.items.is_none()
            && layer.additional.is_none()
            && layer.values.is_none()
            && layer.format.is_none()
    })
}

fn says_something(operation: &Operation) -> bool {
    let answers =
        operation.responses.iter().filter(|response| response.is_success()).flat_map(|own| &own.media);
    operation.body.iter().flat_map(|body| &body.media).chain(answers).any(|media| media.schema.is_some())
}
