//! Which database tables are for that do not show it.

use crate::collections::BTreeSet;

use crate::artifact::FileId;
use crate::facts::{Engine, FileEntry, Table};

/// A file that does not show its database is for the one that all others are for.
pub(super) fn settle(tables: &mut [Table], files: &[FileEntry], rehearsals: &BTreeSet<FileId>) {
    let mut known: Option<&'static Engine> = None;
    let served = files.iter().filter(|file| !rehearsals.contains(&file.id));
    let said: Vec<_> = served.filter_map(|file| file.facts.engine).collect();
    for engine in tables.iter().filter_map(|table| table.engine).chain(said) {
        if known.is_some_and(|known| known != engine) {
            return;
        }
        known = Some(engine);
    }
    for table in tables.iter_mut().filter(|table| table.engine.is_none()) {
        table.engine = known;
    }
}
