//! How tables hang together: which refer to which, and which are the most connected.

use std::collections::BTreeMap;

use crate::facts::{Catalog, Table};

pub(super) struct Relations<'a> {
    /// By the lower-case name of the table that is referred to.
    referring: BTreeMap<String, Vec<&'a str>>,
}

impl<'a> Relations<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut referring: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for table in &catalog.tables {
            for key in &table.foreign_keys {
                let own = referring.entry(key.table.to_lowercase()).or_default();
                if own.last() != Some(&table.name.as_str()) {
                    own.push(&table.name);
                }
            }
        }
        Self { referring }
    }

    /// Tables that refer to this one.
    pub(super) fn referring_to(&self, table: &Table) -> &[&'a str] {
        self.referring.get(&table.name.to_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }

    /// References from it and to it.
    pub(super) fn degree(&self, table: &Table) -> usize {
        self.referring_to(table).len() + table.foreign_keys.len()
    }

    /// The most connected tables, at most so many, in the order of their creation.
    pub(super) fn central(&self, catalog: &'a Catalog, most: usize) -> Vec<&'a Table> {
        let mut ranked: Vec<(usize, &Table)> = catalog.tables.iter().enumerate().collect();
        ranked.sort_by_key(|(_, table)| std::cmp::Reverse(self.degree(table)));
        ranked.truncate(most);
        ranked.sort_by_key(|(at, _)| *at);
        ranked.into_iter().map(|(_, table)| table).collect()
    }
}
