//! Defaults that their own type does not allow.

use super::Problem;
use crate::facts::{GraphField, GraphKind, GraphSchema, GraphType, Literal, TypeRef};

/// Larger enums and inputs are not searched for every value.
const MOST_PARTS: usize = 1_000;

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    for type_ in &graph.types {
        for field in &type_.fields {
            of_field(graph, type_, field, problems);
            for argument in &field.arguments {
                of_field(graph, type_, argument, problems);
            }
        }
    }
}

fn of_field(graph: &GraphSchema, type_: &GraphType, field: &GraphField, problems: &mut Vec<Problem>) {
    let Some(default) = &field.default else { return };
    if let Some(wrong) = wrong(graph, &default.value, &field.type_, 0) {
        let message = format!(
            "the default of `{}` in `{}` does not fit `{}`: {wrong}",
            field.name,
            type_.name,
            field.type_.text()
        );
        problems.push(Problem::new(type_, default.place, message));
    }
}

/// What does not fit, at a level of lists; a value's depth is bounded where it is read.
pub(super) fn wrong(graph: &GraphSchema, value: &Literal, type_: &TypeRef, level: u8) -> Option<String> {
    match value {
        Literal::Unread => None,
        Literal::Null => type_.is_required_at(level).then(|| "it must not be null".to_owned()),
        Literal::List(values) if level < type_.lists => {
            values.iter().find_map(|value| wrong(graph, value, type_, level + 1))
        }
        Literal::List(_) => Some("it is a list".to_owned()),
        // One value stands for a list of it (3.11).
        _ => single(graph, value, &type_.name),
    }
}

fn single(graph: &GraphSchema, value: &Literal, name: &str) -> Option<String> {
    let shown = || Some(format!("`{}` is no `{name}`", value.text()));
    let Some(type_) = graph.named(name) else { return built_in(value, name).then(shown).flatten() };
    if type_.values.len() + type_.fields.len() > MOST_PARTS {
        return None;
    }
    match (type_.kind, value) {
        (GraphKind::Enum, Literal::Enum(value)) => {
            let known = type_.values.iter().any(|own| own.name == *value);
            (!known && !type_.values.is_empty()).then(|| format!("`{name}` has no value `{value}`"))
        }
        (GraphKind::Input, Literal::Object(fields)) => object(graph, fields, type_),
        (GraphKind::Enum | GraphKind::Input, _) => shown(),
        _ => None,
    }
}

/// Whether a value cannot be one of the scalars that every service knows.
fn built_in(value: &Literal, name: &str) -> bool {
    match name {
        "Int" => !matches!(value, Literal::Int(_)),
        "Float" => !matches!(value, Literal::Int(_) | Literal::Float(_)),
        "String" => !matches!(value, Literal::Text(_)),
        "Boolean" => !matches!(value, Literal::Boolean(_)),
        "ID" => !matches!(value, Literal::Text(_) | Literal::Int(_)),
        _ => false,
    }
}

fn object(graph: &GraphSchema, fields: &[(String, Literal)], type_: &GraphType) -> Option<String> {
    for (name, value) in fields {
        match type_.fields.iter().find(|field| field.name == *name) {
            Some(field) => {
                if let Some(wrong) = wrong(graph, value, &field.type_, 0) {
                    return Some(format!("in `{name}`, {wrong}"));
                }
            }
            None => return Some(format!("`{}` has no field `{name}`", type_.name)),
        }
    }
    let given = |field: &GraphField| fields.iter().any(|(name, _)| *name == field.name);
    let missing = type_.fields.iter().find(|field| field.is_required() && !given(field))?;
    Some(format!("it lacks `{}`", missing.name))
}
