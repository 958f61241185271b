//! What the bodies of an operation show: collections, files, many things at once.

use super::naming::Naming;
use super::{Classes, OperationClass, Sign};
use crate::facts::{
    Contract, Media, Operation, ParameterLocation, Response, Schema, SchemaId, SchemaType, words,
};

/// What an envelope calls the collection in it.
const ENVELOPES: &[&str] = &[
    "collection",
    "content",
    "data",
    "edges",
    "elements",
    "entries",
    "items",
    "list",
    "nodes",
    "objects",
    "records",
    "results",
    "rows",
    "value",
    "values",
];

/// Media types of files, apart from those that begin with `image/`, `audio/` and `video/`.
const FILES: &[&str] = &[
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "application/gzip",
    "application/x-tar",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
];

pub(super) fn add(contract: &Contract, operation: &Operation, naming: &Naming, classes: &mut Classes) {
    let media = operation.body.iter().flat_map(|body| &body.media);
    for media in media {
        if is_file(&media.name) {
            classes.add(OperationClass::Upload, Sign::Media(media.name.clone()));
        } else if takes_file(contract, media) {
            classes.add(OperationClass::Upload, Sign::Shape("a file in its body"));
        } else if is_list(contract, media.schema) {
            classes.add(OperationClass::Bulk, Sign::Shape("a list as its body"));
        }
    }
    if !operation.method.writes()
        && let Some(media) = successes(operation).find_map(only_file)
    {
        classes.add(OperationClass::Download, Sign::Media(media.name.clone()));
    }
    let asks =
        |name: &str| matches!(name.to_ascii_lowercase().as_str(), "q" | "query" | "search" | "searchterm");
    let search = operation
        .parameters
        .iter()
        .find(|parameter| parameter.location == ParameterLocation::Query && asks(&parameter.name));
    if let Some(parameter) = search.filter(|_| classes.has(OperationClass::List)) {
        classes.add(OperationClass::Search, Sign::Parameter(parameter.name.clone()));
    }
    by_words(operation, naming, classes);
}

fn by_words(operation: &Operation, naming: &Naming, classes: &mut Classes) {
    let writes = operation.method.writes();
    for (class, names, fits) in [
        (OperationClass::Upload, &["upload", "uploads"] as &[&str], writes),
        (OperationClass::Download, &["download"], !writes),
        (OperationClass::Search, &["search", "autocomplete", "typeahead"], true),
        (OperationClass::Export, &["export", "exports"], !classes.has(OperationClass::Delete)),
        (OperationClass::Bulk, &["bulk", "batch"], true),
    ] {
        if !fits {
            continue;
        }
        if let Some(segment) = naming
            .last()
            .filter(|last| last.is(names) || (names.contains(&last.first()) && !names.contains(&"uploads")))
        {
            classes.add(class, Sign::Path(segment.text.clone()));
        } else if let Some(id) =
            operation.id.as_ref().filter(|_| naming.verb().is_some_and(|verb| names.contains(&verb)))
        {
            classes.add(class, Sign::Id(id.value.clone()));
        }
    }
}

/// What shows that a read answers with a collection.
pub(super) fn collection(contract: &Contract, operation: &Operation, naming: &Naming) -> Option<Sign> {
    let success = successes(operation).find(|response| !response.unread)?;
    let media = success.media.iter().find(|media| media.name.contains("json") || media.name == "*/*");
    let answer = contract.layers(media.or(success.media.first())?.schema?);
    if answer.iter().any(|layer| is_array(layer)) {
        return Some(Sign::Shape("a list as its answer"));
    }
    let mut arrays = answer
        .iter()
        .flat_map(|layer| &layer.properties)
        .filter(|property| contract.layers(property.schema).iter().any(|layer| is_array(layer)));
    let (first, more) = (arrays.next()?, arrays.next().is_some());
    let name = words(&first.name).concat();
    let by_id = naming.verb() == Some("list");
    let of_end = naming.end().is_some_and(|end| end.joined == name);
    (by_id || of_end || (!more && !naming.ends_with_parameter && ENVELOPES.contains(&name.as_str())))
        .then_some(Sign::Shape("a list in its answer"))
}

fn successes(operation: &Operation) -> impl Iterator<Item = &Response> {
    operation.responses.iter().filter(|response| response.is_success())
}

fn is_array(schema: &Schema) -> bool {
    schema.is(SchemaType::Array) || (schema.types.is_empty() && schema.items.is_some())
}

fn is_list(contract: &Contract, schema: Option<SchemaId>) -> bool {
    schema.and_then(|schema| contract.resolved(schema)).is_some_and(is_array)
}

fn is_file(media: &str) -> bool {
    let plain = media.split(';').next().unwrap_or(media).trim();
    FILES.contains(&plain) || ["image/", "audio/", "video/"].iter().any(|kind| plain.starts_with(kind))
}

/// The first media type, where all are files.
fn only_file(response: &Response) -> Option<&Media> {
    let first = response.media.first()?;
    response.media.iter().all(|media| is_file(&media.name)).then_some(first)
}

/// A form with a field for a file.
fn takes_file(contract: &Contract, media: &Media) -> bool {
    let layers = media.schema.filter(|_| media.name.contains("form")).map(|schema| contract.layers(schema));
    layers.iter().flatten().flat_map(|layer| &layer.properties).any(|property| {
        let schema = contract.resolved(property.schema);
        schema.is_some_and(|schema| schema.is(SchemaType::File) || schema.format.as_deref() == Some("binary"))
    })
}
