//! Tables as they stand after every statement of the submission.

use std::collections::HashMap;

use super::{Engine, History, Located};
use crate::artifact::Place;

#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// In the order of their creation.
    pub tables: Vec<Table>,
    /// The statements come from migrations, each applied once: what was applied is not edited.
    pub migrated: bool,
    /// Where tables of a name in lower case stand.
    names: HashMap<String, Vec<usize>>,
    /// What is created on the way, and when.
    pub history: History,
}

impl Catalog {
    pub fn new(tables: Vec<Table>, migrated: bool, history: History) -> Self {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, table) in tables.iter().enumerate() {
            names.entry(table.name.to_lowercase()).or_default().push(at);
        }
        Self { tables, migrated, names, history }
    }

    /// Finds a table by name, without regard to case; a schema is compared only where both have one.
    pub fn table(&self, schema: Option<&str>, name: &str) -> Option<&Table> {
        let places = self.names.get(&name.to_lowercase())?;
        places.iter().filter_map(|at| self.tables.get(*at)).find(|table| table.is_named(schema, name))
    }
}

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
    pub columns: Vec<Column>,
    pub primary_key: Option<Key>,
    pub uniques: Vec<Key>,
    pub foreign_keys: Vec<ForeignKey>,
    pub checks: Vec<Check>,
    /// Those that are created for themselves; keys and uniques have their own.
    pub indexes: Vec<Index>,
    /// How the text quotes or cases names, the row-level security, the partitioning: `partition by`, `rls`.
    pub traits: Vec<Located<String>>,
}

impl Table {
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

    /// Whether it is part of a table that stands in the catalog for it.
    pub fn is_partition(&self) -> bool {
        matches!(self.derived, Some(Derivation::Partition(_)))
    }

    pub fn is_partitioned(&self) -> bool {
        self.traits.iter().any(|own| own.value == "partition by")
    }

    /// The index, key or unique constraint that begins with these columns, in any order among themselves, and
    /// holds every row in which they have values.
    pub fn index_of(&self, columns: &[String]) -> Option<Place> {
        let leads = |led_by: &[String]| {
            led_by.len() >= columns.len()
                && led_by
                    .iter()
                    .take(columns.len())
                    .all(|lead| columns.iter().any(|column| column.eq_ignore_ascii_case(lead)))
        };
        let mut keys = self.primary_key.iter().chain(&self.uniques);
        let key = keys.find(|key| leads(&key.columns)).map(|key| key.place);
        let index = |index: &&Index| {
            index.finds_equal() && index.holds_values_of(columns) && leads(&index.leading_columns())
        };
        key.or_else(|| self.indexes.iter().find(index).map(|index| index.place))
    }

    /// Whether rows are found by these columns without reading all of them.
    pub fn is_indexed(&self, columns: &[String]) -> bool {
        let by_itself = self.engine.is_some_and(|engine| engine.indexes_foreign_keys);
        self.index_of(columns).is_some()
            || (by_itself && self.foreign_keys.iter().any(|key| key.columns == columns))
    }

    /// Whether a place stands in the statement that creates it.
    pub fn states(&self, place: Place) -> bool {
        self.statement.file == place.file && self.statement.span.contains(place.span)
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
}

#[derive(Clone, Debug)]
pub struct Column {
    pub name: String,
    pub place: Place,
    pub type_: ColumnType,
    pub nullable: bool,
    /// The expression, as written.
    pub default: Option<Located<String>>,
    /// Generated by the database: serial, identity, auto increment.
    pub generated: bool,
    /// Computed from other columns, and kept in the row.
    pub stored: bool,
}

#[derive(Clone, Debug)]
pub struct ColumnType {
    /// As written: `numeric(10, 2)`.
    pub text: String,
    pub place: Place,
    pub family: TypeFamily,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeFamily {
    Integer {
        bits: u8,
    },
    Decimal,
    Float,
    Money,
    /// Text of at most so many characters, where there is a bound.
    Text {
        most: Option<u32>,
        fixed: bool,
    },
    Boolean,
    Date,
    Time,
    Timestamp {
        zoned: bool,
    },
    Uuid,
    Json,
    Binary,
    Enumeration,
    Array,
    Other,
}

/// A primary key or a unique constraint.
#[derive(Clone, Debug)]
pub struct Key {
    pub name: Option<String>,
    pub columns: Vec<String>,
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
    /// Rows that exist are looked at when it is added.
    pub validated: bool,
    pub place: Place,
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
    /// As written, without the keyword and its parentheses.
    pub expression: String,
    /// Rows that exist are looked at when it is added.
    pub validated: bool,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct Index {
    pub name: Option<String>,
    pub parts: Vec<IndexPart>,
    /// Columns that it carries without finding rows by them.
    pub included: Vec<String>,
    pub unique: bool,
    /// `btree`, `gin`, `hash`, lower case, where it is said.
    pub method: Option<String>,
    /// The predicate of a partial index, as written.
    pub condition: Option<String>,
    /// Whether rows can be written while it is built.
    pub online: bool,
    pub place: Place,
}

impl Index {
    /// The plain columns at its front, up to the first expression.
    pub fn leading_columns(&self) -> Vec<String> {
        self.parts
            .iter()
            .map_while(|part| match part {
                IndexPart::Column(name) => Some(name.clone()),
                IndexPart::Expression(_) => None,
            })
            .collect()
    }

    /// Whether it finds rows by equality: one for texts or shapes does not.
    fn finds_equal(&self) -> bool {
        let others = ["gin", "gist", "spgist", "brin", "fulltext", "spatial", "xml", "bloom", "columnstore"];
        !self.method.as_deref().is_some_and(|method| others.contains(&method))
    }

    /// Whether it leaves out no more than rows without values: `WHERE pet_id IS NOT NULL`.
    fn holds_values_of(&self, columns: &[String]) -> bool {
        let Some(condition) = &self.condition else { return true };
        let condition = condition.trim_matches(['(', ')', ' ']).to_ascii_lowercase();
        let column = condition
            .strip_suffix("is not null")
            .map(|column| column.trim_matches([' ', '"', '`', '[', ']']));
        column.is_some_and(|column| columns.iter().any(|own| own.eq_ignore_ascii_case(column)))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexPart {
    Column(String),
    /// As written: `lower(email)`.
    Expression(String),
}
