//! What one change does to one table.

use crate::artifact::Place;
use crate::facts::{AlterTable, Column, Index, IndexPart, Key, Table};

/// More than any database takes; what is beyond is not kept.
const MOST: usize = 2_000;

pub(super) fn alter(table: &mut Table, change: &AlterTable, place: Place) {
    note_change(table, change, place);
    match change {
        AlterTable::AddColumn(column) => add_column(table, column),
        AlterTable::DropColumn(name) => drop_column(table, name),
        AlterTable::RenameColumn { from, to } => rename_column(table, from, to),
        AlterTable::ReplaceColumn { name, column } => {
            on_column(table, name, |own| {
                let before = std::mem::replace(own, column.clone());
                own.changed = before.changed;
                // `MODIFY (name NOT NULL)` says nothing of the type.
                if own.type_.text.is_empty() {
                    own.type_ = before.type_;
                    own.default = own.default.take().or(before.default);
                    own.generated |= before.generated;
                }
            });
            let key = table.primary_key.take();
            if let Some(key) = key {
                set_primary_key(table, key);
            }
        }
        AlterTable::SetType { column, type_ } => on_column(table, column, |own| own.type_.clone_from(type_)),
        AlterTable::SetNullable { column, nullable, .. } => {
            on_column(table, column, |own| own.nullable = *nullable);
        }
        AlterTable::SetDefault { column, default } => {
            on_column(table, column, |own| own.default.clone_from(default));
        }
        AlterTable::SetGenerated { column } => on_column(table, column, |own| own.generated = true),
        AlterTable::AddPrimaryKey(key) => set_primary_key(table, key.clone()),
        AlterTable::AddUnique(key) => {
            let key = with_columns(table, key.clone());
            push(&mut table.uniques, &key);
        }
        AlterTable::AddForeignKey(key) => push(&mut table.foreign_keys, key),
        AlterTable::AddCheck(check) => push(&mut table.checks, check),
        AlterTable::AddExclusion(exclusion) => push(&mut table.exclusions, exclusion),
        AlterTable::Validate(name) => validate(table, name),
        AlterTable::DropConstraint(name) => drop_constraint(table, name),
        AlterTable::RenameConstraint { from, to } => rename_constraint(table, from, to),
        AlterTable::DropPrimaryKey => table.primary_key = None,
        AlterTable::Derive(derivation) => table.derived = Some(derivation.clone()),
        AlterTable::Detach { .. } | AlterTable::Rewrite(_) | AlterTable::Switch(_) => {}
        AlterTable::SetSchema(schema) => table.schema = Some(schema.clone()),
        AlterTable::Describe(column) => on_column(table, column, |own| own.described = true),
        AlterTable::AddTrait(located) => {
            let kind = |own: &str| own.split(' ').next().unwrap_or_default().to_owned();
            if matches!(kind(&located.value).as_str(), "engine" | "charset" | "collate") {
                table.traits.retain(|own| kind(&own.value) != kind(&located.value));
            }
            push(&mut table.traits, located);
        }
        AlterTable::DropTrait(value) => table.traits.retain(|own| own.value != *value),
    }
}

/// A column remembers the last statement that changed what it holds.
fn note_change(table: &mut Table, change: &AlterTable, place: Place) {
    if let AlterTable::RenameColumn { from: name, .. }
    | AlterTable::ReplaceColumn { name, .. }
    | AlterTable::SetType { column: name, .. }
    | AlterTable::SetNullable { column: name, .. }
    | AlterTable::SetDefault { column: name, .. }
    | AlterTable::SetGenerated { column: name } = change
    {
        on_column(table, name, |own| own.changed = Some(place));
    }
}

fn is_called(name: Option<&String>, asked: &str) -> bool {
    name.is_some_and(|name| same(name, asked))
}

fn validate(table: &mut Table, name: &str) {
    let foreign = table.foreign_keys.iter_mut().filter(|key| is_called(key.name.as_ref(), name));
    foreign.for_each(|key| key.validated = true);
    let checks = table.checks.iter_mut().filter(|check| is_called(check.name.as_ref(), name));
    checks.for_each(|check| check.validated = true);
}

fn rename_constraint(table: &mut Table, from: &str, to: &str) {
    let keys = table.primary_key.iter_mut().chain(&mut table.uniques).map(|key| &mut key.name);
    let foreign = table.foreign_keys.iter_mut().map(|key| &mut key.name);
    let checks = table.checks.iter_mut().map(|check| &mut check.name);
    let exclusions = table.exclusions.iter_mut().map(|exclusion| &mut exclusion.name);
    for name in keys.chain(foreign).chain(checks).chain(exclusions).flatten() {
        if same(name, from) {
            to.clone_into(name);
        }
    }
}

