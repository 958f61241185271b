//! Types that stand where their kind may not.

use super::Problem;
use crate::facts::{GraphField, GraphKind, GraphSchema, GraphType};

pub(super) fn check(graph: &GraphSchema, problems: &mut Vec<Problem>) {
    for type_ in &graph.types {
        empty(type_, problems);
        members(graph, type_, problems);
        for field in &type_.fields {
            if type_.kind == GraphKind::Input {
                input(graph, type_, field, &format!("`{}.{}`", type_.name, field.name), problems);
            } else {
                output(graph, type_, field, problems);
            }
        }
    }
}

/// Only extensions may leave out what a type is made of.
fn empty(type_: &GraphType, problems: &mut Vec<Problem>) {
    let (is_empty, what) = match type_.kind {
        GraphKind::Scalar => return,
        GraphKind::Union => (type_.members.is_empty(), "members"),
        GraphKind::Enum => (type_.values.is_empty(), "values"),
        GraphKind::Object | GraphKind::Interface | GraphKind::Input => (type_.fields.is_empty(), "fields"),
    };
    if is_empty && !type_.extends {
        let message = format!("{} `{}` has no {what}", type_.kind.noun(), type_.name);
        problems.push(Problem::new(type_, type_.place, message));
    }
}

fn members(graph: &GraphSchema, type_: &GraphType, problems: &mut Vec<Problem>) {
    for member in &type_.members {
        if let Some(kind) = graph.kind(&member.value).filter(|kind| *kind != GraphKind::Object) {
            let message = format!(
                "union `{}` has the {} `{}` as a member: only object types can be one",
                type_.name,
                kind.noun(),
                member.value
            );
            problems.push(Problem::new(type_, member.place, message));
        }
    }
    for interface in &type_.implements {
        if let Some(kind) = graph.kind(&interface.value).filter(|kind| *kind != GraphKind::Interface) {
            let message = format!(
                "`{}` implements the {} `{}`, which is no interface",
                type_.name,
                kind.noun(),
                interface.value
            );
            problems.push(Problem::new(type_, interface.place, message));
        }
    }
}

fn output(graph: &GraphSchema, type_: &GraphType, field: &GraphField, problems: &mut Vec<Problem>) {
    if let Some(kind) = graph.kind(&field.type_.name).filter(|kind| !kind.is_output()) {
        let message = format!(
            "`{}.{}` answers with the {} `{}`, which can only be sent",
            type_.name,
            field.name,
            kind.noun(),
            field.type_.name
        );
        problems.push(Problem::new(type_, field.type_.place, message));
    }
    for argument in &field.arguments {
        let label = format!("`{}.{}({})`", type_.name, field.name, argument.name);
        input(graph, type_, argument, &label, problems);
    }
}

fn input(
    graph: &GraphSchema,
    type_: &GraphType,
    field: &GraphField,
    label: &str,
    problems: &mut Vec<Problem>,
) {
    if let Some(kind) = graph.kind(&field.type_.name).filter(|kind| !kind.is_input()) {
        let message = format!(
            "{label} takes the {} `{}`, which cannot be sent: an input type is needed",
            kind.noun(),
            field.type_.name
        );
        problems.push(Problem::new(type_, field.type_.place, message));
    }
}
