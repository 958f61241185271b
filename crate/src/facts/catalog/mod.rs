//! Tables as they stand after every statement of the submission, and what else its statements make.

mod access;
mod column;
mod index;
mod mapper;
mod objects;
mod table;

pub use column::*;
pub use index::*;
pub use mapper::*;
pub use objects::*;
pub use table::*;

use std::collections::HashMap;

use super::{History, SchemaChange, link};

#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// In the order of their creation.
    pub tables: Vec<Table>,
    /// Tables that nothing in the submission creates, with the columns alone that its statements add to them.
    pub parts: Vec<Table>,
    /// Collections of documents, as code declares them. No rule about tables holds for them.
    pub collections: Vec<Table>,
    /// What stands beside the tables.
    pub objects: Objects,
    /// The statements come from migrations, each applied once: what was applied is not edited.
    pub migrated: bool,
    /// Where tables of a name in lower case stand.
    names: HashMap<String, Vec<usize>>,
    /// What is created on the way, and when.
    pub history: History,
}

impl Catalog {
    pub fn new(tables: Vec<Table>, objects: Objects, migrated: bool, history: History) -> Self {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, table) in tables.iter().enumerate() {
            names.entry(table.name.to_lowercase()).or_default().push(at);
        }
        Self { tables, parts: Vec::new(), collections: Vec::new(), objects, migrated, names, history }
    }

    /// The tables as further statements leave them, which stand in no file.
    pub fn after(&self, changes: &[SchemaChange]) -> Self {
        link::after(self, changes)
    }

    /// Finds a table by name, without regard to case; a schema is compared only where both have one.
    pub fn table(&self, schema: Option<&str>, name: &str) -> Option<&Table> {
        let places = self.names.get(name).or_else(|| self.names.get(&name.to_lowercase()))?;
        places.iter().filter_map(|at| self.tables.get(*at)).find(|table| table.is_named(schema, name))
    }

    /// As [`table`](Self::table), of a name that only one table has: it is clear which one is meant.
    pub fn only_table(&self, name: &str) -> Option<&Table> {
        let [at] = self.names.get(&name.to_lowercase())?.as_slice() else { return None };
        self.tables.get(*at)
    }

    /// The triggers of a table.
    pub fn triggers_of<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = &'a Trigger> {
        let own = move |trigger: &&Trigger| table.is_named(trigger.schema.as_deref(), &trigger.table);
        self.objects.triggers.iter().filter(own)
    }

    /// What a trigger does: its own body, or that of the function that it calls.
    pub fn effects_of<'a>(&'a self, trigger: &'a Trigger) -> &'a Effects {
        let named = |routine: &&Routine| {
            trigger.function.as_ref().is_some_and(|called| routine.name.eq_ignore_ascii_case(called))
        };
        self.objects.routines.iter().rev().find(named).map_or(&trigger.effects, |routine| &routine.effects)
    }

    /// The trigger that gives a column its value before a row is written: `updated_at`.
    pub fn setter<'a>(&'a self, table: &'a Table, column: &str) -> Option<&'a Trigger> {
        self.triggers_of(table).find(|trigger| {
            let assigned = &self.effects_of(trigger).assigned;
            assigned.iter().any(|own| own.eq_ignore_ascii_case(column))
        })
    }
}