fn push<T: Clone>(all: &mut Vec<T>, one: &T) {
    if all.len() < MOST {
        all.push(one.clone());
    }
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

fn on_column(table: &mut Table, name: &str, change: impl Fn(&mut Column)) {
    table.columns.iter_mut().filter(|column| same(&column.name, name)).for_each(change);
}

/// A column that exists stays: the statement says `IF NOT EXISTS`.
fn add_column(table: &mut Table, column: &Column) {
    if table.columns.len() < MOST && table.column(&column.name).is_none() {
        table.columns.push(column.clone());
    }
}

/// Keys and indexes over a column go with it.
fn drop_column(table: &mut Table, name: &str) {
    let without = |columns: &[String]| !columns.iter().any(|column| same(column, name));
    table.columns.retain(|column| !same(&column.name, name));
    table.uniques.retain(|key| without(&key.columns));
    table.foreign_keys.retain(|key| without(&key.columns));
    table.indexes.retain(|index| {
        let plain = |part: &IndexPart| matches!(part, IndexPart::Column(column) if same(column, name));
        without(&index.included) && !index.parts.iter().any(plain)
    });
    if table.primary_key.as_ref().is_some_and(|key| !without(&key.columns)) {
        table.primary_key = None;
    }
}

fn rename_column(table: &mut Table, from: &str, to: &str) {
    let follow = |columns: &mut Vec<String>| {
        columns.iter_mut().filter(|column| same(column, from)).for_each(|column| to.clone_into(column));
    };
    on_column(table, from, |column| column.rename(to.to_owned()));
    table.primary_key.iter_mut().chain(&mut table.uniques).for_each(|key| follow(&mut key.columns));
    table.foreign_keys.iter_mut().for_each(|key| follow(&mut key.columns));
    for index in &mut table.indexes {
        for part in &mut index.parts {
            if let IndexPart::Column(column) = part
                && same(column, from)
            {
                to.clone_into(column);
                index.written = None;
            }
        }
    }
}

/// A key's columns can be no nulls.
fn set_primary_key(table: &mut Table, key: Key) {
    let key = with_columns(table, key);
    for column in &key.columns {
        on_column(table, column, |own| own.nullable = false);
    }
    table.primary_key = Some(key);
}

/// A key that is made of an index takes its columns and its place.
fn with_columns(table: &mut Table, mut key: Key) -> Key {
    let named = |index: &Index| {
        let taken = key.index.as_ref().or(key.name.as_ref());
        index.name.as_ref().is_some_and(|name| taken.is_some_and(|own| same(own, name)))
    };
    let made_of = table.indexes.iter().position(named).filter(|_| key.columns.is_empty());
    if let Some(at) = made_of {
        key.columns = table.indexes.remove(at).leading_columns();
    }
    key
}

fn drop_constraint(table: &mut Table, name: &str) {
    let other = |own: &Option<String>| !own.as_ref().is_some_and(|own| same(own, name));
    table.uniques.retain(|key| other(&key.name));
    table.foreign_keys.retain(|key| other(&key.name));
    table.checks.retain(|check| other(&check.name));
    table.exclusions.retain(|exclusion| other(&exclusion.name));
    let usual = format!("{}_pkey", table.name);
    if table.primary_key.as_ref().is_some_and(|key| !other(&key.name) || same(name, &usual)) {
        table.primary_key = None;
    }
    // Without a name of its own, a constraint has the one that the database gives it.
    let given =
        |columns: &[String], end: &str| same(name, &format!("{}_{}_{end}", table.name, columns.join("_")));
    table.uniques.retain(|key| key.name.is_some() || !given(&key.columns, "key"));
    table.foreign_keys.retain(|key| key.name.is_some() || !given(&key.columns, "fkey"));
}

pub(super) fn add_index(table: &mut Table, index: &Index) {
    let again = index.name.as_ref().is_some_and(|name| {
        table.indexes.iter().any(|own| own.name.as_ref().is_some_and(|own| same(own, name)))
    });
    if !again {
        push(&mut table.indexes, index);
    }
}

pub(super) fn drop_index(table: &mut Table, name: &str) {
    let other = |own: &Option<String>| !own.as_ref().is_some_and(|own| same(own, name));
    table.indexes.retain(|index| other(&index.name));
    table.uniques.retain(|key| other(&key.name));
}

pub(super) fn rename_index(table: &mut Table, from: &str, to: &str) {
    let names = table.indexes.iter_mut().map(|index| &mut index.name);
    let keys = table.primary_key.iter_mut().chain(&mut table.uniques);
    let names = names.chain(keys.map(|key| &mut key.name));
    for name in names.flatten().filter(|name| same(name, from)) {
        to.clone_into(name);
    }
}

/// References follow a table to its other name.
pub(super) fn follow_table(table: &mut Table, from: &str, to: &str) {
    for key in table.foreign_keys.iter_mut().filter(|key| same(&key.table, from)) {
        to.clone_into(&mut key.table);
    }
}

/// References follow a column of another table to its other name.
pub(super) fn follow_column(own: &mut Table, table: &str, from: &str, to: &str) {
    for key in own.foreign_keys.iter_mut().filter(|key| same(&key.table, table)) {
        key.referred.iter_mut().filter(|column| same(column, from)).for_each(|column| to.clone_into(column));
    }
}

/// Takes over the columns of another table, and its keys and indexes where they come along.
pub(super) fn copy(from: &Table, to: &mut Table, keys: bool) {
    let own = std::mem::take(&mut to.columns);
    to.columns.clone_from(&from.columns);
    for column in &own {
        add_column(to, column);
    }
    if keys {
        to.primary_key = to.primary_key.take().or_else(|| from.primary_key.clone());
        to.uniques.extend(from.uniques.iter().cloned());
        to.indexes.extend(from.indexes.iter().cloned());
    }
}

/// References and indexes of a partition, where the table has none like them.
pub(super) fn share(part: &Table, table: &mut Table) {
    for key in &part.foreign_keys {
        if table.foreign_keys.len() < MOST && !table.foreign_keys.iter().any(|own| own.columns == key.columns)
        {
            table.foreign_keys.push(key.clone());
        }
    }
    for index in &part.indexes {
        if table.indexes.len() < MOST && !table.indexes.iter().any(|own| own.parts == index.parts) {
            table.indexes.push(index.clone());
        }
    }
}
