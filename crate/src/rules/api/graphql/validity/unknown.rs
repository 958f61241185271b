//! Types and directives that nothing defines.

use super::{Problem, is_complete};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{GraphSchema, GraphType, Literal};
use crate::finding::{Confidence, Seen, Severity};

/// Directives that the specification defines.
const BUILT_IN: [&str; 5] = ["deprecated", "include", "oneOf", "skip", "specifiedBy"];

/// Directives of federation, of gateways and of servers that need no declaration.
const SUPPLIED: [&str; 40] = [
    "aggregation",
    "authenticated",
    "belongsTo",
    "cacheControl",
    "composeDirective",
    "connect",
    "connection",
    "context",
    "contact",
    "cost",
    "derivedFrom",
    "entity",
    "extends",
    "external",
    "fromContext",
    "fulltext",
    "goEnum",
    "goExtraField",
    "goField",
    "goModel",
    "goTag",
    "hasMany",
    "hasOne",
    "inaccessible",
    "interfaceObject",
    "key",
    "link",
    "listSize",
    "manyToMany",
    "model",
    "override",
    "policy",
    "primaryKey",
    "provides",
    "requires",
    "requiresScopes",
    "shareable",
    "source",
    "subgraphId",
    "tag",
];

/// Scalars that a platform defines, by a directive that shows the platform.
const PLATFORMS: [(&str, &[&str]); 3] = [
    ("entity", &["BigDecimal", "BigInt", "Bytes", "Int8", "Timestamp"]),
    ("hasInverse", &["DateTime", "Int64", "Point", "Polygon", "MultiPolygon"]),
    ("search", &["DateTime", "Int64", "Point", "Polygon", "MultiPolygon"]),
];

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>, seen: &mut Seen) {
    types(graph, problems, seen);
    if is_complete(graph) {
        for type_ in graph.types.iter().filter(|type_| type_.extends && !graph.is_root(type_)) {
            let message =
                format!("{} `{}` is extended, and nothing defines it", type_.kind.noun(), type_.name);
            problems.push(Problem::new(type_, type_.place, message).confidence(Confidence::Medium));
        }
    }
    directives(graph, problems);
}

fn types(graph: &GraphSchema, problems: &mut Vec<Problem>, seen: &mut Seen) {
    let used: BTreeSet<&str> = graph.used_directives().map(|used| used.name.as_str()).collect();
    let mut missing: BTreeMap<&str, Vec<(&GraphType, Place)>> = BTreeMap::new();
    for (type_, name, place) in references(graph) {
        if graph.kind(name).is_none() && !is_supplied(name, &used) {
            missing.entry(name).or_default().push((type_, place));
        }
    }
    for (_, name) in graph.schemas.iter().flat_map(|schema| &schema.roots) {
        if graph.kind(&name.value).is_none() && !graph.federated {
            let message = format!("type `{}` is not defined", name.value);
            problems.push(Problem::at(name.place, message).severity(Severity::High));
        }
    }
    if missing.is_empty() {
        return;
    }
    if !is_complete(graph) {
        let names: Vec<_> = missing.keys().take(5).map(|name| format!("`{name}`")).collect();
        seen.not_seen(format!("the files of the GraphQL schema that define {}", names.join(", ")));
        return;
    }
    // Many of them: files are left out rather than names misspelt.
    let defined = graph.types.len();
    let scattered = missing.len() > 5 && missing.len() * 4 > defined;
    for (name, places) in missing {
        for (type_, place) in places {
            let problem = Problem::new(type_, place, format!("type `{name}` is not defined"));
            let problem = problem.severity(Severity::High);
            let doubt = if scattered { Confidence::Low } else { Confidence::High };
            problems.push(problem.confidence(doubt));
        }
    }
}

/// Every name that refers to a type, with the type in which it stands.
fn references(graph: &GraphSchema) -> impl Iterator<Item = (&GraphType, &str, Place)> {
    graph.types.iter().flat_map(|type_| {
        let of_fields = type_.fields.iter().flat_map(|field| {
            let arguments = field.arguments.iter().map(|argument| &argument.type_);
            arguments.chain([&field.type_]).map(|found| (found.name.as_str(), found.place))
        });
        let names = type_.members.iter().chain(&type_.implements);
        let names = names.map(|name| (name.value.as_str(), name.place));
        of_fields.chain(names).map(move |(name, place)| (type_.as_ref(), name, place))
    })
}

fn is_supplied(name: &str, used: &BTreeSet<&str>) -> bool {
    name.starts_with("AWS")
        || name.starts_with('_')
        || PLATFORMS.iter().any(|(sign, scalars)| used.contains(sign) && scalars.contains(&name))
}

/// Directives without a declaration: one finding for all of them, as many servers declare them in code.
fn directives(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    let imported = imported(graph);
    let mut unknown: BTreeMap<&str, (Place, usize)> = BTreeMap::new();
    for used in graph.used_directives() {
        let name = used.name.as_str();
        let known = BUILT_IN.contains(&name)
            || SUPPLIED.contains(&name)
            || name.contains("__")
            || name.starts_with("aws_")
            || imported.contains(name)
            || graph.declared(name).is_some();
        if !known {
            unknown.entry(name).or_insert((used.place, 0)).1 += 1;
        }
    }
    let Some((_, (place, _))) = unknown.iter().min_by_key(|(_, (place, _))| *place) else { return };
    let names: Vec<_> = unknown.keys().take(6).map(|name| format!("`@{name}`")).collect();
    let more = if unknown.len() > names.len() { ", ..." } else { "" };
    let verb = if unknown.len() == 1 { "is" } else { "are" };
    let message = format!("{}{more} {verb} used, but not declared", names.join(", "));
    // Whoever declares some forgot these.
    let declares = graph.directives.iter().any(|own| !BUILT_IN.contains(&own.name.as_str()));
    let confidence = if declares && is_complete(graph) { Confidence::Medium } else { Confidence::Low };
    let mut problem = Problem::at(*place, message).severity(Severity::Low).confidence(confidence);
    for (name, (place, count)) in unknown.iter().skip(1).take(20) {
        problem = problem.related(*place, format!("`@{name}`, used {count} times"));
    }
    problems.push(problem);
}

/// Names that `@link(import: [...])` brings in, also under other names.
fn imported(graph: &GraphSchema) -> BTreeSet<&str> {
    let links = graph.schemas.iter().flat_map(|schema| &schema.directives);
    let lists = links.filter(|used| used.name == "link").filter_map(|used| used.argument("import"));
    lists
        .filter_map(|list| if let Literal::List(values) = list { Some(values) } else { None })
        .flatten()
        .filter_map(import)
        .collect()
}

fn import(value: &Literal) -> Option<&str> {
    match value {
        Literal::Text(name) => name.strip_prefix('@'),
        Literal::Object(fields) => {
            let named =
                fields.iter().find(|(key, _)| key == "as").or(fields.iter().find(|(key, _)| key == "name"));
            named.and_then(|(_, value)| import(value))
        }
        _ => None,
    }
}
