//! Directives that are used other than they are declared.

use super::Problem;
use super::defaults::wrong;
use crate::facts::{
    AppliedDirective, DirectiveDefinition, GraphKind, GraphSchema, GraphType, Literal, directive,
};
use crate::finding::Severity;

/// Directives that need no declaration, with where they may stand and the text that they may be given (3.13).
const BUILT_IN: [(&str, &[&str], &str); 5] = [
    (
        "deprecated",
        &["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"],
        "reason",
    ),
    ("include", &[], ""),
    ("oneOf", &["INPUT_OBJECT"], ""),
    ("skip", &[], ""),
    ("specifiedBy", &["SCALAR"], "url"),
];

/// Every place that a directive can stand at (3.13).
const PLACES: [&str; 19] = [
    "QUERY",
    "MUTATION",
    "SUBSCRIPTION",
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION",
    "SCHEMA",
    "SCALAR",
    "OBJECT",
    "FIELD_DEFINITION",
    "ARGUMENT_DEFINITION",
    "INTERFACE",
    "UNION",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "INPUT_FIELD_DEFINITION",
];

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    for location in graph.directives.iter().flat_map(|declared| &declared.locations) {
        if !PLACES.contains(&location.value.as_str()) {
            let message = format!("`{}` is no place that a directive can stand at", location.value);
            problems.push(Problem::at(location.place, message));
        }
    }
    for type_ in &graph.types {
        let part = match type_.kind {
            GraphKind::Scalar => "SCALAR",
            GraphKind::Object => "OBJECT",
            GraphKind::Interface => "INTERFACE",
            GraphKind::Union => "UNION",
            GraphKind::Enum => "ENUM",
            GraphKind::Input => "INPUT_OBJECT",
        };
        used(graph, type_, &type_.directives, part, problems);
        let input = type_.kind == GraphKind::Input;
        for field in &type_.fields {
            let part = if input { "INPUT_FIELD_DEFINITION" } else { "FIELD_DEFINITION" };
            used(graph, type_, &field.directives, part, problems);
            for argument in &field.arguments {
                used(graph, type_, &argument.directives, "ARGUMENT_DEFINITION", problems);
            }
        }
        for value in &type_.values {
            used(graph, type_, &value.directives, "ENUM_VALUE", problems);
        }
        one_of(type_, problems);
    }
}

fn used(
    graph: &GraphSchema,
    type_: &GraphType,
    used: &[AppliedDirective],
    part: &str,
    problems: &mut Vec<Problem>,
) {
    for one in used {
        let Some(declared) = graph.declared(&one.name) else {
            built_in(type_, one, part, problems);
            continue;
        };
        misplaced(type_, one, declared, part, problems);
        arguments(type_, one, declared, problems);
        for (name, value) in &one.arguments {
            let own = declared.arguments.iter().find(|own| own.name == name.value);
            if let Some(wrong) = own.and_then(|own| wrong(graph, value, &own.type_, 0)) {
                let message = format!("`{}` of `@{}` does not fit its type: {wrong}", name.value, one.name);
                problems.push(Problem::new(type_, name.place, message));
            }
        }
    }
}

fn built_in(type_: &GraphType, used: &AppliedDirective, part: &str, problems: &mut Vec<Problem>) {
    let Some((_, places, given)) = BUILT_IN.iter().find(|(name, ..)| *name == used.name) else { return };
    if !places.contains(&part) {
        let message = format!("`@{}` has no meaning at such a place ({part})", used.name);
        problems.push(Problem::new(type_, used.place, message));
    }
    for (name, value) in &used.arguments {
        let message = if name.value != *given {
            format!("`@{}` is given `{}`, which it does not take", used.name, name.value)
        } else if !matches!(value, Literal::Text(_) | Literal::Unread) {
            format!("`{given}` of `@{}` must be a text", used.name)
        } else {
            continue;
        };
        problems.push(Problem::new(type_, name.place, message));
    }
}

fn misplaced(
    type_: &GraphType,
    used: &AppliedDirective,
    declared: &DirectiveDefinition,
    part: &str,
    problems: &mut Vec<Problem>,
) {
    if declared.locations.is_empty() || declared.locations.iter().any(|location| location.value == part) {
        return;
    }
    let message = format!("`@{}` stands at a place ({part}) that it is not declared for", used.name);
    let problem = Problem::new(type_, used.place, message).severity(Severity::Low);
    problems.push(problem.related(declared.place, "declared here"));
}

fn arguments(
    type_: &GraphType,
    used: &AppliedDirective,
    declared: &DirectiveDefinition,
    problems: &mut Vec<Problem>,
) {
    for (name, _) in &used.arguments {
        if !declared.arguments.iter().any(|argument| argument.name == name.value) {
            let message = format!("`@{}` is given `{}`, which it does not take", used.name, name.value);
            let problem = Problem::new(type_, name.place, message);
            problems.push(problem.related(declared.place, "declared here"));
        }
    }
    for needed in declared.arguments.iter().filter(|argument| argument.is_required()) {
        if used.argument(&needed.name).is_none() {
            let message = format!("`@{}` is not given `{}`, which it requires", used.name, needed.name);
            let problem = Problem::new(type_, used.place, message);
            problems.push(problem.related(needed.place, "declared here"));
        }
    }
}

/// Of an input with `@oneOf`, exactly one field is sent: none may be required or have a default.
fn one_of(type_: &GraphType, problems: &mut Vec<Problem>) {
    if type_.kind != GraphKind::Input || directive(&type_.directives, "oneOf").is_none() {
        return;
    }
    for field in type_.fields.iter().filter(|field| field.type_.is_required() || field.default.is_some()) {
        let message = format!(
            "`{}.{}` must be nullable and without a default, as `{}` is `@oneOf`",
            type_.name, field.name, type_.name
        );
        problems.push(Problem::new(type_, field.place, message));
    }
}
