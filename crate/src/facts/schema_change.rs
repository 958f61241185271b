//! What a statement does to the catalog. Kept for each file, so that the files can be folded in order.

use super::{
    Check, Column, ColumnType, Derivation, Exclusion, ForeignKey, Grant, Index, Key, Located, NamedType,
    Policy, Routine, Table, Trigger, View,
};
use crate::artifact::Place;

#[derive(Clone, Debug)]
pub enum SchemaChange {
    CreateTable(Table),
    /// A temporary or foreign table, which is no table of the schema, though it is indexed and dropped like one.
    CreatePassing {
        name: String,
    },
    /// A materialized view has indexes as a table does.
    CreateView(View),
    CreateType(NamedType),
    CreateRoutine(Routine),
    CreateTrigger(Trigger),
    CreatePolicy(Policy),
    Grant(Grant),
    /// A type, view, function or other object goes that is no table.
    DropObject {
        /// `materialized view`, lower case.
        what: String,
        name: String,
        place: Place,
    },
    /// A type, view, function or other object that is no table goes by another name.
    RenameObject {
        /// `materialized view`, lower case.
        what: String,
        name: String,
        to: String,
        place: Place,
    },
    /// All values of a domain hold to a further condition.
    ConstrainDomain {
        name: String,
        check: Check,
    },
    /// No value of a domain is null from then on.
    RequireDomain {
        name: String,
        place: Place,
    },
    DropTrigger {
        table: Option<String>,
        name: String,
    },
    DropPolicy {
        table: String,
        name: String,
    },
    /// A value more of an enumeration, and the value that it stands before, where it is said.
    AddValue {
        type_: String,
        value: String,
        before: Option<String>,
    },
    DropTable {
        schema: Option<String>,
        name: String,
        place: Place,
    },
    RenameTable {
        schema: Option<String>,
        name: String,
        to: String,
        place: Place,
    },
    AlterTable {
        schema: Option<String>,
        name: String,
        change: AlterTable,
        /// What is done to the table, without the words that name it.
        place: Place,
    },
    CreateIndex {
        schema: Option<String>,
        table: String,
        index: Index,
    },
    DropIndex {
        name: String,
        /// Whether rows can be written meanwhile.
        online: bool,
        place: Place,
    },
    RenameIndex {
        name: String,
        to: String,
        place: Place,
    },
}

#[derive(Clone, Debug)]
pub enum AlterTable {
    AddColumn(Column),
    DropColumn(String),
    RenameColumn {
        from: String,
        to: String,
    },
    /// Type, nullability and default as they are from then on.
    ReplaceColumn {
        name: String,
        column: Column,
    },
    SetType {
        column: String,
        type_: ColumnType,
    },
    SetNullable {
        column: String,
        nullable: bool,
        /// The constraint that says so, where rows that exist are not checked yet.
        unchecked: Option<String>,
    },
    SetDefault {
        column: String,
        default: Option<Located<String>>,
    },
    SetGenerated {
        column: String,
    },
    /// A key without columns takes those of the index that has its name.
    AddPrimaryKey(Key),
    AddUnique(Key),
    AddForeignKey(ForeignKey),
    AddCheck(Check),
    AddExclusion(Exclusion),
    /// Rows that exist hold to the constraint of this name.
    Validate(String),
    DropConstraint(String),
    RenameConstraint {
        from: String,
        to: String,
    },
    DropPrimaryKey,
    /// It becomes a partition or a child of another table.
    Derive(Derivation),
    /// A partition becomes a table of its own.
    Detach {
        part: String,
        /// Whether the table is used meanwhile.
        online: bool,
    },
    SetSchema(String),
    /// Triggers or constraints are switched on or off.
    Switch(Switch),
    /// All rows are written anew, for a reason in words: "it moves to another tablespace".
    Rewrite(&'static str),
    /// A comment tells what the column is for.
    Describe(String),
    /// Row-level security, partitioning and the like: what [`Table::traits`](super::Table) holds.
    AddTrait(Located<String>),
    DropTrait(&'static str),
}

/// A switch of what guards the rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// Triggers rather than constraints.
    pub triggers: bool,
    /// One of them; none for all.
    pub name: Option<String>,
    pub on: bool,
    /// Rows that were written meanwhile are checked.
    pub checked: bool,
}

impl Switch {
    /// Whether it switches what the other one does.
    pub fn covers(&self, other: &Self) -> bool {
        let same = |one: &String, other: &String| one.eq_ignore_ascii_case(other);
        self.triggers == other.triggers
            && match (&self.name, &other.name) {
                (Some(one), Some(other)) => same(one, other),
                (own, _) => own.is_none(),
            }
    }
}
