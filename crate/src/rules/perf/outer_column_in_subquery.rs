use crate::facts::{Facts, Query, QueryMark, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "outer-column-in-subquery",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("outer_column_in_subquery.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.queries().filter(|query| !facts.catalog.history.done.contains(&query.place.file)) {
        for mark in &query.marks {
            let QueryMark::InSubquery { table, column } = mark else { continue };
            let Some(inner) = facts.catalog.only_table(table).filter(|table| is_whole(table)) else {
                continue;
            };
            if inner.column(column).is_some() {
                seen.met(query.place, || format!("`{column}` is a column of `{table}`"));
            } else if let Some(outer) = outer(facts, query, column) {
                let message = format!(
                    "`{table}` has no `{column}`, so that the subquery gives the one of `{}` itself: every row is found",
                    outer.name
                );
                seen.violated(query.place, message)
                    .confidence(Confidence::High)
                    .related(inner.place, "made here");
                break;
            }
        }
    }
}

fn is_whole(table: &Table) -> bool {
    table.derived.is_none() && !table.columns.is_empty() && !table.modelled
}

/// Another table of the statement, which has the column.
fn outer<'f>(facts: &'f Facts, query: &Query, column: &str) -> Option<&'f Table> {
    let tables = query.tables.iter().filter_map(|name| facts.catalog.only_table(name));
    let mut having = tables.filter(|table| table.column(column).is_some());
    having.next()
}
