use super::shape::last_word;
use crate::facts::{Facts, GraphKind, GraphSchema};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "state-as-text",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("state_as_text.md"),
    check,
};

/// Last words of names whose values are few and known.
const STATES: [&str; 6] = ["status", "state", "priority", "severity", "visibility", "gender"];

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let mut met = 0;
    let mut sites = Vec::new();
    for type_ in &graph.types {
        // The `state` of an address is a region.
        let is_address = type_.fields.iter().any(|field| {
            matches!(
                last_word(&field.name).as_str(),
                "city" | "zip" | "country" | "postcode" | "town" | "region"
            )
        });
        for field in type_.fields.iter().filter(|field| STATES.contains(&last_word(&field.name).as_str())) {
            let label = format!("`{}.{}`", type_.name, field.name);
            if graph.kind(&field.type_.name) == Some(GraphKind::Enum) {
                met += 1;
                seen.met(field.place, || format!("{label} is the enum `{}`", field.type_.name));
            } else if field.type_.name == "String" && !(is_address && field.name.ends_with("tate")) {
                let message = format!("{label} is a `String`, though its values are few and known");
                sites.push(Site {
                    place: field.place,
                    label,
                    message,
                    confidence: Confidence::Medium,
                    severity: None,
                });
            }
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} of few and known values are `String`, rather than enums", count(number, "field"))
    });
}
