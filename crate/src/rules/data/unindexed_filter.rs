use crate::collections::BTreeMap;
use crate::facts::{Facts, Predicate, PredicateRole, Query, QueryOrigin, QueryVerb, Table, TypeFamily};
use crate::finding::{Confidence, Fix, Seen, Severity};
use crate::rules::{Rule, amend, migration, tables};

pub(super) static RULE: Rule = Rule {
    id: "unindexed-filter",
    item: "data.query-indexes",
    severity: Severity::Medium,
    page: page!("unindexed_filter.md"),
    check,
};

const MOST_RELATED: usize = 20;

/// Queries that look for the same columns of the same table.
struct Search<'a> {
    table: &'a Table,
    columns: Vec<String>,
    queries: Vec<&'a Query>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut searches: BTreeMap<(String, String), Search<'_>> = BTreeMap::new();
    for query in facts.lasting_queries().filter(|query| is_run(query) && !facts.is_step(query.place.file)) {
        for table in query.tables.iter().filter_map(|name| facts.catalog.table(None, name)) {
            let columns = compared(table, query);
            // Rows that a join finds by an index are few, whatever else they must be.
            let joined = query.columns_of(table, |role| role == PredicateRole::Join);
            let by_join = joined.iter().any(|column| table.is_indexed(std::slice::from_ref(column)));
            if columns.is_empty() || by_join {
                continue;
            }
            let indexed =
                columns.iter().find(|column| table.index_of(std::slice::from_ref(column)).is_some());
            if let Some(column) = indexed {
                seen.met(query.place, || format!("`{}` is found by its index on `{column}`", table.name));
                continue;
            }
            if table.misordered(&columns, &query.ranged(table)).is_some() {
                continue;
            }
            let key = (table.name.to_lowercase(), columns.join(", ").to_lowercase());
            let search =
                searches.entry(key).or_insert_with(|| Search { table, columns, queries: Vec::new() });
            search.queries.push(query);
        }
    }
    for search in searches.values() {
        report(facts, search, seen);
    }
}

/// A statement of the running program: those of a migration run once.
fn is_run(query: &Query) -> bool {
    matches!(query.origin, QueryOrigin::Code | QueryOrigin::Routine)
        && matches!(query.verb, QueryVerb::Select | QueryVerb::Update | QueryVerb::Delete)
}

/// Columns of the table that must equal something, flags left out: half of all rows are no search.
fn compared(table: &Table, query: &Query) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let equal = |own: &&Predicate| own.equality && own.role == PredicateRole::Equal;
    for predicate in query.predicates.iter().filter(equal) {
        let own = predicate.table.as_ref().is_some_and(|name| table.is_named(None, name));
        let Some(column) = table.column(&predicate.column).filter(|_| own) else { continue };
        // A reference without an index is a matter of its own, and the index that it needs serves this too.
        let refers = table.foreign_keys.iter().any(|key| key.columns.first() == Some(&column.name));
        let told = refers && table.index_of(std::slice::from_ref(&column.name)).is_none();
        let few = matches!(
            column.type_.family,
            TypeFamily::Boolean | TypeFamily::Enumeration | TypeFamily::Timestamp { .. }
        );
        let flag = told || few;
        if !flag && !columns.contains(&column.name) {
            columns.push(column.name.clone());
        }
    }
    columns
}

fn report(facts: &Facts, search: &Search<'_>, seen: &mut Seen) {
    let Search { table, columns, queries } = search;
    let [first, others @ ..] = queries.as_slice() else { return };
    let named = columns.join("`, `");
    let message = format!("rows of `{}` are looked for by `{named}`, which no index serves", table.name);
    let finding = seen.violated(first.place, message).confidence(if table.incomplete {
        Confidence::Low
    } else {
        Confidence::Medium
    });
    for column in columns.iter().filter_map(|name| table.column(name)) {
        finding.related(column.place, format!("`{}` has no index that begins with it", column.name));
    }
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, "looks for the same");
    }
    finding.migration(migration::index(table, columns)).fix(Fix {
        title: format!("Index `{}` by `{named}`", table.name),
        edits: amend::further(facts, table, &table.create_index(columns, false))
            .or_else(|| tables::index_edit(table, columns, false))
            .into_iter()
            .collect(),
        code: Some(tables::index_code(table, columns)),
    });
}
