//! What rules about tables share.

use crate::facts::{Column, Facts, Table, TypeFamily, singular, words};
use crate::finding::{Edit, Fix, Snippet};

/// Every table, partitions as part of the one that they belong to.
pub(super) fn all(facts: &Facts) -> impl Iterator<Item = &Table> {
    facts.tables().filter(|table| !table.is_partition())
}

/// As [`all`], and the tables that the submission only adds columns to: for rules about single columns.
pub(super) fn with_parts(facts: &Facts) -> impl Iterator<Item = &Table> {
    all(facts).chain(&facts.catalog.parts)
}

/// Statements that mend a finding.
pub(super) fn fix(title: impl Into<String>, text: impl Into<String>) -> Fix {
    let code = Some(Snippet { language: "sql".to_owned(), text: text.into() });
    Fix { title: title.into(), edits: Vec::new(), code }
}

/// What gives columns an index: a statement, or what the model of the table says.
pub(super) fn index_code(table: &Table, columns: &[String]) -> Snippet {
    let modelled = table.modelled_index(columns, false);
    let (language, text) = modelled.unwrap_or_else(|| ("sql", table.create_index(columns, true)));
    Snippet { language: language.to_owned(), text }
}

/// The line of a table's model that gives columns an index, where it can stand.
pub(super) fn index_edit(table: &Table, columns: &[String], unique: bool) -> Option<Edit> {
    let (_, text) = table.modelled_index(columns, unique)?;
    Some(Edit { place: table.line?, text: format!("  {text}\n") })
}

/// Whether a list of names has this one.
pub(super) fn has(names: &[String], name: &str) -> bool {
    names.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Whether the last word of a name is one of these, in the singular.
pub(super) fn ends_in(name: &str, nouns: &[&str]) -> bool {
    words(name).last().is_some_and(|last| nouns.contains(&singular(last).as_str()))
}

/// Whether a word of a name is one of these, in the singular.
pub(super) fn says(name: &str, nouns: &[&str]) -> bool {
    words(name).iter().any(|word| nouns.contains(&singular(word).as_str()))
}

pub(super) fn is_text(column: &Column) -> bool {
    matches!(column.type_.family, TypeFamily::Text { .. })
}

pub(super) fn is_time(column: &Column) -> bool {
    matches!(column.type_.family, TypeFamily::Timestamp { .. } | TypeFamily::Date)
}

/// A foreign key has the column.
pub(super) fn refers(table: &Table, name: &str) -> bool {
    table.foreign_keys.iter().any(|key| has(&key.columns, name))
}

/// The only column of the primary key.
pub(super) fn key_column(table: &Table) -> Option<&Column> {
    match table.primary_key.as_ref()?.columns.as_slice() {
        [only] => table.column(only),
        _ => None,
    }
}

/// The type that a column needs that refers to another: what counts up by itself is a plain number there.
pub(super) fn referring_type(column: &Column) -> String {
    let text = column.type_.text.to_lowercase();
    match text.as_str() {
        "serial" | "serial4" => "integer".to_owned(),
        "bigserial" | "serial8" => "bigint".to_owned(),
        "smallserial" | "serial2" => "smallint".to_owned(),
        _ => column.type_.text.clone(),
    }
}

/// A column as `CREATE TABLE` declares it, without its default.
pub(super) fn declared(table: &Table, column: &Column) -> String {
    let null = if column.nullable { "" } else { " NOT NULL" };
    format!("{} {}{null}", table.spelled_column(&column.name), referring_type(column))
}

/// The column by which another table refers to this one: `owner_id`. `None` where it has no key of one column.
pub(super) fn reference(table: &Table) -> Option<String> {
    let key = key_column(table)?.name.to_lowercase();
    let own = crate::facts::stem(&words(&table.name));
    Some(if words(&key).len() > 1 { key } else { format!("{own}_{key}") })
}

/// `owner_phones`: a name for rows that belong to those of a table.
pub(super) fn part_name(table: &Table, what: &str) -> String {
    format!("{}_{}", crate::facts::stem(&words(&table.name)), plural(what))
}

/// A table of rows that belong to those of another: its columns as `CREATE TABLE` declares them, and those that
/// tell them apart beside the reference.
pub(super) fn part(table: &Table, name: &str, columns: &[String], key: &str) -> Option<String> {
    let (own, reference) = (key_column(table)?, reference(table)?);
    let columns = columns.iter().map(|column| format!("  {column},\n"));
    Some(format!(
        "CREATE TABLE {name} (\n  {reference} {} NOT NULL,\n{}  PRIMARY KEY ({reference}, {key}),\n  FOREIGN KEY ({reference}) REFERENCES {} ({})\n);",
        referring_type(own),
        columns.collect::<String>(),
        table.spelled(),
        table.spelled_column(&own.name),
    ))
}

pub(super) fn plural(word: &str) -> String {
    let vowel = ["ay", "ey", "oy", "uy"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('y').filter(|_| !vowel) {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with(['s', 'x']) || word.ends_with("ch") => format!("{word}es"),
        None => format!("{word}s"),
    }
}

/// One statement for each column, to be run once nothing reads it.
pub(super) fn drop_columns<'a>(table: &Table, columns: impl Iterator<Item = &'a Column>) -> String {
    let lines = columns.map(|column| {
        format!("ALTER TABLE {} DROP COLUMN {};", table.spelled(), table.spelled_column(&column.name))
    });
    format!("-- Once nothing reads or writes them:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
