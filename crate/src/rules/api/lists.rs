//! Which operations answer with a collection, and what shows that it comes in pages.

use crate::facts::{Contract, Method, Operation, ParameterLocation, Schema, SchemaId, SchemaType};

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

/// Names of query parameters that ask for a part of a collection, written plain.
const PAGE_PARAMETERS: [&str; 24] = [
    "after",
    "before",
    "continuation",
    "continuationtoken",
    "count",
    "first",
    "from",
    "last",
    "marker",
    "max",
    "maxitems",
    "maxresults",
    "nexttoken",
    "number",
    "range",
    "rows",
    "size",
    "skip",
    "start",
    "startat",
    "startindex",
    "take",
    "top",
    "until",
];

/// Parts of names that say the same wherever they stand.
const PAGE_PARTS: [&str; 4] = ["cursor", "limit", "offset", "page"];

/// Names of properties and headers that lead to the next part.
const NEXT: [&str; 12] = [
    "next",
    "nextpage",
    "nextcursor",
    "nexttoken",
    "nextpagetoken",
    "nextlink",
    "hasmore",
    "hasnextpage",
    "pageinfo",
    "pagination",
    "paging",
    "odatanextlink",
];

/// A collection that an operation answers with.
pub(super) struct List<'a> {
    /// Its items are objects with an identity of their own.
    pub(super) of_entities: bool,
    /// At most so many.
    pub(super) most: Option<u64>,
    /// The schema of the whole answer, layer by layer.
    pub(super) answer: Vec<&'a Schema>,
}

/// The collection that a GET answers with; none where it is not one for certain.
pub(super) fn list<'a>(contract: &'a Contract, operation: &Operation) -> Option<List<'a>> {
    let end = operation.path.trim_end_matches('/').rsplit('/').next()?;
    let is_read = operation.method == Method::Get && !operation.webhook && operation.unread.is_empty();
    if !is_read || end.contains('{') {
        return None;
    }
    let success = operation.responses.iter().find(|response| response.is_success() && !response.unread)?;
    let media = success.media.iter().find(|media| media.name.contains("json") || media.name == "*/*")?;
    let answer = contract.layers(media.schema?);
    if let Some(list) = array(contract, &answer) {
        return Some(List { answer, ..list });
    }
    let mut arrays = answer.iter().flat_map(|layer| &layer.properties).filter_map(|property| {
        let layers = contract.layers(property.schema);
        Some((property.name.as_str(), array(contract, &layers)?))
    });
    let (name, list) = arrays.next()?;
    let name = plain(name);
    let is_envelope = ENVELOPES.contains(&name.as_str()) || plain(end) == name;
    (is_envelope && arrays.next().is_none()).then_some(List { answer, ..list })
}

/// An array of objects.
fn array<'a>(contract: &'a Contract, layers: &[&'a Schema]) -> Option<List<'a>> {
    let items = layers.iter().find(|layer| layer.items.is_some() && is_array(layer))?.items?;
    let of_objects = contract.layers(items);
    let properties = || of_objects.iter().flat_map(|layer| &layer.properties);
    let is_object =
        properties().next().is_some() || of_objects.iter().any(|layer| layer.is(SchemaType::Object));
    is_object.then(|| List {
        of_entities: properties().any(|property| is_identity(&property.name)),
        most: layers.iter().find_map(|layer| layer.max_items),
        answer: Vec::new(),
    })
}

fn is_array(schema: &Schema) -> bool {
    schema.is(SchemaType::Array) || schema.types.is_empty()
}

fn is_identity(name: &str) -> bool {
    let name = plain(name);
    name == "id" || name == "uuid" || name == "key" || name.ends_with("id")
}

/// What shows that the collection comes in parts.
pub(super) fn paging(contract: &Contract, operation: &Operation, list: &List<'_>) -> Option<String> {
    let parameter = operation.parameters.iter().find(|parameter| {
        let name = plain(&parameter.name);
        let asks =
            PAGE_PARAMETERS.contains(&name.as_str()) || PAGE_PARTS.iter().any(|part| name.contains(part));
        match parameter.location {
            ParameterLocation::Query | ParameterLocation::QueryString => {
                asks || is_page_object(contract, parameter.schema)
            }
            ParameterLocation::Header => name == "range" || asks,
            _ => false,
        }
    });
    if let Some(parameter) = parameter {
        return Some(format!("takes `{}`", parameter.name));
    }
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    let is_next = |name: &str| NEXT.contains(&plain(name).as_str());
    if let Some(header) = headers.into_iter().find(|header| {
        let name = plain(&header.name);
        name == "link" || name == "contentrange" || name.contains("nextpage") || name.contains("nextcursor")
    }) {
        return Some(format!("answers with the header `{}`", header.name));
    }
    let properties = || list.answer.iter().flat_map(|layer| &layer.properties);
    let next = properties().find(|property| is_next(&property.name)).or_else(|| {
        // Links and metadata stand one level deeper.
        properties()
            .filter(|property| matches!(plain(&property.name).as_str(), "links" | "meta" | "metadata"))
            .find(|property| {
                let layers = contract.layers(property.schema);
                layers.iter().flat_map(|layer| &layer.properties).any(|inner| {
                    is_next(&inner.name) || PAGE_PARTS.iter().any(|part| plain(&inner.name).contains(part))
                })
            })
    })?;
    Some(format!("answers with `{}`", next.name))
}

/// A parameter that is an object holds its names in its properties: `?page[number]=2`.
fn is_page_object(contract: &Contract, schema: Option<SchemaId>) -> bool {
    let layers = schema.map(|schema| contract.layers(schema)).unwrap_or_default();
    layers.iter().flat_map(|layer| &layer.properties).any(|property| {
        let name = plain(&property.name);
        PAGE_PARTS.iter().any(|part| name.contains(part))
    })
}

/// The letters and digits of a name, lower case: `page_size` and `pageSize` are the same.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
