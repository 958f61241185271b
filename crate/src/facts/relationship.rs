//! How the rows of two tables belong together, as keys, uniques and nullability say it.

use super::{Catalog, ForeignKey, Table, TypeFamily};

/// How many rows there may be on one side for one row of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplicity {
    One,
    ZeroOrOne,
    ZeroOrMore,
}

/// One foreign key between two tables of the catalog.
#[derive(Clone, Copy, Debug)]
pub struct Relationship<'a> {
    /// The table that refers.
    pub child: &'a Table,
    pub parent: &'a Table,
    pub key: &'a ForeignKey,
    /// Parents that one row of the child has: one, or none where the reference may be null.
    pub parents: Multiplicity,
    /// Children that one row of the parent has: at most one where the reference is unique.
    pub children: Multiplicity,
    /// The child's primary key holds the reference: it is nothing without its parent.
    pub identifying: bool,
}

/// References that are looked at, of one table and of all.
const MOST_OF_TABLE: usize = 100;
const MOST: usize = 20_000;

impl Catalog {
    /// The foreign keys whose two tables the catalog holds, in the order of the tables.
    pub fn relationships(&self) -> impl Iterator<Item = Relationship<'_>> {
        let children = self.tables.iter().filter(|table| !table.is_partition());
        let keys = children
            .flat_map(|child| child.foreign_keys.iter().take(MOST_OF_TABLE).map(move |key| (child, key)));
        keys.take(MOST).filter_map(|(child, key)| {
            let parent = self.table(key.schema.as_deref(), &key.table)?;
            Some(Relationship {
                child,
                parent,
                key,
                parents: if child.may_lack(&key.columns) {
                    Multiplicity::ZeroOrOne
                } else {
                    Multiplicity::One
                },
                children: if child.is_unique(&key.columns) {
                    Multiplicity::ZeroOrOne
                } else {
                    Multiplicity::ZeroOrMore
                },
                identifying: child.primary_key.as_ref().is_some_and(|own| holds(&own.columns, &key.columns)),
            })
        })
    }
}

impl Table {
    /// Whether a row may be without a value in one of these columns.
    fn may_lack(&self, columns: &[String]) -> bool {
        columns.iter().any(|name| self.column(name).is_none_or(|column| column.nullable))
    }

    /// Whether no two rows can have the same values in these columns: a key, a unique constraint or a whole
    /// unique index has nothing but some of them.
    pub fn is_unique(&self, columns: &[String]) -> bool {
        self.holds_key(&|own| columns.iter().any(|column| column.eq_ignore_ascii_case(own)))
    }

    /// The two references of a table that holds nothing but pairs, besides a number of its own and times.
    pub fn pair(&self) -> Option<(&ForeignKey, &ForeignKey)> {
        let [one, other] = self.foreign_keys.as_slice() else { return None };
        let only = self.columns.iter().all(|column| {
            let refers = holds(&one.columns, std::slice::from_ref(&column.name))
                || holds(&other.columns, std::slice::from_ref(&column.name));
            refers || column.generated || self.is_stamp(&column.name)
        });
        (only && one.table != other.table && one.columns != other.columns).then_some((one, other))
    }

    fn is_stamp(&self, name: &str) -> bool {
        let point = self.column(name).is_some_and(|column| {
            matches!(column.type_.family, TypeFamily::Timestamp { .. } | TypeFamily::Date)
        });
        let lower = name.to_lowercase();
        point
            && ["created", "updated", "deleted", "modified", "added"].iter().any(|word| lower.contains(word))
    }
}

/// Whether some names hold all of the others.
fn holds(names: &[String], all: &[String]) -> bool {
    all.iter().all(|name| names.iter().any(|own| own.eq_ignore_ascii_case(name)))
}
