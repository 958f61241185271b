//! What error responses hold in a suggestion.

use super::{is_old, shared, update};
use crate::artifact::Value;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Casing, Contract, SchemaId, words};
use crate::finding::Action;

const PROBLEM: &str = "application/problem+json";
/// Levels of a schema that are written down; what lies deeper may hold anything.
const MOST_LEVELS: usize = 4;

type Names<'a> = BTreeMap<SchemaId, &'a str>;

/// What the body of an error is, with its media type.
pub(in crate::rules) struct ErrorBody<'a> {
    media: &'a str,
    schema: Value,
}

/// The body that the document's other errors have, or else problem details (RFC 9457): by reference, with what
/// describes the schema where the document has no name for it yet.
pub(in crate::rules) fn error_body(contract: &Contract) -> (Option<Action>, ErrorBody<'_>) {
    let own: Names<'_> = contract.named.iter().map(|(name, id)| (*id, name.value.as_str())).collect();
    let (media, names, schema) = match house_error(contract) {
        Some((media, schema)) => match own.get(&schema) {
            Some(name) => return (None, ErrorBody { media, schema: reference(contract, name) }),
            None => (media, ["Error", "ErrorBody", "ErrorDetails"], written(contract, &own, schema, 0)),
        },
        None => (PROBLEM, ["ProblemDetails", "ProblemBody", "Problem"], problem_details()),
    };
    let is_free = |name: &String| !contract.named.iter().any(|(known, _)| known.value == *name);
    let mut names = names.into_iter().filter_map(|name| in_house_style(contract, name));
    let Some(name) = names.find(is_free) else { return (None, ErrorBody { media, schema }) };
    let name = name.as_str();
    let what = "Describe what errors hold once".to_owned();
    let action = if is_old(contract) {
        update(&[], what, Value::map([("definitions", Value::map([(name, schema)]))]))
    } else {
        shared(contract, "schemas", name, schema, what)
    };
    (Some(action), ErrorBody { media, schema: reference(contract, name) })
}

/// The member of a response that holds its body; `media` is what it is declared to be, where it is.
pub(in crate::rules) fn content(
    contract: &Contract,
    media: Option<&str>,
    body: &ErrorBody<'_>,
) -> (&'static str, Value) {
    member(contract, media.unwrap_or(body.media), body.schema.clone())
}

fn member(contract: &Contract, media: &str, schema: Value) -> (&'static str, Value) {
    if is_old(contract) {
        return ("schema", schema);
    }
    let media = Value::Map(vec![(media.to_owned(), Value::map([("schema", schema)]))]);
    ("content", media)
}

/// A name in `PascalCase` as the document writes those of its schemas; none where it does so in a way of its own.
fn in_house_style(contract: &Contract, name: &str) -> Option<String> {
    let words = words(name);
    match contract.house().schemas.majority().map(|house| house.value) {
        None | Some(Casing::Pascal) => Some(name.to_owned()),
        Some(Casing::Snake) => Some(words.join("_")),
        Some(Casing::Kebab) => Some(words.join("-")),
        Some(Casing::Lower | Casing::Camel) if words.len() == 1 => Some(words.concat()),
        Some(_) => None,
    }
}

fn reference(contract: &Contract, name: &str) -> Value {
    let section = if is_old(contract) { "definitions" } else { "components/schemas" };
    Value::reference(format!("#/{section}/{name}"))
}

/// Media type and schema that most error responses have, of those that say what they hold.
fn house_error(contract: &Contract) -> Option<(&str, SchemaId)> {
    let errors = contract.operations.iter().flat_map(|operation| &operation.responses);
    let mut shapes: BTreeMap<SchemaId, Option<Vec<&str>>> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, Vec<&str>), (usize, SchemaId)> = BTreeMap::new();
    for media in errors.filter(|response| response.is_error()).flat_map(|response| &response.media) {
        let Some(id) = media.schema.map(|id| target(contract, id)) else { continue };
        let shape = shapes.entry(id).or_insert_with(|| shape(contract, id)).clone();
        if let Some(shape) = shape {
            counts.entry((media.name.as_str(), shape)).or_insert((0, id)).0 += 1;
        }
    }
    let ((media, _), (_, schema)) = counts.into_iter().max_by_key(|(_, (count, _))| *count)?;
    Some((media, schema))
}

/// What a schema refers to, or the schema itself.
fn target(contract: &Contract, id: SchemaId) -> SchemaId {
    contract.schema(id).and_then(|schema| schema.refers_to).unwrap_or(id)
}

/// The names of the properties, sorted; none where there are none, or where they are not known.
fn shape(contract: &Contract, id: SchemaId) -> Option<Vec<&str>> {
    let layers = contract.layers(id);
    let mut names: Vec<&str> =
        layers.iter().flat_map(|layer| &layer.properties).map(|one| one.name.as_str()).collect();
    names.order();
    names.dedup();
    (!names.is_empty() && !layers.iter().any(|layer| layer.unread)).then_some(names)
}

/// The form of a schema: its type and its members, those with a name by reference.
fn written(contract: &Contract, named: &Names<'_>, id: SchemaId, level: usize) -> Value {
    let id = target(contract, id);
    if let Some(name) = named.get(&id).filter(|_| level > 0) {
        return reference(contract, name);
    }
    let layers = contract.layers(id);
    let mut members = Vec::new();
    let type_ = layers.iter().find_map(|layer| layer.types.first()).map(|type_| type_.name());
    members.extend(type_.map(|type_| ("type".to_owned(), Value::text(type_))));
    let format = layers.iter().find_map(|layer| layer.format.as_deref());
    members.extend(format.map(|format| ("format".to_owned(), Value::text(format))));
    let items = layers.iter().find_map(|layer| layer.items);
    let properties = layers.iter().flat_map(|layer| &layer.properties);
    let properties: Vec<_> = properties
        .filter(|_| level < MOST_LEVELS)
        .map(|one| (one.name.to_string(), written(contract, named, one.schema, level + 1)))
        .collect();
    if !properties.is_empty() {
        members.push(("properties".to_owned(), Value::Map(properties)));
    }
    if let Some(items) = items.filter(|_| level < MOST_LEVELS) {
        members.push(("items".to_owned(), written(contract, named, items, level + 1)));
    }
    Value::Map(members)
}

fn problem_details() -> Value {
    let text = |most| Value::map([("type", Value::text("string")), ("maxLength", Value::Number(most))]);
    let status = Value::map([("type", Value::text("integer")), ("format", Value::text("int32"))]);
    let members = [
        ("type", text(200)),
        ("title", text(200)),
        ("status", status),
        ("detail", text(2_000)),
        ("instance", text(200)),
    ];
    let required = ["type", "title", "status"].map(Value::text);
    Value::map([
        ("type", Value::text("object")),
        ("required", Value::List(required.to_vec())),
        ("properties", Value::map(members)),
    ])
}
