//! Changes of tables that exist already, which may hold rows and be in use while they are changed.

use crate::artifact::{FileId, Place};
use crate::facts::{Age, AlterTable, Engine, Facts, FileEntry, SchemaChange, TechnologyRole};
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

/// As [`engine`]; where nothing in the submission shows a database, the one that such statements are mostly for.
pub(super) fn likely_engine(facts: &Facts, file: &FileEntry) -> Option<&'static Engine> {
    engine(facts, file).or_else(|| {
        let usual = file.facts.usual_engine?;
        let technologies = facts.files.iter().flat_map(|file| &file.facts.technologies);
        let mut databases = technologies.filter(|own| own.role == TechnologyRole::Database);
        let mut declared = facts.tables().filter_map(|table| table.engine);
        (databases.all(|own| own.name == usual.name) && declared.all(|own| own == usual)).then_some(usual)
    })
}

/// Statements of an engine, with its name where nothing shows that the file's are for it.
pub(super) fn spelled_for(facts: &Facts, file: &FileEntry, engine: &Engine, text: String) -> String {
    if self::engine(facts, file).is_some() { text } else { format!("-- {}\n{text}", engine.name) }
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
