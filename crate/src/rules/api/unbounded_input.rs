use std::collections::VecDeque;

use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, Facts, Operation, Schema, SchemaId, SchemaType, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unbounded-input",
    item: "api.input-bounds",
    severity: Severity::Low,
    page: page!("unbounded_input.md"),
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

/// Names of numbers that say how much work a request asks for, or how many things it is about.
const SIZES: [&str; 8] = ["count", "depth", "limit", "pagesize", "qty", "quantity", "repeat", "size"];

/// What a request body reaches: the body or a named schema, with all that stands within it.
struct Input<'a> {
    id: SchemaId,
    /// The first operation that takes it.
    operation: &'a Operation,
    /// One that takes it without credentials, in a document that asks others for them.
    public: Option<&'a Operation>,
    place: Place,
    name: Option<&'a str>,
    bounded: usize,
    open: Vec<&'a str>,
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    for input in inputs(contract) {
        if !input.open.is_empty() {
            sites.push(site(&input));
        } else if input.bounded > 0 {
            met += 1;
            seen.met(input.place, || format!("{} is bounded in every field", label(&input)));
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

fn inputs(contract: &Contract) -> Vec<Input<'_>> {
    let names: BTreeMap<SchemaId, &str> =
        contract.named.iter().map(|(name, id)| (*id, name.value.as_str())).collect();
    let mut reached = vec![false; contract.schemas.len()];
    let mut inputs: Vec<Input<'_>> = Vec::new();
    let writes = contract
        .operations
        .iter()
        .filter(|operation| !operation.webhook && operation.method.writes())
        .filter_map(|operation| Some((operation, operation.body.as_ref()?)));
    for (operation, body) in writes {
        let roots =
            body.media.iter().filter(|media| is_structured(&media.name)).filter_map(|media| media.schema);
        let mut waiting: VecDeque<(SchemaId, Option<usize>)> = roots.map(|root| (root, None)).collect();
        while let Some((id, owner)) = waiting.pop_front() {
            let Some(first) = reached.get_mut(id.0 as usize).filter(|reached| !**reached) else { continue };
            *first = true;
            let Some(schema) = contract.schema(id) else { continue };
            let name = names.get(&id).copied();
            let owner = owner.filter(|_| name.is_none()).unwrap_or_else(|| {
                let place = if name.is_some() { schema.place } else { body.place };
                let public = contract.exposure().requests(id).public;
                let public = public.and_then(|at| contract.operations.get(at));
                inputs.push(Input { id, operation, public, place, name, bounded: 0, open: Vec::new() });
                inputs.len() - 1
            });
            if let Some(input) = inputs.get_mut(owner) {
                add_fields(contract, schema, input);
            }
            let parts = schema.parts().filter(|part| !is_read_only(contract, *part));
            waiting.extend(parts.map(|part| (part, Some(owner))));
        }
    }
    inputs.order_by_key(|input| input.id);
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

/// Counts the fields with a bound, and names those without. A list in a list counts as a field.
fn add_fields<'a>(contract: &'a Contract, schema: &'a Schema, input: &mut Input<'a>) {
    let fields = schema.properties.iter().map(|property| (property.name.as_str(), property.schema));
    for (name, id) in fields.chain(schema.items.map(|items| ("each item", items))) {
        if is_read_only(contract, id) {
            continue;
        }
        match is_bounded(contract, id).or_else(|| is_sized(contract, name, id)) {
            Some(true) => input.bounded += 1,
            Some(false) if input.open.len() < 200 && !input.open.contains(&name) => input.open.push(name),
            _ => {}
        }
    }
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
    if any(is_upload) || any(|layer| layer.rare().encoding.is_some() || layer.rare().media_type.is_some()) {
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

/// Whether a number that says how much is asked for has a maximum; `None` for every other number.
fn is_sized(contract: &Contract, name: &str, id: SchemaId) -> Option<bool> {
    if !SIZES.contains(&plain(name).as_str()) {
        return None;
    }
    let layers = contract.layers(id);
    let is_number = |type_: &SchemaType| matches!(type_, SchemaType::Integer | SchemaType::Number);
    let bounded = |layer: &&Schema| layer.rare().maximum.is_some() || layer.values.is_some();
    let number = layers.iter().any(|layer| layer.types.iter().any(is_number));
    number.then(|| layers.iter().any(bounded))
}

/// Whether a pattern lets only texts of a certain length through: anchored, and without an open repetition.
fn ends(pattern: &str) -> bool {
    pattern.starts_with('^')
        && pattern.ends_with('$')
        && !pattern.contains(['*', '+'])
        && !pattern.contains(",}")
}

fn site(input: &Input<'_>) -> Site {
    let shown: Vec<_> = input.open.iter().take(4).map(|name| format!("`{name}`")).collect();
    let more = input.open.len().saturating_sub(shown.len());
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let taken = match (input.name, input.public) {
        (Some(_), None) => format!(", which `{}` takes,", input.operation.label()),
        (Some(_), Some(public)) => format!(", which `{}` takes from anybody,", public.label()),
        (None, Some(_)) => ", which anybody may send,".to_owned(),
        (None, None) => String::new(),
    };
    let label = label(input);
    Site {
        place: input.place,
        message: format!("{label}{taken} has no bound for {}{rest}", shown.join(", ")),
        label,
        confidence: Confidence::High,
        severity: input.public.map(|_| Severity::Medium),
    }
}

fn label(input: &Input<'_>) -> String {
    match input.name {
        Some(name) => format!("`{name}`"),
        None => format!("the body of `{}`", input.operation.label()),
    }
}
