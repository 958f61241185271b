//! The collection in an answer, and what in the answer leads to the next part of it.

use super::super::{Contract, Response, Schema, SchemaId, SchemaType, plain};
use super::Family;

/// What an envelope calls the collection in it.
const ENVELOPES: [&str; 15] = [
    "data",
    "items",
    "results",
    "records",
    "entries",
    "values",
    "value",
    "list",
    "rows",
    "content",
    "elements",
    "objects",
    "nodes",
    "edges",
    "collection",
];

/// What stands around an envelope.
const WRAPPERS: [&str; 6] = ["data", "embedded", "payload", "response", "result", "results"];

/// Names of properties that lead to the next part.
const NEXT: [&str; 20] = [
    "continuation",
    "continuationtoken",
    "cursor",
    "hasmore",
    "hasnext",
    "hasnextpage",
    "marker",
    "next",
    "nextcursor",
    "nexthref",
    "nextlink",
    "nextmarker",
    "nextoffset",
    "nextpage",
    "nextpagetoken",
    "nexttoken",
    "nexturl",
    "nextpageurl",
    "odatanextlink",
    "scrollid",
];

/// Objects that hold them, or say themselves that there are pages.
const AROUND: [&str; 8] =
    ["links", "meta", "metadata", "page", "pageinfo", "pagination", "paging", "responsemetadata"];

/// Parts of names in such an object that show pages.
const OF_PAGES: [&str; 4] = ["cursor", "limit", "offset", "page"];

pub(super) struct Collection<'a> {
    pub(super) within: Option<String>,
    pub(super) items: SchemaId,
    pub(super) of_entities: bool,
    pub(super) most: Option<u64>,
    /// The schemas of the answer and of what stands around the collection.
    pub(super) layers: Vec<&'a Schema>,
}

/// The one collection that an answer consists of. `names` are what it may be called beside the usual.
pub(super) fn collection<'a>(
    contract: &'a Contract,
    answer: SchemaId,
    names: &[String],
) -> Option<Collection<'a>> {
    let layers = contract.layers(answer);
    if let Some(array) = array(contract, &layers) {
        return Some(Collection { layers, ..array });
    }
    if let Some(found) = enveloped(contract, &layers, names) {
        return Some(found);
    }
    let mut wrapped = layers.iter().flat_map(|layer| &layer.properties).filter_map(|property| {
        let inner = WRAPPERS
            .contains(&plain(&property.name).as_str())
            .then(|| contract.layers(property.schema))
            .filter(|inner| inner.iter().any(|layer| !layer.properties.is_empty()))?;
        enveloped(contract, &inner, names)
    });
    let mut found = wrapped.next()?;
    drop(wrapped);
    found.layers.extend(layers);
    Some(found)
}

/// The array in an object around it.
fn enveloped<'a>(contract: &'a Contract, layers: &[&'a Schema], names: &[String]) -> Option<Collection<'a>> {
    let mut arrays: Vec<_> = layers
        .iter()
        .flat_map(|layer| &layer.properties)
        .filter_map(|property| Some((property, array(contract, &contract.layers(property.schema))?)))
        .collect();
    let is_named = |name: &str| {
        let name = plain(name);
        name.len() > 2 && names.iter().any(|known| known.ends_with(&name))
    };
    let only = arrays.len() == 1;
    let at = arrays.iter().position(|(property, _)| {
        is_named(&property.name) || (only && ENVELOPES.contains(&plain(&property.name).as_str()))
    })?;
    let (property, array) = arrays.swap_remove(at);
    Some(Collection { within: Some(property.name.to_string()), layers: layers.to_vec(), ..array })
}

/// An array of objects.
fn array<'a>(contract: &'a Contract, layers: &[&'a Schema]) -> Option<Collection<'a>> {
    let items = layers.iter().find(|layer| layer.items.is_some() && is_array(layer))?.items?;
    let of_objects = contract.layers(items);
    let properties = || of_objects.iter().flat_map(|layer| &layer.properties);
    let is_object =
        properties().next().is_some() || of_objects.iter().any(|layer| layer.is(SchemaType::Object));
    is_object.then(|| Collection {
        within: None,
        items,
        of_entities: properties().any(|property| is_identity(&property.name)),
        most: layers.iter().find_map(|layer| layer.max_items),
        layers: Vec::new(),
    })
}

fn is_array(schema: &Schema) -> bool {
    schema.is(SchemaType::Array) || schema.types.is_empty()
}

fn is_identity(name: &str) -> bool {
    let name = plain(name);
    name == "id" || name == "uuid" || name == "key" || name.ends_with("id")
}

/// What in an answer leads to the next part, in words.
pub(super) fn next(contract: &Contract, response: &Response, layers: &[&Schema]) -> Option<(Family, String)> {
    let header = response.headers.iter().find_map(|header| {
        let name = plain(&header.name);
        let family = match name.as_str() {
            "link" => Family::Link,
            "contentrange" => Family::Range,
            _ if name.contains("nextpage") || name.contains("nextcursor") => Family::Next,
            _ => return None,
        };
        Some((family, format!("the header `{}`", header.name)))
    });
    let leads = |name: &str| NEXT.contains(&name) || name.ends_with("nextpagetoken");
    let in_body = || {
        let properties = layers.iter().flat_map(|layer| &layer.properties);
        let mut named = properties.map(|property| (plain(&property.name), property));
        let (_, found) = named.find(|(name, property)| {
            leads(name)
                || (AROUND.contains(&name.as_str()) && {
                    let inner = contract.layers(property.schema);
                    let mut inner =
                        inner.iter().flat_map(|layer| &layer.properties).map(|inner| plain(&inner.name));
                    matches!(name.as_str(), "pageinfo" | "pagination" | "paging")
                        || inner
                            .any(|inner| leads(&inner) || OF_PAGES.iter().any(|part| inner.contains(part)))
                })
        })?;
        Some((Family::Next, format!("`{}`", found.name)))
    };
    header.or_else(in_body)
}
