//! The tables as the findings' fixes would leave them: the statements are read like any others.

use crate::extract;
use crate::facts::{AlterTable, Catalog, Facts, SchemaChange};
use crate::finding::{Confidence, Finding};
use crate::rules::Observed;

/// Fixes that are read.
const MOST: usize = 1_000;

/// `None` where no fix changes a table, a key or a reference.
pub(super) fn catalog(facts: &Facts, observed: &[Observed]) -> Option<Catalog> {
    if facts.catalog.tables.is_empty() {
        return None;
    }
    let findings = observed.iter().flat_map(|observed| &observed.seen.violated);
    let sure = findings.filter(|finding| finding.confidence > Confidence::Low);
    let mut changes = Vec::new();
    for (finding, text) in sure.filter_map(statements).take(MOST) {
        let file = facts.files.iter().find(|file| file.id == finding.place.file);
        changes.extend(extract::sql_changes(text, file.and_then(|file| file.facts.engine)));
    }
    changes.retain(is_drawn);
    (!changes.is_empty()).then(|| facts.catalog.after(&changes))
}

fn statements(finding: &Finding) -> Option<(&Finding, &str)> {
    let code = finding.fix.as_ref()?.code.as_ref().filter(|code| code.language == "sql")?;
    // Most fixes change nothing that a diagram shows.
    let draws = ["TABLE", "UNIQUE INDEX"].iter().any(|words| code.text.contains(words));
    draws.then_some((finding, code.text.as_str()))
}

/// Whether a diagram of the tables shows a change.
fn is_drawn(change: &SchemaChange) -> bool {
    match change {
        SchemaChange::CreateTable(_) => true,
        SchemaChange::CreateIndex { index, .. } => index.unique,
        SchemaChange::AlterTable { change, .. } => matches!(
            change,
            AlterTable::AddColumn(_)
                | AlterTable::DropColumn(_)
                | AlterTable::ReplaceColumn { .. }
                | AlterTable::SetType { .. }
                | AlterTable::SetNullable { .. }
                | AlterTable::AddPrimaryKey(_)
                | AlterTable::AddUnique(_)
                | AlterTable::AddForeignKey(_)
        ),
        _ => false,
    }
}
