//! How a schema hands out many of a thing: connections, pages, bare lists.

use crate::collections::BTreeSet;
use crate::facts::{GraphField, GraphKind, GraphSchema, GraphType, RootKind, directive, words};

/// Arguments that bound a list, in lower case and without signs between words.
const SIZES: [&str; 19] = [
    "first",
    "last",
    "limit",
    "take",
    "top",
    "size",
    "count",
    "max",
    "maxresults",
    "pagesize",
    "perpage",
    "rows",
    "pagination",
    "paging",
    "page",
    "pageinfo",
    "pageinput",
    "num",
    "amount",
];

/// Directives that bound a list or its cost.
const BOUNDS: [&str; 6] = ["listSize", "cost", "complexity", "paginate", "connection", "constraint"];

/// Fields beside a list that say which part of all it is.
const MARKS: [&str; 19] = [
    "pageinfo",
    "totalcount",
    "total",
    "totalpages",
    "totalitems",
    "count",
    "cursor",
    "nextcursor",
    "endcursor",
    "nexttoken",
    "nextpage",
    "nextpagetoken",
    "hasmore",
    "hasnext",
    "hasnextpage",
    "page",
    "offset",
    "pagination",
    "paging",
];

/// Fields of a type by which it is told what it is: what refers to it may be as many.
pub(super) const TELLING: usize = 200;

/// A type by which clients page: edges or nodes beside a `pageInfo`, or what is named so.
pub(super) fn is_connection(type_: &GraphType) -> bool {
    let has = |name: &str| type_.fields.iter().take(TELLING).any(|field| field.name == name);
    type_.kind != GraphKind::Input
        && (type_.name.ends_with("Connection") || (has("edges") || has("nodes")) && has("pageInfo"))
}

/// A type of few fields that holds a list, and beside it which part of all it is.
pub(super) fn is_page(graph: &GraphSchema, type_: &GraphType) -> bool {
    type_.fields.len() <= 10
        && type_.fields.iter().any(|field| MARKS.contains(&plain(&field.name).as_str()))
        && type_.fields.iter().any(|field| lists_objects(graph, field))
}

pub(super) fn lists_objects(graph: &GraphSchema, field: &GraphField) -> bool {
    field.type_.is_list() && graph.target(&field.type_).is_some_and(|target| target.kind.is_composite())
}

/// Whether a caller can say how many it wants: by an argument, or in an input.
pub(super) fn takes_size(graph: &GraphSchema, field: &GraphField) -> bool {
    let bounds = |field: &GraphField| SIZES.contains(&plain(&field.name).as_str());
    field.arguments.iter().any(|argument| {
        bounds(argument)
            || graph.target(&argument.type_).is_some_and(|input| {
                input.kind == GraphKind::Input && input.fields.iter().take(60).any(bounds)
            })
    })
}

pub(super) fn is_bounded(field: &GraphField) -> bool {
    BOUNDS.iter().any(|name| directive(&field.directives, name).is_some())
}

/// Whether there is one such thing for each thing in the world: it can be asked for by its id.
pub(super) fn is_entity(graph: &GraphSchema, type_: &GraphType) -> bool {
    let has_id = |type_: &GraphType| {
        let is_id = |field: &GraphField| {
            let is = |name: &str| field.name.trim_matches('_').eq_ignore_ascii_case(name);
            field.type_.name == "ID" || is("id") || is("uuid") || is("guid")
        };
        type_.fields.iter().take(TELLING).any(|field| !field.type_.is_list() && is_id(field))
    };
    match type_.kind {
        GraphKind::Union => {
            let members = type_.members.iter().take(50);
            members.filter_map(|name| graph.named(&name.value)).any(has_id)
        }
        _ => has_id(type_),
    }
}

/// Types that say how a mutation went: what they hold is what was changed.
pub(super) fn outcomes(graph: &GraphSchema) -> BTreeSet<&str> {
    let answers =
        [RootKind::Mutation, RootKind::Subscription].into_iter().flat_map(|kind| graph.root_fields(kind));
    let found = answers.filter_map(|field| graph.target(&field.type_));
    found.filter(|type_| !is_entity(graph, type_)).map(|type_| type_.name.as_str()).collect()
}

/// Lower case, without the signs between words.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

pub(super) fn last_word(name: &str) -> String {
    words(name).pop().unwrap_or_default()
}

/// What stands in a root only because a type needs a field, until other texts extend it.
pub(super) fn is_placeholder(field: &GraphField) -> bool {
    field.name.starts_with('_')
        || matches!(field.name.as_str(), "dummy" | "empty" | "noop" | "placeholder" | "root")
}
