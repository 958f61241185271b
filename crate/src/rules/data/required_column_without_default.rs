use super::live;
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{AlterTable, Column, Facts, FileEntry, SchemaChange};
use crate::finding::{Finding, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "required-column-without-default",
    item: "data.migrations-compatible",
    severity: Severity::High,
    page: page!("required_column_without_default.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let taken_back = taken_back(file);
        for change in live::changes(facts, file) {
            let AlterTable::AddColumn(column) = change.change else { continue };
            let default =
                column.default.as_ref().filter(|default| !default.value.eq_ignore_ascii_case("null"));
            let filled = default.is_some() || column.generated || column.stored || column.computed.is_some();
            if column.nullable || column.type_.text.is_empty() {
                seen.met(column.place, || format!("`{}` can be added to rows that exist", column.name));
            } else if !filled {
                report(change.table, column, seen).confidence(change.confidence);
            } else if let Some(place) = taken_back.get(&key(change.table, &column.name)).copied() {
                let message = format!(
                    "`{}` must have a value, and its default goes again: programs that do not know it can insert nothing",
                    column.name
                );
                seen.violated(column.place, message)
                    .severity(Severity::Medium)
                    .confidence(change.confidence)
                    .related(place, "from here on, nothing fills it");
            } else {
                seen.met(column.place, || format!("`{}` can be added to rows that exist", column.name));
            }
        }
    }
}

/// Where defaults go, by table and column in lower case.
fn taken_back(file: &FileEntry) -> BTreeMap<String, Place> {
    let changes = file.facts.schema_changes.iter();
    let gone = changes.filter_map(|change| match change {
        SchemaChange::AlterTable {
            name,
            change: AlterTable::SetDefault { column, default: None },
            place,
            ..
        } => Some((key(name, column), *place)),
        _ => None,
    });
    gone.collect()
}

fn key(table: &str, column: &str) -> String {
    format!("{table}\0{column}").to_lowercase()
}

fn report<'s>(table: &str, column: &Column, seen: &'s mut Seen) -> &'s mut Finding {
    let name = &column.name;
    let message = format!("`{name}` must have a value, but rows of `{table}` that exist get none");
    let finding = seen.violated(column.place, message);
    let text = format!("ALTER TABLE {table} ADD COLUMN {name} {};", column.type_.text);
    finding.fix(Fix {
        title: format!("Add `{name}` as optional first"),
        edits: Vec::new(),
        code: Some(Snippet { language: "sql".to_owned(), text }),
    })
}
