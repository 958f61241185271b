use crate::facts::{Facts, GraphKind, GraphSchema};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "mixed-graphql-ids",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("mixed_graphql_ids.md"),
    check,
};

/// Ids that show what the house does.
const FEWEST: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let of_types = graph.of_kind(GraphKind::Object);
    let ids: Vec<_> = of_types
        .filter_map(|type_| Some((type_, type_.fields.iter().find(|field| field.name == "id")?)))
        .collect();
    let house = ids.iter().filter(|(_, id)| id.type_.name == "ID").count();
    if house < FEWEST || house < (ids.len() - house) * 3 {
        return;
    }
    let mut sites = Vec::new();
    for (type_, id) in ids {
        let label = format!("`{}.id`", type_.name);
        if id.type_.name == "ID" {
            seen.met(id.place, || format!("{label} is `ID`"));
        } else if ["Int", "String", "Float"].contains(&id.type_.name.as_str()) {
            let message = format!("{label} is `{}`, while {house} others are `ID`", id.type_.name);
            sites.push(Site {
                place: id.place,
                label,
                message,
                confidence: Confidence::High,
                severity: None,
            });
        }
    }
    gather::tell(seen, sites, house, |number| {
        format!("{} are no `ID`, unlike {house} others", count(number, "id"))
    });
}
