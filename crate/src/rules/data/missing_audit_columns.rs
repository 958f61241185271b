use crate::facts::{Facts, Table, TypeFamily, words};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-audit-columns",
    item: "data.audit",
    severity: Severity::Low,
    page: page!("missing_audit_columns.md"),
    check,
};

/// A schema of fewer tables is an excerpt or an example.
const FEWEST: usize = 4;
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    let tables: Vec<&Table> =
        facts.tables().filter(|table| !table.is_partition() && table.columns.len() > 2).collect();
    let mut dated = 0;
    for table in &tables {
        if let Some(column) =
            table.columns.iter().find(|column| tells_when(&column.name, column.type_.family))
        {
            dated += 1;
            seen.met(column.place, || format!("`{}` keeps when: `{}`", table.name, column.name));
        }
    }
    let [first, others @ ..] = tables.as_slice() else { return };
    if dated > 0 || tables.len() < FEWEST {
        return;
    }
    let message = format!("none of {} tables keeps when a row was made or changed", tables.len());
    let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(tables.len());
    for table in others.iter().take(MOST_RELATED) {
        finding.related(table.place, format!("`{}`", table.name));
    }
    let type_ = first.engine.and_then(|engine| engine.zoned_timestamp).unwrap_or("timestamp");
    let text = format!(
        "ALTER TABLE {} ADD COLUMN created_at {type_} NOT NULL DEFAULT CURRENT_TIMESTAMP;",
        first.spelled()
    );
    let code = Some(Snippet { language: "sql".to_owned(), text });
    finding.fix(Fix { title: "Keep when rows are made and changed".to_owned(), edits: Vec::new(), code });
}

/// Words of names that say when.
const EVENTS: &[&str] = &[
    "created",
    "updated",
    "modified",
    "changed",
    "inserted",
    "added",
    "registered",
    "creation",
    "create",
    "update",
    "edited",
    "date",
    "at",
    "time",
    "timestamp",
    "on",
];

/// `created_at`, `ModifiedDate`, `last_update`, `inserted`: when a row was made or changed.
fn tells_when(name: &str, family: TypeFamily) -> bool {
    let point = matches!(
        family,
        TypeFamily::Timestamp { .. }
            | TypeFamily::Date
            | TypeFamily::Integer { .. }
            | TypeFamily::Text { .. }
            | TypeFamily::Other
    );
    point && words(name).iter().any(|word| EVENTS.contains(&word.as_str()))
}
