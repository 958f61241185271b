//! Tables and their references as a Mermaid diagram: keys only.

use std::collections::{BTreeMap, BTreeSet};

use super::inline::one_line;
use crate::facts::{ForeignKey, Table};

/// Columns that are drawn for one table.
const COLUMNS: usize = 8;
/// References of one table that are looked at.
const KEYS: usize = 200;

pub(super) fn er_diagram(tables: &[&Table]) -> String {
    let drawn: BTreeMap<String, &Table> =
        tables.iter().map(|table| (table.name.to_lowercase(), *table)).collect();
    let mut lines = vec!["erDiagram".to_owned()];
    for table in tables {
        for key in table.foreign_keys.iter().take(COLUMNS) {
            if let Some(parent) = drawn.get(&key.table.to_lowercase()) {
                lines.push(format!(
                    "  {} {} {} : \"{}\"",
                    word(&parent.name),
                    cardinality(table, key),
                    word(&table.name),
                    key.columns.iter().map(|column| word(column)).collect::<Vec<_>>().join(" ")
                ));
            }
        }
    }
    for table in tables {
        lines.push(entity(table));
    }
    lines.join("\n")
}

/// A row of the child has one parent, or none where the columns may be null; a parent has many children, or one
/// where the columns are unique.
fn cardinality(table: &Table, key: &ForeignKey) -> &'static str {
    let optional = key.columns.iter().any(|name| table.column(name).is_some_and(|column| column.nullable));
    let own: BTreeSet<&String> = key.columns.iter().collect();
    let single = table
        .primary_key
        .iter()
        .chain(&table.uniques)
        .any(|unique| unique.columns.iter().collect::<BTreeSet<_>>() == own);
    match (optional, single) {
        (false, false) => "||--o{",
        (true, false) => "|o--o{",
        (false, true) => "||--o|",
        (true, true) => "|o--o|",
    }
}

fn entity(table: &Table) -> String {
    let is_primary = |name: &String| table.primary_key.as_ref().is_some_and(|key| key.columns.contains(name));
    let is_foreign =
        |name: &String| table.foreign_keys.iter().take(KEYS).any(|key| key.columns.contains(name));
    let keys = table.columns.iter().filter(|column| is_primary(&column.name) || is_foreign(&column.name));
    let lines: Vec<String> = keys
        .take(COLUMNS)
        .map(|column| {
            let mark = match (is_primary(&column.name), is_foreign(&column.name)) {
                (true, true) => "PK, FK",
                (true, false) => "PK",
                _ => "FK",
            };
            format!("    {} {} {mark}", word(&column.type_.text), word(&column.name))
        })
        .collect();
    if lines.is_empty() {
        return format!("  {}", word(&table.name));
    }
    format!("  {} {{\n{}\n  }}", word(&table.name), lines.join("\n"))
}

/// Entities and attributes are words of letters, digits and `_`.
fn word(name: &str) -> String {
    let plain: String =
        one_line(name, 60).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let plain = plain.trim_end_matches('_');
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain.to_owned() } else { format!("t_{plain}") }
}
