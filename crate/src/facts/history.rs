//! What came before a statement: what of its tables there may be when it runs.

use std::collections::{HashMap, HashSet};

use super::ColumnType;
use crate::artifact::{FileId, Place};

/// What the statements of the submission do one after the other.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// What is created on the way, in lower case, and in which files.
    pub made: HashMap<String, Vec<FileId>>,
    /// The last step of each history of migrations.
    pub last_steps: HashSet<FileId>,
    /// The steps before it, where the history tells most of what its tables are: they have run.
    pub done: HashSet<FileId>,
    /// What a column's type was before the one at that place.
    pub former_types: HashMap<Place, ColumnType>,
}

/// What there may be of a table when a statement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// The submission creates it, or the statement has run: the table is taken to be empty and unused.
    New,
    /// An earlier migration creates it, and the statement stands in the last one.
    Earlier,
    /// The submission does not create it: it exists already, and may hold rows.
    Old,
}

impl History {
    /// Whether the submission itself creates the table or view, whatever becomes of it later. What it does not
    /// create exists already, and may hold rows.
    pub fn creates(&self, name: &str) -> bool {
        self.makers(name).is_some()
    }

    /// What there is of a table or view when a statement of that file runs.
    pub fn age(&self, name: &str, file: FileId) -> Age {
        match self.makers(name) {
            None if self.done.contains(&file) => Age::New,
            None => Age::Old,
            Some(files) if self.last_steps.contains(&file) && !files.contains(&file) => Age::Earlier,
            Some(_) => Age::New,
        }
    }

    /// The files that create it. Most names are written in lower case already.
    fn makers(&self, name: &str) -> Option<&Vec<FileId>> {
        self.made.get(name).or_else(|| self.made.get(&name.to_lowercase()))
    }

    /// What the type of a column was before a statement gave it the one at that place.
    pub fn former_type(&self, place: Place) -> Option<&ColumnType> {
        self.former_types.get(&place)
    }
}
