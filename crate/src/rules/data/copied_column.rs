use crate::facts::{Action, Column, Facts, ForeignKey, Table, TypeFamily, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "copied-column",
    item: "data.normalization",
    severity: Severity::Low,
    page: page!("copied_column.md"),
    check,
};

/// Tables that keep what was true at a time.
const SNAPSHOTS: &[&str] = &[
    "archive",
    "audit",
    "bill",
    "event",
    "history",
    "invoice",
    "item",
    "line",
    "log",
    "order",
    "payment",
    "receipt",
    "snapshot",
    "transaction",
    "version",
];
/// Columns that mean another thing in each table.
const OWN: &[&str] = &[
    "id",
    "type",
    "status",
    "state",
    "kind",
    "count",
    "position",
    "key",
    "version",
    "created_at",
    "updated_at",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition() && !is_snapshot(table)) {
        for key in &table.foreign_keys {
            let Some(parent) = facts.catalog.table(key.schema.as_deref(), &key.table) else { continue };
            for (column, original) in copies(table, key, parent) {
                let message = format!(
                    "`{}` of `{}` follows from `{}`: it says what `{}` of `{}` says",
                    column.name,
                    table.name,
                    key.columns.join("`, `"),
                    original.name,
                    parent.name
                );
                let finding = seen.violated(column.place, message).confidence(Confidence::Medium);
                finding
                    .related(original.place, "where it stands already")
                    .related(key.place, "what it follows from")
                    .fix(tables::fix(
                        format!("Read `{}` from `{}`", original.name, parent.name),
                        tables::drop_columns(table, std::iter::once(column)),
                    ));
            }
        }
    }
}

fn is_snapshot(table: &Table) -> bool {
    words(&table.name).iter().any(|word| SNAPSHOTS.contains(&crate::facts::singular(word).as_str()))
}

/// `owner_name` beside `owner_id`, with the `name` of the owners.
fn copies<'a>(table: &'a Table, key: &ForeignKey, parent: &'a Table) -> Vec<(&'a Column, &'a Column)> {
    let [reference] = key.columns.as_slice() else { return Vec::new() };
    let reference = reference.to_lowercase();
    let Some(base) = reference.strip_suffix("_id").filter(|_| !std::ptr::eq(table, parent)) else {
        return Vec::new();
    };
    // Where the row outlives what it refers to, the copy is what is left of it.
    if key.on_delete == Some(Action::SetNull) || table.column(&reference).is_none_or(|own| own.nullable) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for column in table.columns.iter().filter(|column| !column.stored) {
        let name = column.name.to_lowercase();
        let Some(rest) = name.strip_prefix(base).and_then(|rest| rest.strip_prefix('_')) else { continue };
        let referred =
            table.foreign_keys.iter().flat_map(|key| &key.columns).any(|own| own.eq_ignore_ascii_case(&name));
        if let Some(original) = parent.column(rest).filter(|_| !OWN.contains(&rest) && !referred)
            && is_value(column, original)
        {
            found.push((column, original));
        }
    }
    found
}

fn is_value(column: &Column, original: &Column) -> bool {
    let text = |column: &Column| matches!(column.type_.family, TypeFamily::Text { .. });
    column.type_.family == original.type_.family || (text(column) && text(original))
}
