use super::live;
use crate::facts::{AlterTable, Column, Facts};
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
    for change in facts.files.iter().flat_map(|file| live::changes(facts, file)) {
        let AlterTable::AddColumn(column) = change.change else { continue };
        let filled =
            column.default.is_some() || column.generated || column.stored || column.computed.is_some();
        if column.nullable || filled || column.type_.text.is_empty() {
            seen.met(column.place, format!("`{}` can be added to rows that exist", column.name));
        } else {
            report(change.table, column, seen).confidence(change.confidence);
        }
    }
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
