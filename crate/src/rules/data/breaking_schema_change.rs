use super::live;
use crate::artifact::Place;
use crate::facts::{AlterTable, Facts, SchemaChange};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "breaking-schema-change",
    item: "data.migrations-compatible",
    severity: Severity::Medium,
    page: include_str!("breaking_schema_change.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        for change in &file.facts.schema_changes {
            let Some((table, place, message)) = broken(change) else { continue };
            if let Some(confidence) = live::certainty(facts, table, file.id) {
                seen.violated(place, message).confidence(confidence);
            }
        }
    }
}

/// What programs that run meanwhile still ask for, where the change takes it away.
fn broken(change: &SchemaChange) -> Option<(&str, Place, String)> {
    match change {
        SchemaChange::DropTable { name, place, .. } => Some((
            name,
            *place,
            format!("programs that still run lose the table `{name}`, and its rows are gone"),
        )),
        SchemaChange::RenameTable { name, to, place, .. } => Some((
            name,
            *place,
            format!("programs that still run look for `{name}`, which is `{to}` from then on"),
        )),
        SchemaChange::AlterTable { name, change: AlterTable::DropColumn(column), place, .. } => Some((
            name,
            *place,
            format!("programs that still run lose `{column}` of `{name}`, and its values are gone"),
        )),
        SchemaChange::AlterTable { name, change: AlterTable::RenameColumn { from, to }, place, .. } => {
            Some((
                name,
                *place,
                format!(
                    "programs that still run look for `{from}` of `{name}`, which is `{to}` from then on"
                ),
            ))
        }
        _ => None,
    }
}
