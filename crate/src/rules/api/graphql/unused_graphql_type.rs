use std::collections::HashMap;

use crate::collections::BTreeSet;
use crate::facts::{Facts, GraphSchema, GraphType, RootKind, TypeRef};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unused-graphql-type",
    item: "api.graphql",
    severity: Severity::Info,
    page: page!("unused_graphql_type.md"),
    check,
};

/// Types that a finding names besides its first.
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        let Some(unreached) = unreached(graph) else { continue };
        let [first, others @ ..] = unreached.as_slice() else {
            seen.met(graph.place, || "operations reach every type of the schema");
            continue;
        };
        let rest = match others.len() {
            0 => String::new(),
            1 => format!(" and the {}", label(others.first().copied().unwrap_or(first))),
            more => format!(" and {more} other types"),
        };
        let message = format!("no operation reaches the {}{rest}", label(first));
        let finding = seen.violated(first.place, message);
        finding.sites(unreached.len());
        for other in others.iter().take(MOST_RELATED) {
            finding.related(other.place, format!("the {}", label(other)));
        }
    }
}

fn label(type_: &GraphType) -> String {
    format!("{} `{}`", type_.kind.noun(), type_.name)
}

/// The types that no operation leads to; none where parts of the schema stand elsewhere.
fn unreached(graph: &GraphSchema) -> Option<Vec<&GraphType>> {
    if !graph.whole || graph.federated {
        return None;
    }
    graph.root(RootKind::Query)?;
    let mut implementers: HashMap<&str, Vec<&str>> = HashMap::new();
    for type_ in &graph.types {
        for interface in &type_.implements {
            implementers.entry(&interface.value).or_default().push(&type_.name);
        }
    }
    let roots = RootKind::ALL.into_iter().filter_map(|kind| graph.root(kind));
    let mut open: Vec<&str> = roots.map(|root| root.name.as_str()).collect();
    let arguments = graph.directives.iter().flat_map(|directive| &directive.arguments);
    open.extend(arguments.map(|argument| argument.type_.name.as_str()));
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !reached.insert(name) {
            continue;
        }
        // Of a name that nothing defines nobody knows what it leads to; the built-in scalars lead nowhere.
        let Some(type_) = graph.named(name) else {
            graph.kind(name)?;
            continue;
        };
        open.extend(led_to(type_));
        open.extend(implementers.get(name).into_iter().flatten());
    }
    let unreached = graph.types.iter().map(AsRef::as_ref);
    Some(
        unreached.filter(|own: &&GraphType| !reached.contains(own.name.as_str()) && !is_given(own)).collect(),
    )
}

/// The names that a type's own definition holds.
fn led_to(type_: &GraphType) -> impl Iterator<Item = &str> {
    let fields = type_.fields.iter();
    let held = fields
        .flat_map(|field| std::iter::once(&field.type_).chain(field.arguments.iter().map(|own| &own.type_)));
    let named = type_.implements.iter().chain(&type_.members).map(|name| name.value.as_str());
    held.map(|own: &TypeRef| own.name.as_str()).chain(named)
}

/// What servers and platforms bring, whether it is used or not.
fn is_given(type_: &GraphType) -> bool {
    type_.name.starts_with('_') || type_.name.starts_with("AWS")
}
