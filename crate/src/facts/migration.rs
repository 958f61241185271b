//! A file as a step that a migration tool runs: which tool, in which transaction, and the way back.

use super::SchemaChange;
use crate::artifact::Place;

/// What applies migrations to a database, and how it does.
#[derive(Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own, and any combination exists")]
pub struct Runner {
    /// As people write it.
    pub name: &'static str,
    pub transaction: Transaction,
    /// It sends a file in one message, of whose statements the database makes one transaction by itself.
    pub whole: bool,
    /// How a file says that it wants no transaction, as written; none where it cannot.
    pub opt_out: Option<&'static str>,
    /// It runs what cannot run inside of a transaction without one, where the file holds nothing else.
    pub spares_online: bool,
    /// Its later versions send such statements by themselves.
    pub doubtful: bool,
    /// Two steps of one number cannot both be applied.
    pub numbers_once: bool,
    /// A number that is left out stops it.
    pub counts_on: bool,
}

/// What a migration tool puts into one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transaction {
    File,
    /// A part of a file between two of its marks.
    Section,
    /// Every file that is not applied yet.
    Pending,
    /// It opens none.
    Never,
}

/// A file of SQL that is one step of several.
#[derive(Clone, Debug, Default)]
pub struct Migration {
    /// What its text or path shows by itself.
    pub runner: Option<&'static Runner>,
    /// In words: "is marked `-- +goose Up`".
    pub evidence: String,
    /// Where the mark stands; the file's begin otherwise.
    pub at: Option<Place>,
    pub role: StepRole,
    /// Steps of one history share it: the folder.
    pub history: String,
    /// The same for a step and its way back in another file.
    pub pair: String,
    /// As written: `20240102120000`, `1.2`; empty where the name has none.
    pub version: String,
    /// What follows the number in the name, without endings: `add_users`.
    pub title: String,
    /// The file says itself that it wants no transaction.
    pub opted_out: Option<Place>,
    /// Statements of the way forward.
    pub statements: usize,
    /// What takes the step back.
    pub way_back: Option<WayBack>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepRole {
    #[default]
    Forward,
    Back,
    /// Applied whenever its text changes, behind all others.
    Repeated,
}

/// The statements that take a step back; they are no part of the schema as it stands.
#[derive(Clone, Debug)]
pub struct WayBack {
    /// The first of them, or where they should stand.
    pub place: Place,
    pub statements: usize,
    pub changes: Vec<SchemaChange>,
    /// It says in words that there is no way back.
    pub declined: bool,
}

/// What a file beside the migrations shows of how they are run.
#[derive(Clone, Debug)]
pub struct RunnerSign {
    pub runner: &'static Runner,
    /// In words: "names `github.com/pressly/goose`".
    pub evidence: String,
    pub place: Place,
    /// The step that it speaks of, by path: a folder that ends in `/`, or a file; none where it is all of them.
    pub step: Option<String>,
    /// It says that the step wants no transaction.
    pub opts_out: bool,
}
