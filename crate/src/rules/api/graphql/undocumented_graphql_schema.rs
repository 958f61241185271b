use super::shape::is_placeholder;
use crate::facts::{Facts, GraphKind, GraphSchema, RootKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "undocumented-graphql-schema",
    item: "api.documentation",
    severity: Severity::Low,
    page: page!("undocumented_graphql_schema.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

/// What clients begin with: the operations, and the types that they ask fields of.
fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let operations = RootKind::ALL.into_iter().flat_map(|kind| {
        let owner = graph.root(kind).map_or("", |root| root.name.as_str());
        graph
            .root_fields(kind)
            .filter(|field| !is_placeholder(field))
            .map(move |field| (field.place, format!("`{owner}.{}`", field.name), field.description.is_some()))
    });
    let described =
        |kind: GraphKind| matches!(kind, GraphKind::Object | GraphKind::Interface | GraphKind::Scalar);
    let types = graph.types.iter().filter(|type_| described(type_.kind) && !graph.is_root(type_));
    let types = types.filter(|type_| !type_.extends && !speaks_for_itself(&type_.name));
    let types = types.map(|type_| (type_.place, format!("`{}`", type_.name), type_.description.is_some()));
    let mut met = 0;
    let mut sites = Vec::new();
    for (place, label, is_described) in operations.chain(types) {
        if is_described {
            met += 1;
            seen.met(place, || format!("{label} has a description"));
        } else {
            let message = format!("{label} has no description");
            sites.push(Site { place, label, message, confidence: Confidence::High, severity: None });
        }
    }
    let all = met + sites.len();
    gather::tell(seen, sites, met, |missing| {
        if met == 0 {
            format!("no type and no operation has a description ({})", count(missing, "definition"))
        } else {
            format!("{missing} of {all} types and operations have no description")
        }
    });
}

/// Types that a convention gives: everybody knows what they are.
fn speaks_for_itself(name: &str) -> bool {
    name == "PageInfo"
        || name.contains("__")
        || name.starts_with('_')
        || ["Connection", "Edge", "Payload"].iter().any(|ending| name.ends_with(ending))
}
