use crate::facts::{Facts, GraphSchema};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "nullable-list-items",
    item: "api.graphql",
    severity: Severity::Info,
    page: page!("nullable_list_items.md"),
    check,
};

/// Lists that show what the house does.
const FEWEST: usize = 4;

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let mut met = 0;
    let mut sites = Vec::new();
    for type_ in graph.outputs() {
        // By convention, the items of connections may be null: one that fails does not take the page with it.
        let paged = type_.name.ends_with("Connection");
        for field in type_.fields.iter().filter(|field| field.type_.is_list() && !paged) {
            let label = format!("`{}.{}`", type_.name, field.name);
            if field.type_.is_required_at(1) {
                met += 1;
                seen.met(field.place, || format!("{label} holds no nulls"));
                continue;
            }
            let message = format!("{label} may hold nulls (`{}`), unlike most lists", field.type_.text());
            sites.push(Site {
                place: field.place,
                label,
                message,
                confidence: Confidence::Medium,
                severity: None,
            });
        }
    }
    // Where most lists may hold nulls, it is what the house wants.
    if met >= FEWEST && met > sites.len() * 3 {
        gather::tell(seen, sites, met, |number| {
            format!("{} may hold nulls, unlike {met} others", count(number, "list"))
        });
    }
}
