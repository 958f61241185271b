//! Folds the statements of all files into the tables that they leave behind.

mod alter;
mod engine;
mod objects;
mod order;
mod parts;
mod types;

pub(in crate::facts) use order::in_order;

use std::collections::HashMap;

use super::models::Models;
use crate::artifact::{FileId, Place};
use crate::collections::BTreeSet;
use crate::facts::{
    AlterTable, Catalog, ColumnType, Derivation, FileEntry, History, Objects, SchemaChange, Table,
};
use parts::Parts;

/// Columns that may be copied from one table to another, in all.
const MOST_COPIES: usize = 100_000;
/// Tables that may be looked at by statements that concern all of them, in all.
const MOST_VISITS: usize = 20_000_000;

/// The tables as they stand after every statement, files in order of their paths.
/// Models of code come last: where migrations tell of the same table, that is what there is.
pub(in crate::facts) fn catalog(all: &[FileEntry], rehearsals: &BTreeSet<FileId>) -> Catalog {
    let models = Models::new(all, rehearsals).made();
    let files = order::ahead(all);
    let mut fold = Fold {
        tables: Vec::new(),
        objects: Objects::default(),
        names: HashMap::new(),
        former_types: HashMap::new(),
        copies: MOST_COPIES,
        visits: MOST_VISITS,
    };
    // An index may stand in a file that comes before the one with its table.
    let mut early = Vec::new();
    for file in &files {
        for change in &file.facts.schema_changes {
            let waits = order::target(change)
                .is_some_and(|(schema, name)| fold.find(file.id, schema, name).is_none());
            if waits {
                early.push((*file, change));
            } else {
                fold.apply(file.id, change);
            }
        }
    }
    for table in &models.tables {
        fold.create(table);
    }
    let mut parts = Parts::default();
    for (file, change) in early {
        let there = order::target(change).and_then(|(schema, name)| fold.find(file.id, schema, name));
        if there.is_none() {
            parts.note(file, change);
        }
        fold.apply(file.id, change);
    }
    fold.share_partitions();
    fold.mark_histories();
    let former_types = std::mem::take(&mut fold.former_types);
    let mut tables: Vec<Table> = fold.tables.into_iter().flatten().collect();
    engine::settle(&mut tables, all, rehearsals);
    types::settle(&mut tables, &fold.objects.types);
    let history = History { former_types, ..order::history_of(&files) };
    let mut parts = parts.tables();
    parts.retain(|table| !history.done.contains(&table.place.file));
    let mut catalog = Catalog::new(tables, fold.objects, order::is_history(&files), history);
    catalog.parts = parts;
    catalog.collections = models.collections;
    catalog
}

/// The tables as further statements leave them, which stand in no file.
pub(in crate::facts) fn after(catalog: &Catalog, changes: &[SchemaChange]) -> Catalog {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, table) in catalog.tables.iter().enumerate() {
        names.entry(table.name.to_lowercase()).or_default().push(at);
    }
    let mut fold = Fold {
        tables: catalog.tables.iter().cloned().map(Some).collect(),
        objects: Objects::default(),
        names,
        former_types: HashMap::new(),
        copies: MOST_COPIES,
        visits: MOST_VISITS,
    };
    for change in changes {
        fold.apply(FileId(u32::MAX), change);
    }
    let tables = fold.tables.into_iter().flatten().collect();
    Catalog::new(tables, Objects::default(), catalog.migrated, History::default())
}

struct Fold {
    /// Dropped ones leave a gap.
    tables: Vec<Option<Table>>,
    objects: Objects,
    /// Where tables of a name in lower case stand.
    names: HashMap<String, Vec<usize>>,
    former_types: HashMap<Place, ColumnType>,
    copies: usize,
    visits: usize,
}

impl Fold {
    fn apply(&mut self, file: FileId, change: &SchemaChange) {
        objects::apply(&mut self.objects, change);
        match change {
            SchemaChange::CreateTable(table) => self.create(table),
            SchemaChange::DropTable { schema, name, .. } => {
                if let Some(at) = self.find(file, schema.as_deref(), name) {
                    self.remove(at);
                }
            }
            SchemaChange::RenameTable { schema, name, to, .. } => {
                if let Some(at) = self.find(file, schema.as_deref(), name) {
                    self.rename(at, name, to);
                }
            }
            SchemaChange::AlterTable { schema, name, change, place } => {
                let found = self.find(file, schema.as_deref(), name);
                if let Some(table) = found.and_then(|at| self.tables.get_mut(at)?.as_mut()) {
                    self.former_types.extend(former_type(table, change));
                    alter::alter(table, change, *place);
                }
                if let AlterTable::RenameColumn { from, to } = change {
                    self.rename_referred(name, from, to);
                }
            }
            SchemaChange::CreateIndex { schema, table, index } => {
                let found = self.find(file, schema.as_deref(), table);
                if let Some(table) = found.and_then(|at| self.tables.get_mut(at)?.as_mut()) {
                    alter::add_index(table, index);
                }
            }
            SchemaChange::DropIndex { name, .. } => {
                self.each_table(|table| alter::drop_index(table, name));
            }
            SchemaChange::RenameIndex { name, to, .. } => {
                self.each_table(|table| alter::rename_index(table, name, to));
            }
            _ => {}
        }
    }

