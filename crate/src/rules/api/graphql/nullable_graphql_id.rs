use crate::facts::{Facts, GraphKind, GraphSchema, directive};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "nullable-graphql-id",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("nullable_graphql_id.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let mut met = 0;
    let mut sites = Vec::new();
    for type_ in
        graph.of_kind(GraphKind::Object).filter(|type_| !graph.is_root(type_) && !is_outcome(&type_.name))
    {
        let own = type_.fields.iter().find(|field| field.name == "id" && field.arguments.is_empty());
        let Some(id) = own.filter(|id| directive(&id.directives, "external").is_none()) else { continue };
        let label = format!("`{}.id`", type_.name);
        if id.type_.is_required() {
            met += 1;
            seen.met(id.place, || format!("{label} is never null"));
            continue;
        }
        let message = format!("{label} may be null (`{}`)", id.type_.text());
        sites.push(Site { place: id.place, label, message, confidence: Confidence::High, severity: None });
    }
    gather::tell(seen, sites, met, |number| {
        if met == 0 {
            format!("ids may be null in every type ({})", count(number, "type"))
        } else {
            format!("ids may be null in {}, unlike in {met} others", count(number, "type"))
        }
    });
}

/// What a mutation answers with may have nothing to tell.
fn is_outcome(name: &str) -> bool {
    ["Output", "Payload", "Response", "Result"].iter().any(|ending| name.ends_with(ending))
}
