//! What a statement means while the file that holds it runs: transactions, locks, time limits.

use std::ops::Range;

use super::Located;
use crate::artifact::Place;

/// One statement of a schema or migration file, where it counts for the run itself.
#[derive(Clone, Debug)]
pub struct RunStep {
    /// The whole statement.
    pub place: Place,
    pub kind: StepKind,
}

impl RunStep {
    /// The same step behind so many other changes and queries.
    pub(super) fn moved(mut self, changes: usize, queries: usize) -> Self {
        match &mut self.kind {
            StepKind::Changes(range) => *range = range.start + changes..range.end + changes,
            StepKind::Rows(at) => *at += queries,
            _ => {}
        }
        self
    }
}

#[derive(Clone, Debug)]
pub enum StepKind {
    /// Opens a transaction.
    Begin,
    /// Commits it or takes it back.
    End,
    /// A part of the file begins that is applied by itself, in a transaction or `alone`.
    Part {
        alone: bool,
    },
    /// Whether the statements behind it wait for a lock no longer than a limit: `SET lock_timeout`; `local`, until the
    /// transaction ends.
    LockTimeout {
        limited: bool,
        local: bool,
    },
    /// `LOCK TABLE`, unless it gives up at once.
    LockTable {
        table: String,
    },
    /// A statement that no transaction can hold, as written: `CREATE DATABASE`.
    Alone(&'static str),
    /// Makes these of [`FileFacts::schema_changes`](super::FileFacts::schema_changes).
    Changes(Range<usize>),
    /// Reads or writes rows as this one of [`FileFacts::queries`](super::FileFacts::queries) says.
    Rows(usize),
    RebuildIndex {
        /// The index, table or schema, where it is named.
        name: Option<String>,
        online: bool,
    },
    /// Writes a whole table anew: `VACUUM FULL`, `CLUSTER`.
    RebuildTable {
        command: &'static str,
        table: Option<String>,
    },
    RefreshView {
        name: String,
        online: bool,
    },
    Truncate {
        tables: Vec<Located<String>>,
        cascade: bool,
    },
    /// `ALTER TYPE ... ADD VALUE`
    AddEnumValue {
        type_: String,
        /// With its quotes.
        value: String,
    },
    /// How the change before it is to be made, upper case: `INPLACE`, `NONE`.
    Algorithm {
        algorithm: Option<String>,
        lock: Option<String>,
    },
    /// References are not checked from then on.
    SkipsChecks,
    /// Uses a value that the file has added to an enumeration before: with its quotes.
    UsesEnumValue(String),
    /// What may take more with it than it names: `DROP SCHEMA`, `DROP TABLE ... CASCADE`.
    Drop {
        /// `SCHEMA`, upper case.
        object: &'static str,
        name: Located<String>,
        /// The table of a column or a constraint.
        of: Option<String>,
        cascade: bool,
    },
}
