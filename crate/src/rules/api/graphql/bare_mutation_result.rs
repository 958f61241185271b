use super::shape::is_placeholder;
use crate::facts::{Facts, GraphKind, GraphSchema, RootKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "bare-mutation-result",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("bare_mutation_result.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let Some(mutation) = graph.root(RootKind::Mutation) else { return };
    let mut met = 0;
    let mut sites = Vec::new();
    for field in mutation.fields.iter().filter(|field| !is_placeholder(field)) {
        let label = format!("`{}.{}`", mutation.name, field.name);
        match graph.kind(&field.type_.name) {
            Some(GraphKind::Scalar | GraphKind::Enum) => {
                let type_ = field.type_.text();
                let message = format!("{label} answers with a bare `{type_}`: nothing can be added to it");
                sites.push(Site {
                    place: field.place,
                    label,
                    message,
                    confidence: Confidence::Medium,
                    severity: None,
                });
            }
            Some(_) => {
                met += 1;
                seen.met(field.place, || format!("{label} answers with an object"));
            }
            None => {}
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} answer with a bare value: nothing can be added to it", count(number, "mutation"))
    });
}
