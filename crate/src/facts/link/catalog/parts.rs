//! Tables that nothing in the submission creates, as far as its statements give them columns.

use std::collections::HashMap;

use super::alter;
use crate::facts::{AlterTable, FileEntry, SchemaChange, Table};

/// More than a submission speaks of.
const MOST: usize = 5_000;

#[derive(Default)]
pub(super) struct Parts {
    tables: Vec<Table>,
    /// Where a table of a name in lower case stands.
    names: HashMap<String, usize>,
}

impl Parts {
    /// A change of a table that is not there.
    pub(super) fn note(&mut self, file: &FileEntry, change: &SchemaChange) {
        let SchemaChange::AlterTable { schema, name, change: change @ AlterTable::AddColumn(column), place } =
            change
        else {
            return;
        };
        if self.tables.len() >= MOST || name.contains('{') {
            return;
        }
        let next = self.tables.len();
        let at = *self.names.entry(name.to_lowercase()).or_insert(next);
        if at == next {
            let table = Table::new(name.clone(), column.place, *place);
            self.tables.push(Table { schema: schema.clone(), engine: file.facts.engine, ..table });
        }
        if let Some(table) = self.tables.get_mut(at) {
            alter::alter(table, change, *place);
        }
    }

    pub(super) fn tables(self) -> Vec<Table> {
        self.tables
    }
}
