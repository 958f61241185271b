//! The operations of a GraphQL schema as clients send them.

use std::fmt::Write;

use super::inline::{code, count};
use super::material::Material;
use super::page::Page;
use crate::collections::{BTreeMap, BTreeSet, Sort};
use crate::facts::{GraphField, GraphKind, GraphSchema, GraphType, RootKind, directive};

/// Operations of one kind that are shown.
const MOST: usize = 5;
/// Fields of one type that an example asks for.
const MOST_FIELDS: usize = 6;
const DEEPEST: usize = 4;
/// Fields of one type that say how central it is.
const MOST_RANKING: usize = 60;

/// Says whether there was something to write.
pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) -> bool {
    let mut written = false;
    for graph in material.facts.graphs() {
        let uses = uses(graph);
        for kind in [RootKind::Query, RootKind::Mutation] {
            let Some(root) = graph.root(kind) else { continue };
            let chosen = chosen(graph, root, &uses);
            if chosen.len() < root.fields.len() && !chosen.is_empty() {
                page.paragraph(&format!(
                    "{} of {} of `{}`: those about the types that are referred to most.",
                    chosen.len(),
                    count(root.fields.len(), "field"),
                    kind.type_name(),
                ));
            }
            for field in chosen {
                page.heading(&code(&format!("{} {}", kind.keyword(), field.name)));
                page.sources.place(field.place, format!("{}.{}", root.name, field.name));
                page.fence("graphql", &document(graph, kind, field));
                written = true;
            }
        }
    }
    written
}

/// How often the schema refers to each type.
fn uses(graph: &GraphSchema) -> BTreeMap<&str, usize> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for field in graph.types.iter().flat_map(|type_| &type_.fields) {
        *uses.entry(&field.type_.name).or_default() += 1;
    }
    uses
}

/// One field for each type, the types that are referred to most first; then in the order of the schema.
fn chosen<'a>(
    graph: &'a GraphSchema,
    root: &'a GraphType,
    uses: &BTreeMap<&str, usize>,
) -> Vec<&'a GraphField> {
    let current = root
        .fields
        .iter()
        .filter(|field| !field.name.starts_with('_') && directive(&field.directives, "deprecated").is_none());
    let rank = |field: &&GraphField| {
        let names =
            graph.target(&field.type_).into_iter().flat_map(|type_| type_.fields.iter().take(MOST_RANKING));
        let held = names.filter_map(|inner| uses.get(inner.type_.name.as_str())).max().copied();
        held.unwrap_or_default().max(uses.get(field.type_.name.as_str()).copied().unwrap_or_default())
    };
    let mut ranked: Vec<&GraphField> = current.collect();
    ranked.order_by_key(|field| (std::cmp::Reverse(rank(field)), field.place));
    let mut types = BTreeSet::new();
    let mut chosen: Vec<&GraphField> =
        ranked.into_iter().filter(|field| types.insert(field.type_.name.as_str())).take(MOST).collect();
    chosen.order_by_key(|field| field.place);
    chosen
}

/// A request with what it needs, and what bounds it.
fn document(graph: &GraphSchema, kind: RootKind, field: &GraphField) -> String {
    let bounds = ["first", "after", "limit", "offset", "page"];
    let sent: Vec<&GraphField> = field
        .arguments
        .iter()
        .filter(|argument| argument.is_required() || bounds.contains(&argument.name.as_str()))
        .collect();
    let listed = |one: &dyn Fn(&GraphField) -> String| {
        let all: Vec<String> = sent.iter().map(|argument| one(argument)).collect();
        if all.is_empty() { String::new() } else { format!("({})", all.join(", ")) }
    };
    let head = listed(&|argument| format!("${}: {}", argument.name, argument.type_.text()));
    let call = listed(&|argument| format!("{}: ${}", argument.name, argument.name));
    let mut name: String = field.name.clone();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let mut text = format!("{} {name}{head} {{\n  {}{call}", kind.keyword(), field.name);
    select(graph, &field.type_.name, 1, &mut text);
    text.push_str("\n}");
    text
}

/// The fields that are asked for, or nothing for a value.
fn select(graph: &GraphSchema, name: &str, depth: usize, text: &mut String) {
    let Some(type_) = graph.named(name).filter(|type_| type_.kind.is_composite()) else { return };
    let indent = "  ".repeat(depth + 1);
    text.push_str(" {");
    if type_.kind == GraphKind::Union {
        let _ = write!(text, "\n{indent}__typename");
    }
    let mut asked = 0;
    for field in type_.fields.iter().filter(|field| !field.arguments.iter().any(GraphField::is_required)) {
        let composite = graph.target(&field.type_).is_some_and(|target| target.kind.is_composite());
        let leads_on =
            ["edges", "node", "nodes", "items", "pageInfo"].contains(&field.name.as_str()) || depth == 1;
        if asked == MOST_FIELDS || (composite && !(leads_on && depth < DEEPEST)) {
            continue;
        }
        // A page asks for its items once, by their edges or by themselves.
        if field.name == "edges" && type_.fields.iter().any(|other| other.name == "nodes") {
            continue;
        }
        asked += 1;
        let _ = write!(text, "\n{indent}{}", field.name);
        select(graph, &field.type_.name, depth + 1, text);
    }
    if asked == 0 && type_.kind != GraphKind::Union {
        let _ = write!(text, "\n{indent}__typename");
    }
    let _ = write!(text, "\n{}}}", "  ".repeat(depth));
}
