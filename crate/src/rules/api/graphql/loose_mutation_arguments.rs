use crate::facts::{Facts, GraphField, GraphKind, GraphSchema, RootKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "loose-mutation-arguments",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("loose_mutation_arguments.md"),
    check,
};

/// So many values side by side are better sent as one input.
const MANY: usize = 4;

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let Some(mutation) = graph.root(RootKind::Mutation) else { return };
    let mut met = 0;
    let mut sites = Vec::new();
    for field in &mutation.fields {
        let label = format!("`{}.{}`", mutation.name, field.name);
        let values = field.arguments.iter().filter(|argument| !is_input(graph, argument)).count();
        if values >= MANY {
            let message = format!("{label} takes {values} values side by side, rather than one input");
            sites.push(Site {
                place: field.place,
                label,
                message,
                confidence: Confidence::High,
                severity: None,
            });
        } else if field.arguments.iter().any(|argument| is_input(graph, argument)) {
            met += 1;
            seen.met(field.place, || format!("{label} takes an input"));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} take many values side by side, rather than one input", count(number, "mutation"))
    });
}

fn is_input(graph: &GraphSchema, argument: &GraphField) -> bool {
    graph.target(&argument.type_).is_some_and(|target| target.kind == GraphKind::Input)
}
