use super::live;
use crate::artifact::Place;
use crate::facts::{AlterTable, Facts, FileEntry, QueryVerb, SchemaChange};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unique-over-existing-rows",
    item: "data.migrations-compatible",
    severity: Severity::Medium,
    page: page!("unique_over_existing_rows.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        for change in &file.facts.schema_changes {
            let Some((table, columns, place)) = unique(change) else { continue };
            let Some(confidence) = live::certainty(facts, table, file.id) else { continue };
            if let Some(why) = prepared(file, table, &columns) {
                seen.met(place, || why);
                continue;
            }
            let message = format!(
                "fails where two rows of `{table}` share `{}`, and so do programs that still write such rows",
                columns.join("`, `")
            );
            // Whether such rows exist, and whether the script ran long ago, no text tells.
            seen.violated(place, message).confidence(confidence.min(Confidence::Low));
        }
    }
}

fn unique(change: &SchemaChange) -> Option<(&str, Vec<String>, Place)> {
    let (table, columns, place) = match change {
        SchemaChange::AlterTable { name, change: AlterTable::AddUnique(key), .. } => {
            (name, key.columns.clone(), key.place)
        }
        SchemaChange::CreateIndex { table, index, .. } if index.unique => {
            (table, index.leading_columns(), index.place)
        }
        _ => return None,
    };
    (!columns.is_empty()).then_some((table, columns, place))
}

/// The file mends rows first, or takes away another rule for the same table in whose place this one comes.
fn prepared(file: &FileEntry, table: &str, columns: &[String]) -> Option<&'static str> {
    let mends = file.facts.queries.iter().any(|query| {
        matches!(query.verb, QueryVerb::Delete | QueryVerb::Update)
            && query.tables.first().is_some_and(|own| own.eq_ignore_ascii_case(table))
    });
    let replaces = file.facts.schema_changes.iter().any(|change| match change {
        SchemaChange::DropIndex { .. } => true,
        SchemaChange::AlterTable { name, change, .. } => {
            name.eq_ignore_ascii_case(table)
                && match change {
                    AlterTable::DropConstraint(_) | AlterTable::DropPrimaryKey => true,
                    AlterTable::AddColumn(added) => {
                        columns.iter().any(|column| column.eq_ignore_ascii_case(&added.name))
                    }
                    _ => false,
                }
        }
        _ => false,
    });
    match (mends, replaces) {
        (true, _) => Some("the migration changes rows before"),
        (_, true) => Some("it comes with another key or column"),
        _ => None,
    }
}
