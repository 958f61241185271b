//! Suggested migrations: statements that bring a database that runs to what a finding asks for, without stopping it.

mod columns;
mod indexes;
mod keys;

pub(super) use columns::{is_used, rename, require, retype, zone};
pub(super) use indexes::{index, unindex, unique_index};
pub(super) use keys::{primary_key, reference, widen};

use crate::facts::{Engine, Table};
use crate::finding::{Migration, Stage, Step};

/// A migration of one table while it is put together.
struct Draft<'a> {
    table: &'a Table,
    engine: &'static Engine,
    name: String,
    steps: Vec<Step>,
}

impl<'a> Draft<'a> {
    /// None for tables that statements of SQL do not make, or of whose database nothing is known.
    fn of(table: &'a Table) -> Option<Self> {
        let engine = table.engine.filter(|_| !table.modelled && !table.is_partition())?;
        Some(Self { table, engine, name: table.spelled(), steps: Vec::new() })
    }

    /// As [`of`](Self::of), for a database that adds constraints first and checks rows later.
    fn unvalidated(table: &'a Table) -> Option<Self> {
        Self::of(table).filter(|draft| draft.engine.adds_unvalidated && !table.is_partitioned())
    }

    fn step(&mut self, stage: Stage, up: String, down: String) {
        self.steps.push(Step { stage, table: self.name.clone(), up, down });
    }

    fn done(self) -> Option<Migration> {
        let site = self.table.place;
        (!self.steps.is_empty()).then_some(Migration { engine: self.engine.name, site, steps: self.steps })
    }
}
