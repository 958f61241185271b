//! Settings in one file that say how columns are named in all.

use crate::collections::BTreeSet;
use std::sync::Arc;

use crate::artifact::FileId;
use crate::facts::{FileEntry, Model};

/// Gives columns their names in snake case, where a file that serves somebody says so.
pub(in crate::facts) fn snake_names(files: &mut [FileEntry], rehearsals: &BTreeSet<FileId>) {
    if !files.iter().any(|file| file.facts.snake_names && !rehearsals.contains(&file.id)) {
        return;
    }
    for file in files.iter_mut().filter(|file| file.facts.models.iter().any(|own| !own.implicit.is_empty())) {
        let facts = Arc::make_mut(&mut file.facts);
        facts.models = facts.models.iter().map(Model::in_snake_case).collect();
    }
}
