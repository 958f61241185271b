use super::shape::{is_connection, plain};
use crate::facts::{Facts, GraphField, GraphSchema, GraphType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "incomplete-connection",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("incomplete_connection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs().filter(|graph| graph.whole) {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    let mut look = |type_: &GraphType, what: String, lacks: Vec<String>| {
        if lacks.is_empty() {
            met += 1;
            seen.met(type_.place, || format!("{what} has all that clients page by"));
            return;
        }
        sites.push(Site {
            place: type_.place,
            message: format!("{what} lacks {}", lacks.join(" and ")),
            label: format!("{what} lacks {}", lacks.join(" and ")),
            confidence: Confidence::High,
            severity: None,
        });
    };
    for type_ in graph.outputs().filter(|type_| is_connection(type_) && !has_own_style(type_)) {
        look(type_, format!("connection `{}`", type_.name), of_connection(type_));
        if let Some(edge) = field(type_, "edges").and_then(|edges| graph.target(&edges.type_)) {
            look(edge, format!("edge `{}`", edge.name), of_edge(edge));
        }
    }
    if let Some(info) = graph.named("PageInfo") {
        look(info, "`PageInfo`".to_owned(), of_page_info(info));
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} cannot be paged through as clients expect", count(number, "type"))
    });
}

fn field<'a>(type_: &'a GraphType, name: &str) -> Option<&'a GraphField> {
    type_.fields.iter().find(|field| field.name == name)
}

/// `items` with a `nextToken` beside it is a style of its own.
fn has_own_style(type_: &GraphType) -> bool {
    let marks = ["nexttoken", "nextcursor", "cursor", "total", "totalcount", "hasmore"];
    field(type_, "edges").is_none()
        && field(type_, "pageInfo").is_none()
        && type_.fields.iter().any(|field| marks.contains(&plain(&field.name).as_str()))
}

fn of_connection(type_: &GraphType) -> Vec<String> {
    let mut lacks = Vec::new();
    let lists = |name: &str| field(type_, name).is_some_and(|field| field.type_.is_list());
    if !lists("edges") && !lists("nodes") && !lists("items") {
        lacks.push("a list `edges`".to_owned());
    }
    if field(type_, "pageInfo").is_none() {
        lacks.push("`pageInfo`".to_owned());
    }
    lacks
}

fn of_edge(type_: &GraphType) -> Vec<String> {
    let missing = ["node", "cursor"].into_iter().filter(|name| field(type_, name).is_none());
    missing.map(|name| format!("`{name}`")).collect()
}

/// Whether there is more, and where to go on: forward at least.
fn of_page_info(type_: &GraphType) -> Vec<String> {
    let has = |names: &[&str]| names.iter().any(|name| field(type_, name).is_some());
    let mut lacks = Vec::new();
    // Pages that are counted have other marks.
    if has(&["total", "totalPages", "pages", "totalCount", "page", "currentPage", "nextPage", "count"]) {
        return lacks;
    }
    if !has(&["hasNextPage", "hasNext", "hasMore"]) {
        lacks.push("`hasNextPage`".to_owned());
    }
    if !has(&["endCursor", "nextCursor", "cursor"]) {
        lacks.push("`endCursor`".to_owned());
    }
    lacks
}