    /// The table of that name: one of the same file before one of the same database's other files.
    fn find(&self, file: FileId, schema: Option<&str>, name: &str) -> Option<usize> {
        let places = self.names.get(name).or_else(|| self.names.get(&name.to_lowercase()))?;
        let named = |at: &&usize| {
            self.tables.get(**at).and_then(Option::as_ref).is_some_and(|table| table.is_named(schema, name))
        };
        let same_file = |at: &&usize| {
            self.tables.get(**at).and_then(Option::as_ref).is_some_and(|table| table.place.file == file)
        };
        places.iter().rev().filter(named).find(same_file).or_else(|| places.iter().find(named)).copied()
    }

    /// A table that exists stays as it is: the statement says `IF NOT EXISTS`, or another file has it again.
    /// For another database, it is another table.
    fn create(&mut self, table: &Table) {
        let places = self.names.entry(table.name.to_lowercase()).or_default();
        let exists = places.iter().any(|at| {
            self.tables.get(*at).and_then(Option::as_ref).is_some_and(|own| {
                own.is_named(table.schema.as_deref(), &table.name)
                    && (own.engine == table.engine || table.modelled || own.place.file == table.place.file)
            })
        });
        if exists || places.len() > 8 || keeps_history(&table.name) {
            return;
        }
        places.push(self.tables.len());
        let derived = self.derived(table);
        self.tables.push(Some(derived));
    }

    /// The table with the columns that it takes from others.
    fn derived(&mut self, table: &Table) -> Table {
        let mut table = table.clone();
        let (parents, keys) = match &table.derived {
            Some(Derivation::Partition(parent)) => (vec![parent.clone()], true),
            Some(Derivation::Child(parents)) => (parents.clone(), false),
            Some(Derivation::Copy { of, keys }) => (vec![of.clone()], *keys),
            Some(Derivation::Rows | Derivation::History) | None => return table,
        };
        for parent in parents.iter().take(8) {
            let Some(parent) = self.find(table.place.file, None, parent) else { continue };
            let Some(parent) = self.tables.get(parent).and_then(Option::as_ref) else { continue };
            if parent.columns.len() > self.copies {
                return table;
            }
            self.copies -= parent.columns.len();
            alter::copy(parent, &mut table, keys);
        }
        table
    }

    /// What each partition declares for itself holds for the table.
    fn share_partitions(&mut self) {
        for at in 0..self.tables.len() {
            let Some(part) = self.tables.get_mut(at).and_then(Option::take) else { continue };
            if let Some(Derivation::Partition(parent)) = &part.derived
                && let Some(parent) = self.find(part.place.file, None, parent)
                && let Some(parent) = self.tables.get_mut(parent).and_then(Option::as_mut)
            {
                alter::share(&part, parent);
            }
            if let Some(gap) = self.tables.get_mut(at) {
                *gap = Some(part);
            }
        }
    }

    fn mark_histories(&mut self) {
        let kept = self.tables.iter().flatten().filter_map(|table| {
            let (_, name) = table.trait_of("history")?.value.split_once(' ')?;
            Some((table.place.file, name.to_owned()))
        });
        for (file, name) in kept.collect::<Vec<_>>() {
            let history = self.find(file, None, &name);
            if let Some(history) = history.and_then(|at| self.tables.get_mut(at)?.as_mut()) {
                history.derived = Some(Derivation::History);
            }
        }
    }

    fn remove(&mut self, at: usize) {
        let Some(table) = self.tables.get_mut(at).and_then(Option::take) else { return };
        if let Some(places) = self.names.get_mut(&table.name.to_lowercase()) {
            places.retain(|place| *place != at);
        }
    }

    fn rename(&mut self, at: usize, from: &str, to: &str) {
        let Some(table) = self.tables.get_mut(at).and_then(Option::as_mut) else { return };
        to.clone_into(&mut table.name);
        if let Some(places) = self.names.get_mut(&from.to_lowercase()) {
            places.retain(|place| *place != at);
        }
        self.names.entry(to.to_lowercase()).or_default().push(at);
        self.each_table(|table| alter::follow_table(table, from, to));
    }

    fn rename_referred(&mut self, table: &str, from: &str, to: &str) {
        self.each_table(|own| alter::follow_column(own, table, from, to));
    }

    fn each_table(&mut self, change: impl Fn(&mut Table)) {
        if self.tables.len() > self.visits {
            return;
        }
        self.visits -= self.tables.len();
        self.tables.iter_mut().flatten().for_each(change);
    }
}

/// The type that a change replaces, with the place of the one that it gives.
fn former_type(table: &Table, change: &AlterTable) -> Option<(Place, ColumnType)> {
    let (name, type_) = match change {
        AlterTable::SetType { column, type_ } => (column, type_),
        AlterTable::ReplaceColumn { name, column } => (name, &column.type_),
        _ => return None,
    };
    Some((type_.place, table.column(name)?.type_.clone()))
}

/// Tables in which tools keep their own books: nobody designs or changes them.
fn keeps_history(name: &str) -> bool {
    const BOOKS: &[&str] = &[
        "schema_migrations",
        "ar_internal_metadata",
        "flyway_schema_history",
        "databasechangelog",
        "databasechangeloglock",
        "knex_migrations",
        "knex_migrations_lock",
        "_prisma_migrations",
        "__efmigrationshistory",
        "__diesel_schema_migrations",
        "__drizzle_migrations",
        "_sqlx_migrations",
        "alembic_version",
        "django_migrations",
        "goose_db_version",
        "pgmigrations",
        "sequelizemeta",
        "typeorm_metadata",
        "spatial_ref_sys",
        "sqlite_sequence",
    ];
    BOOKS.iter().any(|own| name.eq_ignore_ascii_case(own))
}
