use super::shape::plain;
use crate::facts::{Facts, GraphField, GraphKind, GraphSchema, RootKind, directive};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "untyped-graphql-input",
    item: "api.input-bounds",
    severity: Severity::Medium,
    page: page!("untyped_graphql_input.md"),
    check,
};

/// Scalars that take anything.
const ANYTHING: [&str; 11] =
    ["json", "jsonobject", "awsjson", "any", "object", "map", "mixed", "dynamic", "unknown", "hash", "jsonb"];
/// Arguments that choose what a mutation is about.
const CHOICES: [&str; 9] =
    ["type", "kind", "entity", "entitytype", "model", "collection", "table", "resource", "typename"];

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let mut met = 0;
    let mut sites = Vec::new();
    for field in graph.root_fields(RootKind::Mutation) {
        let Some(anything) = field.arguments.iter().find(|argument| takes_anything(graph, argument)) else {
            continue;
        };
        let chosen = field.arguments.iter().any(|argument| {
            argument.type_.name == "String" && CHOICES.contains(&plain(&argument.name).as_str())
        });
        let what = if chosen { "any change to anything" } else { "anything" };
        sites.push(Site {
            place: anything.place,
            label: format!("`{}({})`", field.name, anything.name),
            message: format!("mutation `{}` takes {what}, as `{}`", field.name, anything.type_.text()),
            confidence: if chosen { Confidence::High } else { Confidence::Medium },
            severity: None,
        });
    }
    for input in graph.of_kind(GraphKind::Input) {
        let open: Vec<_> = input.fields.iter().filter(|field| takes_anything(graph, field)).collect();
        if let Some(first) = open.first() {
            sites.push(Site {
                place: first.place,
                label: format!("`{}.{}`", input.name, first.name),
                message: format!(
                    "`{}.{}` takes anything, as `{}`",
                    input.name,
                    first.name,
                    first.type_.text()
                ),
                confidence: Confidence::Medium,
                severity: Some(Severity::Low),
            });
        } else {
            met += 1;
            seen.met(input.place, || format!("every field of `{}` has a type", input.name));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} of any type: nothing checks what is sent", count(number, "input"))
    });
}

/// A scalar for anything, without a directive that says more; places that are made to hold anything are none.
fn takes_anything(graph: &GraphSchema, field: &GraphField) -> bool {
    let free = [
        "attributes",
        "bio",
        "body",
        "content",
        "context",
        "custom",
        "description",
        "extensions",
        "extra",
        "meta",
        "metadata",
    ];
    ANYTHING.contains(&plain(&field.type_.name).as_str())
        && graph.kind(&field.type_.name).is_none_or(|kind| kind == GraphKind::Scalar)
        && !free.contains(&plain(&field.name).as_str())
        && directive(&field.directives, "constraint").is_none()
}
