use crate::facts::{Facts, GraphField, GraphKind, GraphSchema, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "graphql-date-as-text",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("graphql_date_as_text.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let scalar = graph.of_kind(GraphKind::Scalar).find(|scalar| is_time(&scalar.name));
    let mut met = 0;
    let mut sites = Vec::new();
    for type_ in &graph.types {
        for field in type_.fields.iter().filter(|field| field.arguments.is_empty() && names_time(field)) {
            let label = format!("`{}.{}`", type_.name, field.name);
            if field.type_.name == "String" {
                sites.push((field, label));
            } else if is_time(&field.type_.name) {
                met += 1;
                seen.met(field.place, || format!("{label} is `{}`", field.type_.name));
            }
        }
    }
    let beside = scalar.map_or(String::new(), |scalar| format!(" beside the scalar `{}`", scalar.name));
    let site = |(field, label): (&GraphField, String)| Site {
        place: field.place,
        message: format!("{label} is a time as `String`{beside}"),
        label,
        confidence: if met > 0 { Confidence::High } else { Confidence::Medium },
        severity: None,
    };
    let sites = sites.into_iter().map(site).collect();
    gather::tell(seen, sites, met, |number| {
        format!("times are `String` in {}{beside}", count(number, "field"))
    });
}

fn is_time(name: &str) -> bool {
    let name = name.to_lowercase();
    ["date", "time", "timestamp", "instant"].iter().any(|word| name.contains(word))
}

/// `createdAt`, `birth_date`
fn names_time(field: &GraphField) -> bool {
    let words = words(&field.name);
    let last = words.last().map(String::as_str);
    let passed = |word: &String| word.ends_with("ed") || word.ends_with('s');
    match last {
        Some("date" | "datetime" | "timestamp") => true,
        Some("at") => words.iter().rev().nth(1).is_some_and(passed),
        _ => false,
    }
}
