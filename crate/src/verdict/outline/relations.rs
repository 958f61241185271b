//! How tables hang together: which refer to which, which are the most connected. Partitions count as part of the
//! table that they belong to.

use crate::collections::{BTreeMap, Sort};
use crate::facts::{Catalog, Derivation, Table};

pub(super) struct Relations<'a> {
    /// In the order of their creation, without partitions.
    pub(super) tables: Vec<&'a Table>,
    /// By the lower-case name of the table that is referred to.
    referring: BTreeMap<String, Vec<&'a str>>,
    /// Number of partitions, by the lower-case name of their table.
    partitions: BTreeMap<String, usize>,
}

impl<'a> Relations<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut tables = Vec::new();
        let mut referring: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut partitions = BTreeMap::new();
        for table in &catalog.tables {
            if let Some(parent) = parent(table) {
                *partitions.entry(parent.to_lowercase()).or_default() += 1;
            } else {
                tables.push(table);
            }
            for key in &table.foreign_keys {
                let own = referring.entry(key.table.to_lowercase()).or_default();
                let name = whole(table);
                if own.last() != Some(&name) {
                    own.push(name);
                }
            }
        }
        Self { tables, referring, partitions }
    }

    /// Tables that refer to this one.
    pub(super) fn referring_to(&self, table: &Table) -> &[&'a str] {
        self.referring.get(&table.name.to_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn partitions(&self, table: &Table) -> usize {
        self.partitions.get(&table.name.to_lowercase()).copied().unwrap_or_default()
    }

    pub(super) fn all_partitions(&self) -> usize {
        self.partitions.values().sum()
    }

    /// References from it and to it.
    pub(super) fn degree(&self, table: &Table) -> usize {
        self.referring_to(table).len() + table.foreign_keys.len()
    }

    /// The most connected tables, at most so many, in the order of their creation.
    pub(super) fn central(&self, most: usize) -> Vec<&'a Table> {
        let mut ranked: Vec<(usize, &Table)> = self.tables.iter().copied().enumerate().collect();
        ranked.order_by_key(|(_, table)| std::cmp::Reverse(self.degree(table)));
        ranked.truncate(most);
        ranked.order_by_key(|(at, _)| *at);
        ranked.into_iter().map(|(_, table)| table).collect()
    }
}

/// The name of a table, or of the one that it is a partition of.
fn whole(table: &Table) -> &str {
    parent(table).unwrap_or(&table.name)
}

/// The table that a partition belongs to.
fn parent(table: &Table) -> Option<&str> {
    match &table.derived {
        Some(Derivation::Partition(parent)) => Some(parent),
        _ => None,
    }
}
