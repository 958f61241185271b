//! Tables and their references as a Mermaid diagram: keys only.

use super::inline::one_line;
use crate::collections::BTreeSet;
use crate::facts::{Catalog, Column, Multiplicity, Relationship, Table};

/// Columns that are drawn for one table.
const COLUMNS: usize = 8;
/// References of one table that are looked at.
const KEYS: usize = 200;
/// Tables that are compared with what is suggested, and lines that are drawn of it.
const COMPARED: usize = 400;
const SUGGESTED: usize = 40;
/// Characters of a name.
const LONGEST_WORD: usize = 60;

/// Some tables with the references between them.
pub(super) fn er_diagram(catalog: &Catalog, tables: &[&Table]) -> String {
    let drawn: BTreeSet<String> = tables.iter().map(|table| table.name.to_lowercase()).collect();
    let is_drawn = |name: &str| drawn.contains(&name.to_lowercase());
    let own = catalog.relationships().filter(|own| is_drawn(&own.child.name) && is_drawn(&own.parent.name));
    let lines = own.map(|own| line(&own));
    let joined = tables.iter().filter(|table| is_joining(table)).map(|table| &table.name);
    let joined: BTreeSet<&String> = joined.collect();
    let pairs = tables.iter().filter_map(|table| between(table, &is_drawn));
    let entities = tables.iter().filter(|table| !(joined.contains(&table.name) && whole(table, &is_drawn)));
    let blocks = lines.flatten().chain(pairs).chain(entities.map(|table| entity(table, is_key)));
    diagram(blocks)
}

/// The tables and references that are not drawn alike before: what is suggested. `None` where nothing is.
pub(super) fn suggestions(before: &Catalog, after: &Catalog) -> Option<String> {
    let blocks = |catalog: &Catalog| -> Vec<String> {
        let tables = catalog.tables.iter().filter(|table| !table.is_partition()).take(COMPARED);
        let everywhere = |_: &str| true;
        let pairs = tables.clone().filter_map(|table| between(table, &everywhere));
        let entities = tables.clone().filter(|table| !is_joining(table)).map(|table| entity(table, is_any));
        let relationships = catalog.relationships().take(COMPARED * 10);
        relationships.filter_map(|own| line(&own)).chain(pairs).chain(entities).collect()
    };
    let known: BTreeSet<String> = blocks(before).into_iter().collect();
    let mut fresh = blocks(after);
    fresh.retain(|block| !known.contains(block));
    (!fresh.is_empty()).then(|| diagram(fresh.into_iter().take(SUGGESTED)))
}

fn diagram(blocks: impl Iterator<Item = String>) -> String {
    std::iter::once("erDiagram".to_owned()).chain(blocks).collect::<Vec<_>>().join("\n")
}

/// A table of pairs is a line between the two that it relates.
fn is_joining(table: &Table) -> bool {
    table
        .pair()
        .is_some_and(|(one, other)| !table.is_unique(&one.columns) && !table.is_unique(&other.columns))
}

/// Whether both tables of a pair are drawn.
fn whole(table: &Table, is_drawn: &impl Fn(&str) -> bool) -> bool {
    table.pair().is_some_and(|(one, other)| is_drawn(&one.table) && is_drawn(&other.table))
}

fn between(table: &Table, is_drawn: &impl Fn(&str) -> bool) -> Option<String> {
    if !is_joining(table) || !whole(table, is_drawn) {
        return None;
    }
    let (one, other) = table.pair()?;
    Some(format!("  {} }}o--o{{ {} : \"{}\"", word(&one.table), word(&other.table), word(&table.name)))
}

/// A line between two entities, whole where the child is nothing without the parent; `None` for one half of a
/// pair.
fn line(own: &Relationship<'_>) -> Option<String> {
    if is_joining(own.child) {
        return None;
    }
    let parents = if own.parents == Multiplicity::One { "||" } else { "|o" };
    let children = if own.children == Multiplicity::ZeroOrMore { "o{" } else { "o|" };
    let kind = if own.identifying { "--" } else { ".." };
    let columns: Vec<String> = own.key.columns.iter().take(COLUMNS).map(|column| word(column)).collect();
    let (parent, child) = (word(&own.parent.name), word(&own.child.name));
    Some(format!("  {parent} {parents}{kind}{children} {child} : \"{}\"", columns.join(" ")))
}

fn is_key(marks: &str) -> bool {
    !marks.is_empty()
}

fn is_any(_: &str) -> bool {
    true
}

fn entity(table: &Table, wanted: fn(&str) -> bool) -> String {
    let keys = table.columns.iter().map(|column| (column, marks(table, column)));
    let lines: Vec<String> = keys
        .filter(|(_, marks)| wanted(marks))
        .take(COLUMNS)
        .map(|(column, marks)| {
            let line = format!("    {} {} {marks}", word(&column.type_.text), word(&column.name));
            line.trim_end().to_owned()
        })
        .collect();
    if lines.is_empty() {
        return format!("  {}", word(&table.name));
    }
    format!("  {} {{\n{}\n  }}", word(&table.name), lines.join("\n"))
}

fn marks(table: &Table, column: &Column) -> &'static str {
    let is = |names: &[String]| names.iter().any(|name| name.eq_ignore_ascii_case(&column.name));
    let primary = table.primary_key.as_ref().is_some_and(|key| is(&key.columns));
    let foreign = table.foreign_keys.iter().take(KEYS).any(|key| is(&key.columns));
    match (primary, foreign) {
        (true, true) => "PK, FK",
        (true, false) => "PK",
        (false, true) => "FK",
        (false, false) => "",
    }
}

/// Entities and attributes are words of letters, digits and `_`.
fn word(name: &str) -> String {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    if name.len() <= LONGEST_WORD
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name.ends_with('_')
        && name.as_bytes().iter().all(is_letter)
    {
        return name.to_owned();
    }
    let plain: String = one_line(name, LONGEST_WORD)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let plain = plain.trim_end_matches('_');
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain.to_owned() } else { format!("t_{plain}") }
}
