//! Relates queries of object mappers to the tables that their models stand for.

use std::sync::Arc;

use super::models::Models;
use crate::artifact::FileId;
use crate::collections::BTreeSet;
use crate::facts::{FileEntry, Query, QueryOrigin};

/// Gives queries the names of tables and columns in place of those that the code has for them.
pub(in crate::facts) fn name_tables(files: &mut [FileEntry], rehearsals: &BTreeSet<FileId>) {
    let named = renamed(files, rehearsals);
    for (file, queries) in named {
        let Some(file) = files.get_mut(file) else { continue };
        let facts = Arc::make_mut(&mut file.facts);
        for (at, query) in queries {
            if let Some(own) = facts.queries.get_mut(at) {
                *own = query;
            }
        }
    }
}

type Renamed = Vec<(usize, Vec<(usize, Query)>)>;

fn renamed(files: &[FileEntry], rehearsals: &BTreeSet<FileId>) -> Renamed {
    let models = Models::new(files, rehearsals);
    let mut all = Renamed::new();
    for (at, file) in files.iter().enumerate().filter(|(_, file)| !rehearsals.contains(&file.id)) {
        let queries = file.facts.queries.iter().enumerate();
        let queries = queries.filter(|(_, query)| query.origin == QueryOrigin::Code);
        let queries: Vec<_> =
            queries.filter_map(|(at, query)| Some((at, models.named(file, query)?))).collect();
        if !queries.is_empty() {
            all.push((at, queries));
        }
    }
    all
}

impl Models<'_> {
    /// The query with the names of tables; none where no model has the name that it says.
    fn named(&self, file: &FileEntry, query: &Query) -> Option<Query> {
        let mut own: Option<Query> = None;
        for name in &query.tables {
            let Some((table, model)) = self.table_of(file, name) else { continue };
            let own = own.get_or_insert_with(|| query.clone());
            own.tables.iter_mut().filter(|table| *table == name).for_each(|own| table.clone_into(own));
            let columns = own.predicates.iter_mut();
            for predicate in columns.filter(|one| one.table.as_ref() == Some(name)) {
                predicate.table = Some(table.to_owned());
                predicate.column = model.column_of(&predicate.column).to_owned();
            }
        }
        own
    }
}
