//! Inputs that nobody can send.

use std::collections::{HashMap, HashSet};

use super::Problem;
use crate::facts::{GraphField, GraphKind, GraphSchema, GraphType, directive};
use crate::finding::Severity;

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    endless(graph, problems);
    for type_ in &graph.types {
        let arguments = type_.fields.iter().flat_map(|field| &field.arguments);
        let own = type_.fields.iter().filter(|_| type_.kind == GraphKind::Input);
        for field in arguments.chain(own).filter(|field| field.is_required()) {
            if directive(&field.directives, "deprecated").is_some() {
                let message = format!(
                    "`{}` of `{}` is deprecated and required at once: nobody can stop sending it",
                    field.name, type_.name
                );
                problems.push(Problem::new(type_, field.place, message));
            }
        }
    }
}

/// Inputs that hold themselves without a null or a list between: a value of them would have no end (3.10).
fn endless(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    let mut waiting: HashMap<&str, usize> = HashMap::new();
    let mut held_by: HashMap<&str, Vec<&str>> = HashMap::new();
    for (type_, field) in demands(graph) {
        *waiting.entry(&type_.name).or_default() += 1;
        held_by.entry(&field.type_.name).or_default().push(&type_.name);
    }
    // Inputs that end are taken away, then those that hold nothing else; what remains leads into a ring.
    let mut ended: Vec<&str> = graph
        .of_kind(GraphKind::Input)
        .map(|type_| type_.name.as_str())
        .filter(|name| !waiting.contains_key(name))
        .collect();
    while let Some(name) = ended.pop() {
        for holder in held_by.get(name).into_iter().flatten() {
            if let Some(open) = waiting.get_mut(holder) {
                *open -= 1;
                if *open == 0 {
                    waiting.remove(holder);
                    ended.push(holder);
                }
            }
        }
    }
    let mut told: HashSet<&str> = HashSet::new();
    for type_ in graph.of_kind(GraphKind::Input).filter(|type_| waiting.contains_key(type_.name.as_str())) {
        if let Some(ring) = ring(graph, type_, &waiting, &mut told) {
            tell(graph, &ring, problems);
        }
    }
}

/// Fields that must hold another input.
fn demands(graph: &GraphSchema) -> impl Iterator<Item = (&GraphType, &GraphField)> {
    graph.of_kind(GraphKind::Input).flat_map(move |type_| {
        let fields = type_.fields.iter().filter(|field| is_demand(graph, field));
        fields.map(move |field| (type_, field))
    })
}

fn is_demand(graph: &GraphSchema, field: &GraphField) -> bool {
    !field.type_.is_list()
        && field.type_.is_required()
        && graph.target(&field.type_).is_some_and(|target| target.kind == GraphKind::Input)
}

/// Follows demands until a type comes again; none where the way was gone before.
fn ring<'a>(
    graph: &'a GraphSchema,
    start: &'a GraphType,
    open: &HashMap<&str, usize>,
    told: &mut HashSet<&'a str>,
) -> Option<Vec<&'a GraphField>> {
    let mut way: Vec<(&str, &GraphField)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut type_ = start;
    loop {
        if let Some(from) = at.get(type_.name.as_str()) {
            return Some(way.get(*from..)?.iter().map(|(_, field)| *field).collect());
        }
        if !told.insert(&type_.name) {
            return None;
        }
        at.insert(&type_.name, way.len());
        let goes_on = |field: &&GraphField| is_demand(graph, field) && open.contains_key(&*field.type_.name);
        let field = type_.fields.iter().find(goes_on)?;
        way.push((&type_.name, field));
        type_ = graph.target(&field.type_)?;
    }
}

fn tell(graph: &GraphSchema, ring: &[&GraphField], problems: &mut Vec<Problem>) {
    let Some(first) = ring.first() else { return };
    let Some(owner) = graph.named(&first.type_.name) else { return };
    let names: Vec<_> = ring.iter().take(6).map(|field| format!("`{}`", field.name)).collect();
    let message = format!(
        "input `{}` holds itself through {}, all required: no value of it ever ends",
        owner.name,
        names.join(", ")
    );
    problems.push(Problem::new(owner, first.place, message).severity(Severity::High));
}
