//! A table as people read it: its definition as it stands after every statement, keys, references and indexes
//! marked.

use super::inline::{count, listed, one_line};
use super::relations::Relations;
use crate::facts::{Action, Column, ForeignKey, Index, IndexPart, Key, Table};

/// Columns that are written for one table.
const COLUMNS: usize = 30;
/// Keys, references and indexes of one kind that are written for one table.
const KEYS: usize = 12;

pub(super) fn ddl(table: &Table, relations: &Relations<'_>) -> String {
    let mut text = Vec::new();
    let referring: Vec<String> = relations.referring_to(table).iter().map(|name| plain(name)).collect();
    if !referring.is_empty() {
        text.push(format!("-- referred to by {}", listed(&referring, 8)));
    }
    if let partitions @ 1.. = relations.partitions(table) {
        text.push(format!("-- in {}", count(partitions, "partition")));
    }
    text.push(format!("CREATE TABLE {} (", name(table)));
    let columns = table.columns.iter().take(COLUMNS).map(|column| (definition(column), marks(table, column)));
    let parts: Vec<(String, String)> = columns.chain(keys(table)).collect();
    let last = parts.len().saturating_sub(1);
    for (at, (definition, marks)) in parts.into_iter().enumerate() {
        let comma = if at == last { "" } else { "," };
        let marks = if marks.is_empty() { marks } else { format!("  -- {marks}") };
        text.push(format!("  {definition}{comma}{marks}"));
    }
    if let Some(more @ 1..) = table.columns.len().checked_sub(COLUMNS) {
        text.push(format!("  -- and {more} more columns"));
    }
    text.push(");".to_owned());
    text.extend(table.indexes.iter().take(KEYS).map(|index| format!("{};", create_index(table, index))));
    text.join("\n")
}

fn name(table: &Table) -> String {
    let schema = table.schema.as_ref().map(|schema| format!("{}.", plain(schema))).unwrap_or_default();
    format!("{schema}{}", plain(&table.name))
}

fn plain(text: &str) -> String {
    one_line(text, 120)
}

fn definition(column: &Column) -> String {
    let null = if column.nullable { "" } else { " NOT NULL" };
    let default = match &column.default {
        Some(default) if !column.generated => format!(" DEFAULT {}", one_line(&default.value, 60)),
        _ => String::new(),
    };
    format!("{} {}{null}{default}", plain(&column.name), plain(&column.type_.text))
}

fn marks(table: &Table, column: &Column) -> String {
    let mut marks = Vec::new();
    let is = |names: &[String]| names.iter().any(|name| name.eq_ignore_ascii_case(&column.name));
    if table.primary_key.as_ref().is_some_and(|key| is(&key.columns)) {
        marks.push("PK".to_owned());
    }
    if column.generated {
        marks.push("generated".to_owned());
    }
    if let Some(key) = table.foreign_keys.iter().find(|key| is(&key.columns)) {
        let indexed = if table.is_indexed(&key.columns) { "indexed" } else { "not indexed" };
        marks.push(format!("FK to {}, {indexed}", plain(&key.table)));
    }
    marks.join(", ")
}

fn keys(table: &Table) -> Vec<(String, String)> {
    let primary = table.primary_key.iter().map(|key| format!("PRIMARY KEY {}", columns(key)));
    let uniques = table.uniques.iter().take(KEYS).map(|key| format!("UNIQUE {}", columns(key)));
    let foreign = table.foreign_keys.iter().take(KEYS).map(reference);
    let checks =
        table.checks.iter().take(KEYS).map(|check| format!("CHECK ({})", one_line(&check.expression, 100)));
    primary.chain(uniques).chain(foreign).chain(checks).map(|line| (line, String::new())).collect()
}

fn columns(key: &Key) -> String {
    list(&key.columns)
}

fn list(names: &[String]) -> String {
    format!("({})", names.iter().map(|name| plain(name)).collect::<Vec<_>>().join(", "))
}

fn reference(key: &ForeignKey) -> String {
    let referred = if key.referred.is_empty() { String::new() } else { format!(" {}", list(&key.referred)) };
    let on_delete =
        key.on_delete.map(|action| format!(" ON DELETE {}", action_name(action))).unwrap_or_default();
    format!("FOREIGN KEY {} REFERENCES {}{referred}{on_delete}", list(&key.columns), plain(&key.table))
}

fn action_name(action: Action) -> &'static str {
    match action {
        Action::NoAction => "NO ACTION",
        Action::Restrict => "RESTRICT",
        Action::Cascade => "CASCADE",
        Action::SetNull => "SET NULL",
        Action::SetDefault => "SET DEFAULT",
    }
}

fn create_index(table: &Table, index: &Index) -> String {
    let parts: Vec<String> = index
        .parts
        .iter()
        .map(|part| match part {
            IndexPart::Column(name) | IndexPart::Expression(name) => plain(name),
        })
        .collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let own = index.name.as_ref().map(|name| format!(" {}", plain(name))).unwrap_or_default();
    let method = index.method.as_ref().map(|method| format!(" USING {}", plain(method))).unwrap_or_default();
    let condition =
        index.condition.as_ref().map(|text| format!(" WHERE {}", one_line(text, 100))).unwrap_or_default();
    format!("CREATE {unique}INDEX{own} ON {}{method} ({}){condition}", name(table), parts.join(", "))
}
