//! What answers are wrapped in.

use std::fmt;

use super::{Convention, Habit};
use crate::collections::BTreeMap;
use crate::facts::{
    Contract, Located, Method, Operation, Property, Schema, SchemaId, SchemaType, Segment, plain, segments,
    singular, words,
};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Envelope {
    /// The thing itself.
    Bare,
    /// In a property of this name: `data`.
    Wrapped(String),
    /// In a property that is named after the resource: `pets` for `/pets`.
    Resource,
}

impl fmt::Display for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bare => f.write_str("bare"),
            Self::Wrapped(name) => write!(f, "in `{name}`"),
            Self::Resource => f.write_str("in a property named after the resource"),
        }
    }
}

/// Names for what single items are wrapped in.
const WRAPPERS: [&str; 7] = ["body", "content", "data", "item", "payload", "response", "result"];

pub(super) fn lists(contract: &Contract) -> Convention<Envelope> {
    let shape = |answer: &[&Schema]| list(contract, answer);
    convention(contract, shape, |operation, shape| match segments(&operation.path).last()? {
        Segment::Literal(name) => list_envelope(name, shape.as_ref()?),
        _ => None,
    })
}

pub(super) fn items(contract: &Contract) -> Convention<Envelope> {
    let shape = |answer: &[&Schema]| item(contract, answer);
    convention(contract, shape, |operation, shape| {
        let parts: Vec<_> = segments(&operation.path).collect();
        match parts.as_slice() {
            [.., Segment::Literal(name), Segment::Parameter(_)] => item_envelope(name, shape.as_ref()?),
            _ => None,
        }
    })
}

/// `shape` says what is needed of the layers of an answer; it is asked once for each schema.
fn convention<S>(
    contract: &Contract,
    shape: impl Fn(&[&Schema]) -> S,
    envelope: impl Fn(&Operation, &S) -> Option<Envelope>,
) -> Convention<Envelope> {
    let mut shapes: BTreeMap<SchemaId, S> = BTreeMap::new();
    let mut habits: BTreeMap<Envelope, Vec<Located<String>>> = BTreeMap::new();
    let reads = contract.operations.iter().filter(|own| own.method == Method::Get && !own.webhook);
    for operation in reads {
        let Some(id) = answer(operation) else { continue };
        let shape = shapes.entry(id).or_insert_with(|| shape(&contract.layers(id)));
        if let Some(value) = envelope(operation, shape) {
            let member = Located { value: operation.label(), place: operation.place };
            habits.entry(value).or_default().push(member);
        }
    }
    Convention::of(habits.into_iter().map(|(value, members)| Habit { value, members }).collect())
}

/// The schema of what an operation answers in JSON when all went well.
fn answer(operation: &Operation) -> Option<SchemaId> {
    let success = operation.responses.iter().find(|response| response.is_success() && !response.unread)?;
    success.media.iter().find(|media| media.name.contains("json") || media.name == "*/*")?.schema
}

/// The list of objects in an answer; none where it holds no list, or several.
#[derive(Clone, Debug)]
enum List {
    Bare,
    In(String),
}

fn list(contract: &Contract, answer: &[&Schema]) -> Option<List> {
    // What stands elsewhere may hold anything.
    if answer.iter().any(|layer| layer.unread) {
        return None;
    }
    if answer.iter().any(|layer| layer.is(SchemaType::Array)) {
        return of_objects(contract, answer).then_some(List::Bare);
    }
    let mut lists = properties(answer).filter(|property| {
        let layers = contract.layers(property.schema);
        layers.iter().any(|layer| layer.is(SchemaType::Array)) && of_objects(contract, &layers)
    });
    let list = lists.next().filter(|_| lists.next().is_none())?;
    Some(List::In(list.name.to_string()))
}

fn list_envelope(resource: &str, list: &List) -> Option<Envelope> {
    let List::In(name) = list else { return Some(Envelope::Bare) };
    let noun = |name: &str| words(name).last().map(|word| singular(word));
    if noun(name).is_some() && noun(name) == noun(resource) {
        return Some(Envelope::Resource);
    }
    is_wrapper(&plain(name)).then(|| Envelope::Wrapped(name.clone()))
}

/// Names that say nothing of what is in the list.
fn is_wrapper(name: &str) -> bool {
    const NAMES: [&str; 17] = [
        "collection",
        "content",
        "data",
        "edges",
        "elements",
        "entries",
        "entities",
        "items",
        "list",
        "nodes",
        "objects",
        "records",
        "result",
        "results",
        "rows",
        "value",
        "values",
    ];
    NAMES.contains(&name)
}

fn of_objects(contract: &Contract, layers: &[&Schema]) -> bool {
    let Some(items) = layers.iter().find_map(|layer| layer.items) else { return false };
    let layers = contract.layers(items);
    layers.iter().any(|layer| layer.is(SchemaType::Object) || !layer.properties.is_empty())
}

/// The properties of an answer that is one object: how many, and those of them that hold an object.
fn item(contract: &Contract, answer: &[&Schema]) -> Option<(usize, Vec<String>)> {
    let count = properties(answer).count();
    let open = answer.iter().any(|layer| layer.unread || layer.is(SchemaType::Array));
    if count == 0 || open {
        return None;
    }
    // An envelope holds the item and little else.
    let few = properties(answer).filter(|_| count <= 5).filter(|property| {
        let layers = contract.layers(property.schema);
        layers.iter().any(|layer| layer.is(SchemaType::Object) || !layer.properties.is_empty())
    });
    Some((count, few.map(|property| property.name.to_string()).collect()))
}

fn item_envelope(resource: &str, (count, objects): &(usize, Vec<String>)) -> Option<Envelope> {
    if let Some(wrapper) = objects.iter().find(|name| WRAPPERS.contains(&plain(name).as_str())) {
        return Some(Envelope::Wrapped(wrapper.clone()));
    }
    let noun = words(resource).last().map(|word| singular(word))?;
    let named = *count <= 2 && objects.iter().any(|name| plain(name) == noun);
    Some(if named { Envelope::Resource } else { Envelope::Bare })
}

fn properties<'a>(layers: &'a [&'a Schema]) -> impl Iterator<Item = &'a Property> {
    layers.iter().flat_map(|layer| &layer.properties)
}
