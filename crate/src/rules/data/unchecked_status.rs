use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unchecked-status",
    item: "data.constraints",
    severity: Severity::Low,
    page: page!("unchecked_status.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for column in table.columns.iter().filter(|column| is_status(column)) {
            if column.type_.family == TypeFamily::Enumeration || is_checked(table, &column.name) {
                seen.met(column.place, || {
                    format!("`{}` of `{}` takes only known values", column.name, table.name)
                });
            } else if matches!(column.type_.family, TypeFamily::Text { .. }) {
                report(table, column, seen);
            }
        }
    }
}

fn is_status(column: &Column) -> bool {
    column.words().last().is_some_and(|last| last == "status")
}

/// A check speaks of it, or a foreign key leads to the values.
fn is_checked(table: &Table, name: &str) -> bool {
    let lower = name.to_lowercase();
    table.checks.iter().any(|check| check.expression.to_lowercase().contains(&lower))
        || table.foreign_keys.iter().any(|key| key.columns.iter().any(|own| own.eq_ignore_ascii_case(name)))
}

fn report(table: &Table, column: &Column, seen: &mut Seen) {
    let message = format!("`{}` of `{}` takes any text", column.name, table.name);
    seen.violated(column.place, message).confidence(Confidence::Medium);
}
