//! What is made beside the tables, as it stands in the end.

use crate::facts::{NamedTypeKind, Objects, SchemaChange};

/// More than any schema has of one kind.
const MOST: usize = 20_000;

fn push<T: Clone>(all: &mut Vec<T>, one: &T) {
    if all.len() < MOST {
        all.push(one.clone());
    }
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

pub(super) fn apply(objects: &mut Objects, change: &SchemaChange) {
    match change {
        SchemaChange::CreateView(view) => push(&mut objects.views, view),
        SchemaChange::CreateType(own) => push(&mut objects.types, own),
        SchemaChange::CreateRoutine(routine) => push(&mut objects.routines, routine),
        SchemaChange::CreateTrigger(trigger) => push(&mut objects.triggers, trigger),
        SchemaChange::CreatePolicy(policy) => push(&mut objects.policies, policy),
        SchemaChange::Grant(grant) => push(&mut objects.grants, grant),
        SchemaChange::DropObject { what, name, .. } => drop_named(objects, what, name),
        SchemaChange::DropTrigger { table, name } => objects.triggers.retain(|own| {
            !same(&own.name, name) || table.as_ref().is_some_and(|table| !same(&own.table, table))
        }),
        SchemaChange::DropPolicy { table, name } => {
            objects.policies.retain(|own| !same(&own.name, name) || !same(&own.table, table));
        }
        SchemaChange::AddValue { type_, value, before } => {
            add_value(objects, type_, value, before.as_deref());
        }
        SchemaChange::DropTable { name, .. } => {
            objects.triggers.retain(|own| !same(&own.table, name));
            objects.policies.retain(|own| !same(&own.table, name));
        }
        SchemaChange::RenameTable { name, to, .. } => {
            let triggers = objects.triggers.iter_mut().map(|own| &mut own.table);
            let policies = objects.policies.iter_mut().map(|own| &mut own.table);
            for own in triggers.chain(policies).filter(|own| same(own, name)) {
                to.clone_into(own);
            }
        }
        _ => {}
    }
}

fn drop_named(objects: &mut Objects, what: &str, name: &str) {
    match what {
        "type" | "domain" => objects.types.retain(|own| !same(&own.name, name)),
        "view" | "materialized view" => objects.views.retain(|own| !same(&own.name, name)),
        "function" | "procedure" | "proc" => objects.routines.retain(|own| !same(&own.name, name)),
        _ => {}
    }
}

fn add_value(objects: &mut Objects, type_: &str, value: &str, before: Option<&str>) {
    let own = objects.types.iter_mut().rev().find(|own| same(&own.name, type_));
    let Some(NamedTypeKind::Enumeration(values)) = own.map(|own| &mut own.kind) else { return };
    if values.len() < MOST && !values.iter().any(|known| known == value) {
        let at = values.iter().position(|known| Some(known.as_str()) == before).unwrap_or(values.len());
        values.insert(at, value.to_owned());
    }
}
