//! Tables that code declares: classes and values with fields, each by itself, before it is known what they take
//! from those of other files.

use super::{Action, Column, IndexPart, Table, snake};
use crate::artifact::Place;

/// A class or value of code that stands for a table, or that others take columns from.
#[derive(Clone, Debug)]
pub struct Model {
    /// What the code calls it: `User`, `usersTable`.
    pub name: String,
    pub kind: ModelKind,
    /// With what its own declaration says. What it takes from others is added when files are linked.
    pub table: Table,
    /// The names that code has for its columns, each with the column's own.
    pub fields: Vec<(String, String)>,
    /// Other models whose columns and keys it has too.
    pub parents: Vec<String>,
    /// Columns of which another model with one column tells the type.
    pub made_as: Vec<(String, String)>,
    pub relations: Vec<Relation>,
    /// Columns that have the names of their fields because nothing else is said.
    pub implicit: Vec<String>,
    /// Its library takes no table without a primary key: where none is seen, it stands elsewhere.
    pub keyed: bool,
    /// The key that its library gives a table for which no other is declared.
    pub usual_key: Option<Column>,
    /// Of a parent with a table of its own, it takes nothing but the key, into a column of this name (a pattern).
    pub beside_parent: Option<String>,
    /// Where other models take its columns in, it has no table.
    pub may_be_part: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelKind {
    Table,
    /// A collection of documents, which no database holds to a schema.
    Documents,
    /// It has no rows of its own: a base class, a set of columns.
    Part,
    /// Its rows stand in the table of its first parent.
    Shared,
    /// More about a model that is declared elsewhere.
    More,
    /// Its table is created by the schema changes of its file: only the names are told here.
    Names,
}

/// A reference to another model.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Of the constraint; `{own}` and `{columns}` stand for the model's table and the columns in it.
    pub name: Option<String>,
    /// The other model, as code calls it, or its table.
    pub target: String,
    pub link: Link,
    pub place: Place,
    pub on_delete: Option<Action>,
    pub on_update: Option<Action>,
}

/// Names of columns may be patterns: `{key}` stands for the column referred to, `{Key}` for it with a capital,
/// `{table}` for the table that it is in, `{model}` for the name of the other model in the singular.
#[derive(Clone, Debug)]
pub enum Link {
    /// Columns of the model, which come to be where it does not declare them.
    Columns {
        columns: Vec<String>,
        /// Fields or columns of the other model; empty for its primary key.
        referred: Vec<String>,
        made: MadeColumn,
    },
    /// A table that holds nothing but pairs.
    Between {
        /// `{own}` and `{other}` stand for the tables.
        table: String,
        own: String,
        other: String,
        /// Pairs are found by their second column as well.
        indexed: bool,
    },
}

/// What a column is like that a relation brings along.
#[allow(clippy::struct_excessive_bools, reason = "each is said of a column for itself")]
#[derive(Clone, Copy, Debug, Default)]
pub struct MadeColumn {
    pub nullable: bool,
    pub unique: bool,
    pub indexed: bool,
    /// It is the primary key, too.
    pub key: bool,
    /// The model declares it: without its columns there is no reference.
    pub declared: bool,
}

impl Model {
    /// A model of which nothing is known but its names.
    pub fn new(name: &str, kind: ModelKind, table: Table) -> Self {
        let (fields, parents, made_as, relations, implicit, usual_key, beside_parent) = Default::default();
        Self {
            name: name.to_owned(),
            kind,
            table,
            fields,
            parents,
            made_as,
            relations,
            implicit,
            keyed: false,
            usual_key,
            beside_parent,
            may_be_part: false,
        }
    }

    /// Another name of it.
    pub fn called(&self, name: &str) -> Self {
        let table = Table::new(self.table.name.clone(), self.table.place, self.table.statement);
        Self {
            fields: self.fields.clone(),
            implicit: self.implicit.clone(),
            ..Self::new(name, ModelKind::Names, table)
        }
    }

    /// The same with the names in snake case that nothing else is said of.
    pub fn in_snake_case(&self) -> Self {
        let mut own = self.clone();
        let cased = |name: &mut String| {
            if self.implicit.contains(name) {
                *name = snake(name);
            }
        };
        let table = &mut own.table;
        table.columns.iter_mut().for_each(|column| cased(&mut column.name));
        let keys = table.primary_key.iter_mut().chain(&mut table.uniques).flat_map(|key| &mut key.columns);
        keys.for_each(cased);
        table.foreign_keys.iter_mut().flat_map(|key| &mut key.columns).for_each(cased);
        for index in &mut table.indexes {
            index.descending.iter_mut().for_each(cased);
            for part in &mut index.parts {
                if let IndexPart::Column(name) = part {
                    cased(name);
                }
            }
        }
        own.fields.iter_mut().for_each(|(_, column)| cased(column));
        own.made_as.iter_mut().for_each(|(column, _)| cased(column));
        for relation in &mut own.relations {
            if let Link::Columns { columns, .. } = &mut relation.link {
                for name in columns {
                    cased(name);
                    // `owner{Key}` becomes `owner_{key}`.
                    if let Some(before) = name.strip_suffix("{Key}") {
                        *name = format!("{}_{{key}}", snake(before));
                    }
                }
            }
        }
        own
    }

    /// The column of a field.
    pub fn column_of<'a>(&'a self, field: &'a str) -> &'a str {
        let named = self.fields.iter().find(|(own, _)| own == field);
        named.map_or(field, |(_, column)| column)
    }
}
