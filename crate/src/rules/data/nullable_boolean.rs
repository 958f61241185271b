use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, migration};

pub(super) static RULE: Rule = Rule {
    id: "nullable-boolean",
    item: "data.constraints",
    severity: Severity::Low,
    page: include_str!("nullable_boolean.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for column in table.columns.iter().filter(|column| column.type_.family == TypeFamily::Boolean) {
            if column.nullable {
                report(table, column, seen);
            } else {
                seen.met(column.place, format!("`{}` of `{}` is true or false", column.name, table.name));
            }
        }
    }
}

fn report(table: &Table, column: &Column, seen: &mut Seen) {
    let message = format!("`{}` of `{}` may be neither true nor false", column.name, table.name);
    let finding = seen.violated(column.place, message);
    let name = table.spelled_column(&column.name);
    let postgres_like = table.engine.is_none_or(|engine| engine.locks_for_index);
    let default = column.default.as_ref().map_or("false", |default| &default.value);
    let text = postgres_like.then(|| {
        format!(
            "UPDATE {0} SET {name} = {default} WHERE {name} IS NULL;\nALTER TABLE {0} ALTER COLUMN {name} SET NOT NULL;",
            table.spelled()
        )
    });
    finding.migration(migration::require(table, column, default)).fix(Fix {
        title: format!("Let `{}` be true or false", column.name),
        edits: Vec::new(),
        code: text.map(|text| Snippet { language: "sql".to_owned(), text }),
    });
}
