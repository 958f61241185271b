use crate::facts::{AlterTable, Column, Facts, SchemaChange};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "required-column-without-default",
    item: "data.migrations-compatible",
    severity: Severity::High,
    page: include_str!("required_column_without_default.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for change in facts.files.iter().flat_map(|file| &file.facts.schema_changes) {
        let SchemaChange::AlterTable { name, change: AlterTable::AddColumn(column), .. } = change else {
            continue;
        };
        if facts.catalog.creates(name) {
            continue;
        }
        if column.nullable || column.default.is_some() || column.generated || column.type_.text.is_empty() {
            seen.met(column.place, format!("`{}` can be added to rows that exist", column.name));
        } else {
            report(name, column, seen);
        }
    }
}

fn report(table: &str, column: &Column, seen: &mut Seen) {
    let name = &column.name;
    let message = format!("`{name}` must have a value, but rows of `{table}` that exist get none");
    let finding = seen.violated(column.place, message).confidence(Confidence::Medium);
    let text = format!("ALTER TABLE {table} ADD COLUMN {name} {};", column.type_.text);
    finding.fix(Fix {
        title: format!("Add `{name}` as optional first"),
        edits: Vec::new(),
        code: Some(Snippet { language: "sql".to_owned(), text }),
    });
}
