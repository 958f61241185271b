//! Names that stand twice, and names that are taken.

use std::collections::HashMap;

use super::Problem;
use crate::artifact::Place;
use crate::facts::{AppliedDirective, GraphField, GraphSchema, GraphType, directive};
use crate::finding::Severity;

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    for (type_, first) in &graph.repeated {
        let message = format!("`{}` is defined more than once", type_.name);
        problems.push(Problem::new(type_, type_.place, message).related(*first, "defined first here"));
    }
    for (type_, first) in &graph.mismatched {
        let message = format!("`{}` is extended as {}, which it is not", type_.name, type_.kind.noun());
        problems.push(Problem::new(type_, type_.place, message).related(*first, "defined here"));
    }
    for type_ in &graph.types {
        of_type(graph, type_, problems);
    }
    let definitions = graph.directives.iter().map(|own| (own.name.as_str(), own.place));
    for (name, place, first) in repeated(definitions) {
        let message = format!("directive `@{name}` is defined more than once");
        problems.push(Problem::at(place, message).related(first, "defined first here"));
    }
}

fn of_type(graph: &GraphSchema, type_: &GraphType, problems: &mut Vec<Problem>) {
    reserved(type_, &type_.name, type_.place, problems);
    let mut twice = |what: &str, found: Vec<(&str, Place, Place)>| {
        for (name, place, first) in found {
            let message = format!("`{}` has {what} `{name}` more than once", type_.name);
            problems.push(Problem::new(type_, place, message).related(first, "stands first here"));
        }
    };
    // In a federated graph, a stub repeats the fields that another service owns.
    let own = type_.fields.iter().filter(|field| directive(&field.directives, "external").is_none());
    twice("the field", repeated(own.map(|field| (field.name.as_str(), field.place))));
    twice("the value", repeated(type_.values.iter().map(|value| (value.name.as_str(), value.place))));
    twice("the member", repeated(type_.members.iter().map(|name| (name.value.as_str(), name.place))));
    if !graph.federated {
        twice(
            "the interface",
            repeated(type_.implements.iter().map(|name| (name.value.as_str(), name.place))),
        );
    }
    for field in &type_.fields {
        let arguments = field.arguments.iter().map(|argument| (argument.name.as_str(), argument.place));
        twice(&format!("`{}` with the argument", field.name), repeated(arguments));
    }
    once(graph, type_, &type_.directives, problems);
    for field in &type_.fields {
        of_field(graph, type_, field, problems);
    }
    let mut cased: HashMap<String, &str> = HashMap::new();
    for value in &type_.values {
        let other = *cased.entry(value.name.to_lowercase()).or_insert(&value.name);
        if other != value.name {
            let message = format!("`{}` and `{other}` of `{}` differ in case alone", value.name, type_.name);
            problems.push(Problem::new(type_, value.place, message).severity(Severity::Low));
        }
        if ["true", "false", "null"].contains(&value.name.as_str()) {
            let message = format!("`{}` cannot be a value of an enum", value.name);
            problems.push(Problem::new(type_, value.place, message));
        }
    }
}

fn of_field(graph: &GraphSchema, type_: &GraphType, field: &GraphField, problems: &mut Vec<Problem>) {
    reserved(type_, &field.name, field.place, problems);
    once(graph, type_, &field.directives, problems);
    for argument in &field.arguments {
        reserved(type_, &argument.name, argument.place, problems);
    }
}

/// Names that begin with two underscores belong to introspection (specification, 2.1.9 and 4).
fn reserved(type_: &GraphType, name: &str, place: Place, problems: &mut Vec<Problem>) {
    if name.starts_with("__") && !INTROSPECTION.contains(&name) && !INTROSPECTION.contains(&&*type_.name) {
        let message = format!("`{name}` begins with `__`, which only introspection may use");
        problems.push(Problem::new(type_, place, message).severity(Severity::Low));
    }
}

const INTROSPECTION: [&str; 8] = [
    "__Schema",
    "__Type",
    "__TypeKind",
    "__Field",
    "__InputValue",
    "__EnumValue",
    "__Directive",
    "__DirectiveLocation",
];

/// Directives of this schema that may stand once at a place, but stand there twice.
fn once(graph: &GraphSchema, type_: &GraphType, used: &[AppliedDirective], problems: &mut Vec<Problem>) {
    if used.len() < 2 {
        return;
    }
    let single = used.iter().filter(|one| {
        one.name == "deprecated" || graph.declared(&one.name).is_some_and(|known| !known.repeatable)
    });
    for (name, place, first) in repeated(single.map(|one| (one.name.as_str(), one.place))) {
        let message = format!("`@{name}` stands twice at one place, and is not repeatable");
        problems.push(Problem::new(type_, place, message).related(first, "stands first here"));
    }
}

/// Names that were there before, each with its place and that of the first.
fn repeated<'a>(names: impl Iterator<Item = (&'a str, Place)>) -> Vec<(&'a str, Place, Place)> {
    let mut first: HashMap<&str, Place> = HashMap::new();
    names
        .filter_map(|(name, place)| {
            let known = *first.entry(name).or_insert(place);
            (known != place).then_some((name, place, known))
        })
        .collect()
}
