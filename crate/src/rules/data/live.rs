//! Changes of tables that exist already, which may hold rows and be in use while they are changed.

use crate::artifact::{FileId, Place};
use crate::facts::{Age, AlterTable, Engine, Facts, FileEntry, SchemaChange};
use crate::finding::Confidence;

/// How sure it is that a table holds rows when a statement of that file runs; `None` where it does not.
pub(super) fn certainty(facts: &Facts, table: &str, file: FileId) -> Option<Confidence> {
    // A temporary table of SQL Server, and what a template calls its tables.
    if table.starts_with(['#', '@']) || table.contains('{') {
        return None;
    }
    match facts.catalog.history.age(table, file) {
        Age::New => None,
        // The history may never have run anywhere.
        Age::Earlier => Some(Confidence::Low),
        // How many rows there are, nobody says.
        Age::Old => Some(Confidence::Medium),
    }
}

/// The database that a file's statements are for: its own, or the only one that is known.
pub(super) fn engine(facts: &Facts, file: &FileEntry) -> Option<&'static Engine> {
    file.facts.engine.or_else(|| facts.files.iter().find_map(|file| file.facts.engine))
}

/// A change of a table that exists already.
pub(super) struct LiveChange<'a> {
    pub(super) table: &'a str,
    pub(super) change: &'a AlterTable,
    /// The action, without the table's name.
    pub(super) place: Place,
    pub(super) confidence: Confidence,
}

/// The changes of tables that exist already, in one file.
pub(super) fn changes<'a>(facts: &'a Facts, file: &'a FileEntry) -> impl Iterator<Item = LiveChange<'a>> {
    file.facts.schema_changes.iter().filter_map(|change| {
        let SchemaChange::AlterTable { name, change, place, .. } = change else { return None };
        let confidence = certainty(facts, name, file.id)?;
        Some(LiveChange { table: name, change, place: *place, confidence })
    })
}
