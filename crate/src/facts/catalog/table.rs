//! A table with its columns, keys and indexes.

use super::{Column, Index, Mapper};
use crate::artifact::Place;
use crate::facts::{Engine, Located};

#[derive(Clone, Debug)]
pub struct Table {
    pub schema: Option<String>,
    pub name: String,
    /// The name in the statement that creates it.
    pub place: Place,
    /// The whole statement that creates it.
    pub statement: Place,
    /// Where a further statement can stand, behind the semicolon of that one.
    pub after: Option<Place>,
    /// `None` where nothing tells which database it is for.
    pub engine: Option<&'static Engine>,
    /// Where its columns or rows come from, besides the statement itself.
    pub derived: Option<Derivation>,
    /// A model in another language declares it: no statement of SQL can be changed in its place.
    pub modelled: bool,
    /// What that language says it with, where a rule is to show it.
    pub mapper: Option<&'static Mapper>,
    /// Where a further line of its model can stand, in languages that have lines for keys and indexes.
    pub line: Option<Place>,
    /// Columns whose model says nothing of how they are kept but their type, which is one word.
    pub plain: Vec<String>,
    /// The names that code has for columns, each with the column's own.
    pub fields: Vec<(String, String)>,
    /// The names that code has for rows of other tables that are read when a row is asked for them.
    pub lazy: Vec<String>,
    /// It may have columns, keys and indexes that the submission does not show: those of a base class in another
    /// package, or of migrations that the models leave them to.
    pub incomplete: bool,
    pub columns: Vec<Column>,
    pub primary_key: Option<Key>,
    /// A second primary key of the statement that creates it, which no database takes.
    pub second_key: Option<Place>,
    pub uniques: Vec<Key>,
    pub foreign_keys: Vec<ForeignKey>,
    pub checks: Vec<Check>,
    pub exclusions: Vec<Exclusion>,
    /// The columns by which it is split into partitions; none where that is by what is worked out of them.
    pub partitioned_by: Vec<String>,
    /// Those that are created for themselves; keys and uniques have their own.
    pub indexes: Vec<Index>,
    /// In lower case, in the words of the statement: `partition by`, `row level security`, `force row level
    /// security`, `unlogged`, `without rowid`, `engine innodb`, `charset utf8mb4`, `collate ...`, `comment`.
    pub traits: Vec<Located<String>>,
}

impl Table {
    /// A table of which nothing is known but its name, and where it and its `statement` stand.
    pub fn new(name: String, place: Place, statement: Place) -> Self {
        Self {
            schema: None,
            name,
            place,
            statement,
            after: None,
            engine: None,
            derived: None,
            modelled: false,
            mapper: None,
            line: None,
            plain: Vec::new(),
            fields: Vec::new(),
            lazy: Vec::new(),
            incomplete: false,
            columns: Vec::new(),
            primary_key: None,
            second_key: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            partitioned_by: Vec::new(),
            indexes: Vec::new(),
            traits: Vec::new(),
        }
    }

    pub fn is_named(&self, schema: Option<&str>, name: &str) -> bool {
        let schemas_agree = match (&self.schema, schema) {
            (Some(own), Some(asked)) => own.eq_ignore_ascii_case(asked),
            _ => true,
        };
        schemas_agree && self.name.eq_ignore_ascii_case(name)
    }

    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// The first trait that is this one, or begins with it and a space.
    pub fn trait_of(&self, name: &str) -> Option<&Located<String>> {
        self.traits.iter().find(|own| {
            own.value.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }

    /// Whether it is part of a table that stands in the catalog for it.
    pub fn is_partition(&self) -> bool {
        matches!(self.derived, Some(Derivation::Partition(_)))
    }

    pub fn is_partitioned(&self) -> bool {
        self.traits.iter().any(|own| own.value == "partition by")
    }

    /// Whether a place stands in the statement that creates it.
    pub fn states(&self, place: Place) -> bool {
        !self.modelled && self.statement.file == place.file && self.statement.span.contains(place.span)
    }
}

/// What a table takes from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// A partition: columns, keys and indexes are its parent's.
    Partition(String),
    /// Columns of its parents, but none of their keys.
    Child(Vec<String>),
    /// Columns of another table; with `keys`, its keys and indexes as well.
    Copy { of: String, keys: bool },
    /// The columns of a query's result, which the statement does not name.
    Rows,
    /// Its own columns, but the database itself puts earlier rows of another table there, and allows no keys.
    History,
}

/// A primary key or a unique constraint.
#[derive(Clone, Debug)]
pub struct Key {
    pub name: Option<String>,
    pub columns: Vec<String>,
    /// The index that it takes over, where the statement names one.
    pub index: Option<String>,
    /// Two rows without a value are alike to it: `NULLS NOT DISTINCT`.
    pub nulls_alike: bool,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct ForeignKey {
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub schema: Option<String>,
    /// The table that it points to.
    pub table: String,
    /// Empty where the statement leaves it to the primary key.
    pub referred: Vec<String>,
    pub on_delete: Option<Action>,
    pub on_update: Option<Action>,
    /// It stands behind its column, not beside the columns.
    pub inline: bool,
    /// Rows that exist were or are checked; not so with `NOT VALID` and `WITH NOCHECK`.
    pub validated: bool,
    pub deferrable: bool,
    pub place: Place,
}

impl ForeignKey {
    /// A reference that says nothing more.
    pub fn over(columns: Vec<String>, table: String, referred: Vec<String>, place: Place) -> Self {
        Self {
            name: None,
            columns,
            schema: None,
            table,
            referred,
            on_delete: None,
            on_update: None,
            inline: false,
            validated: true,
            deferrable: false,
            place,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::enum_variant_names, reason = "NO ACTION is what the standard calls it")]
pub enum Action {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

#[derive(Clone, Debug)]
pub struct Check {
    pub name: Option<String>,
    /// As written, without the keyword and its parentheses.
    pub expression: String,
    /// Rows that exist were or are checked.
    pub validated: bool,
    pub place: Place,
}

/// No two rows may be alike by these operators: bookings that overlap.
#[derive(Clone, Debug)]
pub struct Exclusion {
    pub name: Option<String>,
    /// As written, with the operators: `room WITH =, during WITH &&`.
    pub terms: String,
    pub place: Place,
}
