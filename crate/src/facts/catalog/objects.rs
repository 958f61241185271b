//! What a schema holds beside its tables, and what statements do without changing its form.

use super::{Check, ColumnType};
use crate::artifact::Place;
use crate::facts::{Located, QueryVerb};

/// What stands beside the tables, each kind in the order of its creation.
#[derive(Clone, Debug, Default)]
pub struct Objects {
    pub types: Vec<NamedType>,
    pub views: Vec<View>,
    pub routines: Vec<Routine>,
    pub triggers: Vec<Trigger>,
    pub policies: Vec<Policy>,
    pub grants: Vec<Grant>,
}

/// A type that the schema itself declares.
#[derive(Clone, Debug)]
pub struct NamedType {
    pub schema: Option<String>,
    pub name: String,
    pub kind: NamedTypeKind,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub enum NamedTypeKind {
    /// Its values, in their order.
    Enumeration(Vec<String>),
    /// Another type with conditions.
    Domain { base: ColumnType, nullable: bool, checks: Vec<Check> },
    /// Several fields, a range, or what the database does not tell more of.
    Other,
}

#[derive(Clone, Debug)]
pub struct View {
    pub schema: Option<String>,
    pub name: String,
    /// It keeps its rows.
    pub materialized: bool,
    /// It reads with the rights of who asks, not of who made it.
    pub invoker: bool,
    pub place: Place,
}

/// A function or procedure.
#[derive(Clone, Debug)]
pub struct Routine {
    pub schema: Option<String>,
    pub name: String,
    /// Lower case: `plpgsql`, `sql`, `c`; none where the dialect has one of its own.
    pub language: Option<String>,
    /// It runs with the rights of its owner; where the statement or the database's default says so.
    pub definer: Option<Place>,
    /// Where names are looked up while it runs, as written.
    pub search_path: Option<Located<String>>,
    pub effects: Effects,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct Trigger {
    pub schema: Option<String>,
    pub table: String,
    pub name: String,
    /// It runs before the row is written, and can change it.
    pub before: bool,
    pub events: Vec<QueryVerb>,
    /// The function that it calls, where its body does not stand in it.
    pub function: Option<String>,
    pub effects: Effects,
    pub place: Place,
}

/// What a body does.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// Columns of the row at hand that it gives a value: `NEW.updated_at := now()`.
    pub assigned: Vec<String>,
    /// Tables that it writes.
    pub written: Vec<String>,
    /// Where it runs a text as SQL.
    pub dynamic: Vec<DynamicSql>,
    /// Handlers that catch every error and do nothing.
    pub swallowed: Vec<Place>,
    /// Where a transaction begins that nothing ends when a statement fails.
    pub unguarded: Option<Place>,
    /// It holds a transaction that an error ends.
    pub guarded: bool,
    /// Words that say something else than they seem to.
    pub flaws: Vec<BodyFlaw>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyFlaw {
    pub kind: Flaw,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// `IF x = NULL`
    TestsForNull,
    /// A trigger ends the transaction that it is part of.
    CommitsInTrigger,
    /// `SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED`
    ReadsUncommitted,
    /// `@@IDENTITY`, the last number that the session gave to any table.
    TakesIdentityOfSession,
    /// `DECLARE @name varchar`, which holds one character.
    UnsizedText,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DynamicSql {
    pub place: Place,
    pub values: TextValues,
}

/// What is joined into a text that runs as SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextValues {
    /// A parameter as the caller gives it, neither quoted nor bound.
    Callers,
    /// Names and values of which it is not known where they come from.
    Others,
    /// Only what is quoted.
    Quoted,
}

/// Which rows a role may see or write.
#[derive(Clone, Debug)]
pub struct Policy {
    pub schema: Option<String>,
    pub table: String,
    pub name: String,
    /// `select`, `insert`, `update`, `delete` or `all`.
    pub command: String,
    /// Empty where it holds for all.
    pub roles: Vec<String>,
    pub restrictive: bool,
    /// As written, without the parentheses.
    pub using: Option<Located<String>>,
    pub with_check: Option<Located<String>>,
    pub place: Place,
}

/// Rights given, or taken back.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Upper case: `SELECT`, `ALL`; a role's name where a role is given.
    pub privileges: Vec<String>,
    /// `table`, `function`, `schema`, ... in lower case; none where the statement does not say.
    pub kind: Option<String>,
    /// As written; empty where a role is given.
    pub objects: Vec<String>,
    pub to: Vec<String>,
    /// They may give it on.
    pub grantable: bool,
    pub revoked: bool,
    /// For what is made from then on.
    pub by_default: bool,
    pub place: Place,
}
