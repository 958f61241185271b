use crate::artifact::Place;
use crate::facts::{AppliedDirective, Facts, GraphSchema, Literal, directive};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "deprecation-without-reason",
    item: "api.versioning",
    severity: Severity::Low,
    page: page!("deprecation_without_reason.md"),
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
    for (place, label, used) in deprecated(graph) {
        if says_why(used) {
            met += 1;
            seen.met(place, || format!("{label} is deprecated with a reason"));
        } else {
            let message = format!("{label} is deprecated without saying what to use instead");
            sites.push(Site { place, label, message, confidence: Confidence::High, severity: None });
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} without a reason: clients do not learn what to use instead", count(number, "deprecation"))
    });
}

fn deprecated(graph: &GraphSchema) -> Vec<(Place, String, &AppliedDirective)> {
    let mut found = Vec::new();
    for type_ in &graph.types {
        let mut look = |directives, place, label: &dyn Fn() -> String| {
            if let Some(used) = directive(directives, "deprecated") {
                found.push((place, label(), used));
            }
        };
        for field in &type_.fields {
            look(&field.directives, field.place, &|| format!("`{}.{}`", type_.name, field.name));
            for argument in &field.arguments {
                let label = || format!("`{}.{}({})`", type_.name, field.name, argument.name);
                look(&argument.directives, argument.place, &label);
            }
        }
        for value in &type_.values {
            look(&value.directives, value.place, &|| format!("`{}.{}`", type_.name, value.name));
        }
    }
    found
}

/// Whether a reason says more than the default ("No longer supported").
fn says_why(used: &AppliedDirective) -> bool {
    match used.argument("reason") {
        Some(Literal::Text(reason)) => {
            let plain: String = reason.chars().filter(|letter| letter.is_alphanumeric()).collect();
            !["", "deprecated", "nolongersupported", "tbd"].contains(&plain.to_lowercase().as_str())
        }
        other => other.is_some(),
    }
}
