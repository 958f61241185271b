use std::collections::VecDeque;

use crate::artifact::Place;
use crate::facts::{Contract, Facts, Operation, Schema, SchemaId, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unbounded-input",
    item: "api.input-bounds",
    severity: Severity::Low,
    page: include_str!("unbounded_input.md"),
    check,
};

/// Formats of text whose length is known without a bound of its own.
const SHORT_FORMATS: [&str; 12] = [
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "objectid",
    "time",
    "ulid",
    "uuid",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// A schema that a request body reaches, and the first operation that takes it.
struct Input<'a> {
    id: SchemaId,
    operation: &'a Operation,
    /// Where the body itself stands, for what has no name.
    body: Place,
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    for input in inputs(contract) {
        let Some(schema) = contract.schema(input.id) else { continue };
        let (bounded, open) = members(contract, schema);
        if !open.is_empty() {
            sites.push(site(contract, &input, schema, &open));
        } else if bounded > 0 {
            met += 1;
            seen.met(schema.place, format!("{} is bounded in every field", name(contract, &input)));
        }
    }
    gather::tell(seen, sites, met, |number| {
        if met == 0 {
            format!("no input has a bound: {} take text or lists of any length", count(number, "object"))
        } else {
            format!("{} that requests carry take text or lists of any length", count(number, "object"))
        }
    });
}

/// Every schema that a request body reaches, once.
fn inputs(contract: &Contract) -> Vec<Input<'_>> {
    let mut reached = vec![false; contract.schemas.len()];
    let mut inputs = Vec::new();
    let writes = contract
        .operations
        .iter()
        .filter(|operation| !operation.webhook && operation.method.writes())
        .filter_map(|operation| Some((operation, operation.body.as_ref()?)));
    for (operation, body) in writes {
        let roots =
            body.media.iter().filter(|media| is_structured(&media.name)).filter_map(|media| media.schema);
        let mut waiting: VecDeque<SchemaId> = roots.collect();
        while let Some(id) = waiting.pop_front() {
            let Some(first) = reached.get_mut(id.0 as usize).filter(|reached| !**reached) else { continue };
            *first = true;
            if let Some(schema) = contract.schema(id) {
                waiting.extend(schema.parts().filter(|part| !is_read_only(contract, *part)));
                inputs.push(Input { id, operation, body: body.place });
            }
        }
    }
    inputs
}

/// A body whose fields the service takes apart, rather than a file.
fn is_structured(media: &str) -> bool {
    media.contains("json")
        || media.contains("form")
        || media.contains("xml")
        || media.contains("yaml")
        || media == "*/*"
}

fn is_read_only(contract: &Contract, id: SchemaId) -> bool {
    contract.schema(id).is_some_and(|schema| schema.read_only)
}

/// The number of fields with a bound, and the names of those without. A list in a list counts as a field.
fn members<'a>(contract: &Contract, schema: &'a Schema) -> (usize, Vec<&'a str>) {
    let mut bounded = 0;
    let mut open = Vec::new();
    let fields = schema.properties.iter().map(|property| (property.name.as_str(), property.schema));
    for (name, id) in fields.chain(schema.items.map(|items| ("each item", items))) {
        if is_read_only(contract, id) {
            continue;
        }
        match is_bounded(contract, id) {
            Some(true) => bounded += 1,
            Some(false) => open.push(name),
            None => {}
        }
    }
    (bounded, open)
}

/// Whether text and lists have a bound; `None` for everything else, and for what is not known.
fn is_bounded(contract: &Contract, id: SchemaId) -> Option<bool> {
    let layers = contract.layers(id);
    if layers.iter().any(|layer| layer.unread) {
        return None;
    }
    let any = |holds: fn(&Schema) -> bool| layers.iter().any(|layer| holds(layer));
    if any(|layer| layer.is(SchemaType::Array)) {
        return Some(any(|layer| layer.max_items.is_some() || layer.values.is_some()));
    }
    if !any(|layer| layer.is(SchemaType::String)) || any(|layer| layer.is(SchemaType::File)) {
        return None;
    }
    let is_upload =
        |layer: &Schema| layer.format.as_deref().is_some_and(|format| matches!(format, "binary" | "base64"));
    if any(is_upload) {
        return None;
    }
    Some(any(|layer| {
        layer.max_length.is_some()
            || layer.values.is_some()
            || layer.pattern.as_deref().is_some_and(ends)
            || layer
                .format
                .as_deref()
                .is_some_and(|format| SHORT_FORMATS.contains(&format.to_ascii_lowercase().as_str()))
    }))
}

/// Whether a pattern lets only texts of a certain length through: anchored, and without an open repetition.
fn ends(pattern: &str) -> bool {
    pattern.starts_with('^')
        && pattern.ends_with('$')
        && !pattern.contains(['*', '+'])
        && !pattern.contains(",}")
}

fn site(contract: &Contract, input: &Input<'_>, schema: &Schema, open: &[&str]) -> Site {
    let shown: Vec<_> = open.iter().take(4).map(|name| format!("`{name}`")).collect();
    let more = open.len().saturating_sub(shown.len());
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let label = name(contract, input);
    // Bounds may stand in the service instead; what is certain is that the contract has none.
    Site {
        place: if is_named(contract, input.id) { schema.place } else { input.body },
        message: format!(
            "{label}, which `{}` takes, has no bound for {}{rest}",
            input.operation.label(),
            shown.join(", ")
        ),
        label,
        confidence: Confidence::High,
    }
}

fn is_named(contract: &Contract, id: SchemaId) -> bool {
    contract.named.get(id.0 as usize).is_some_and(|(_, named)| *named == id)
}

fn name(contract: &Contract, input: &Input<'_>) -> String {
    match contract.named.get(input.id.0 as usize) {
        Some((name, id)) if *id == input.id => format!("`{}`", name.value),
        _ => format!("the body of `{}`", input.operation.label()),
    }
}
