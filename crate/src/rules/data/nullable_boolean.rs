use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Edit, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, amend, gather, migration};

pub(super) static RULE: Rule = Rule {
    id: "nullable-boolean",
    item: "data.constraints",
    severity: Severity::Low,
    page: page!("nullable_boolean.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open: Vec<(&Table, &Column)> = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for column in table.columns.iter().filter(|column| column.type_.family == TypeFamily::Boolean) {
            if column.nullable {
                open.push((table, column));
            } else {
                seen.met(column.place, || format!("`{}` of `{}` is true or false", column.name, table.name));
            }
        }
    }
    let places: Vec<_> = open
        .iter()
        .map(|(table, column)| (column.place, format!("`{}` of `{}`", column.name, table.name)))
        .collect();
    let finding = gather::listed(seen, &places, |count, first| match count {
        1 => format!("{first} may be neither true nor false"),
        _ => {
            format!("{first} and {} may be neither true nor false", gather::count(count - 1, "other column"))
        }
    });
    let Some(finding) = finding else { return };
    let statements: Vec<String> =
        open.iter().filter_map(|(table, column)| statement(table, column)).collect();
    finding.migrations(open.iter().map(|(table, column)| {
        let default = column.default.as_ref().map_or("false", |default| &default.value);
        (column.place, migration::require(table, column, default))
    }));
    if open.iter().all(|(table, _)| table.incomplete) {
        finding.confidence(Confidence::Low);
    }
    let edits: Option<Vec<Edit>> = open.iter().map(|(table, column)| edit(facts, table, column)).collect();
    finding.fix(Fix {
        title: "Let each of them be true or false".to_owned(),
        edits: edits.unwrap_or_default(),
        code: (!statements.is_empty())
            .then(|| Snippet { language: "sql".to_owned(), text: statements.join("\n") }),
    });
}

/// What gives the column a value in each row and keeps it there.
fn statement(table: &Table, column: &Column) -> Option<String> {
    let name = table.spelled_column(&column.name);
    let default = column.default.as_ref().map_or("false", |default| &default.value);
    table.engine.is_none_or(|engine| engine.locks_for_index).then(|| {
        format!(
            "UPDATE {0} SET {name} = {default} WHERE {name} IS NULL;\nALTER TABLE {0} ALTER COLUMN {name} SET NOT NULL;",
            table.spelled()
        )
    })
}

/// Certain where rows that leave it out get a value.
fn edit(facts: &Facts, table: &Table, column: &Column) -> Option<Edit> {
    let default = column.default.as_ref().filter(|default| !default.value.eq_ignore_ascii_case("null"))?;
    let own = !facts.catalog.migrated && column.changed.is_none() && table.states(default.place);
    let edit = match column.stated_null {
        Some(place) => Edit { place, text: "NOT NULL".to_owned() },
        None => Edit { place: amend::behind(default.place), text: " NOT NULL".to_owned() },
    };
    own.then_some(edit)
}
