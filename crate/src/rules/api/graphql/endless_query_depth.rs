use std::collections::VecDeque;

use super::shape::{is_connection, is_page};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Facts, GraphField, GraphSchema, GraphType, RootKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "endless-query-depth",
    item: "api.graphql",
    severity: Severity::Medium,
    page: page!("endless_query_depth.md"),
    check,
};

/// Directives by which a gateway or server counts what a request costs.
const COSTS: [&str; 6] = ["cost", "listSize", "complexity", "maxDepth", "rateLimit", "constraint"];
/// Types that are walked through for the shortest ring.
const MOST_STARTS: usize = 200;

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let Some(query) = graph.root(RootKind::Query) else { return };
    let cost = graph.used_directives().find(|used| COSTS.contains(&used.name.as_str()));
    let ring = ring(graph, query);
    match (ring, cost) {
        (_, Some(cost)) => seen.met(cost.place, || format!("`@{}` says what requests cost", cost.name)),
        (None, None) => {
            seen.met(query.place, || "no list leads back to itself: requests have a greatest depth");
        }
        (Some(ring), None) => tell(&ring, seen),
    }
}

fn tell(ring: &[(&GraphType, &GraphField)], seen: &mut Seen) {
    let Some((first, field)) = ring.first() else { return };
    let way: Vec<_> = ring.iter().map(|(type_, field)| format!("`{}.{}`", type_.name, field.name)).collect();
    let message =
        format!("lists lead back to `{}`: a request can go round {} without end", first.name, way.join(", "));
    let finding = seen.violated(field.place, message).confidence(Confidence::Low);
    for (type_, field) in ring.iter().skip(1) {
        finding.related(field.place, format!("`{}.{}` leads on", type_.name, field.name));
    }
}

/// The shortest way from a type over a list back to it, among those that queries reach first.
fn ring<'a>(graph: &'a GraphSchema, query: &'a GraphType) -> Option<Vec<(&'a GraphType, &'a GraphField)>> {
    let mut best: Option<Vec<_>> = None;
    for start in reached(graph, query).into_iter().take(MOST_STARTS) {
        let most = best.as_ref().map_or(6, |best| best.len() - 1);
        if most < 2 {
            break;
        }
        best = way_back(graph, start, most).or(best);
    }
    best
}

/// Types from which lists go out, the nearest to queries first.
fn reached<'a>(graph: &'a GraphSchema, query: &'a GraphType) -> Vec<&'a GraphType> {
    let mut seen: BTreeSet<&str> = BTreeSet::from([query.name.as_str()]);
    let mut open = VecDeque::from([query]);
    let mut found = Vec::new();
    while let Some(type_) = open.pop_front() {
        if type_.name != query.name && type_.fields.iter().any(|field| gives_many(graph, field)) {
            found.push(type_);
        }
        if found.len() >= MOST_STARTS {
            break;
        }
        for target in type_.fields.iter().filter_map(|field| graph.target(&field.type_)) {
            if target.kind.is_composite() && seen.insert(&target.name) {
                open.push_back(target);
            }
        }
    }
    found
}

fn gives_many(graph: &GraphSchema, field: &GraphField) -> bool {
    let Some(target) = graph.target(&field.type_).filter(|target| target.kind.is_composite()) else {
        return false;
    };
    field.type_.is_list() || is_connection(target) || is_page(graph, target)
}

/// From a type, first over one of its lists, back to it, in at most so many steps.
fn way_back<'a>(
    graph: &'a GraphSchema,
    start: &'a GraphType,
    most: usize,
) -> Option<Vec<(&'a GraphType, &'a GraphField)>> {
    let mut ways: Vec<(Option<usize>, &GraphType, &GraphField)> = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut open: VecDeque<(Option<usize>, &GraphType, usize)> = VecDeque::from([(None, start, 0)]);
    while let Some((before, type_, steps)) = open.pop_front() {
        if steps == most {
            continue;
        }
        for field in type_.fields.iter().filter(|field| before.is_some() || gives_many(graph, field)) {
            let Some(target) = graph.target(&field.type_).filter(|target| target.kind.is_composite()) else {
                continue;
            };
            // A parent or child of the same type is a tree: how deep it goes, the data says.
            if target.name == start.name && steps > 0 {
                ways.push((before, type_, field));
                return Some(traced(&ways));
            }
            if target.name != start.name && seen.insert(&target.name, steps).is_none() && ways.len() < 5_000 {
                ways.push((before, type_, field));
                open.push_back((Some(ways.len() - 1), target, steps + 1));
            }
        }
    }
    None
}

fn traced<'a>(
    ways: &[(Option<usize>, &'a GraphType, &'a GraphField)],
) -> Vec<(&'a GraphType, &'a GraphField)> {
    let mut traced = Vec::new();
    let mut at = ways.len().checked_sub(1);
    while let Some((before, type_, field)) = at.and_then(|at| ways.get(at)) {
        traced.push((*type_, *field));
        at = *before;
    }
    traced.reverse();
    traced
}
