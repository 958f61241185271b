use super::soft_deletion;
use crate::artifact::Place;
use crate::facts::{Facts, Query, QueryVerb, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "deleted-rows-read",
    item: "data.soft-delete",
    severity: Severity::Medium,
    page: page!("deleted_rows_read.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let queries: Vec<&Query> = facts
        .lasting_queries()
        .filter(|query| query.verb == QueryVerb::Select && query.tables.len() == 1)
        .collect();
    for table in tables::all(facts) {
        let Some(mark) = soft_deletion::mark(table) else { continue };
        judge(table, mark, &queries, seen);
    }
}

/// What most reads of a table leave out is meant to be left out: only what differs from them is told.
fn judge(table: &Table, mark: &str, queries: &[&Query], seen: &mut Seen) {
    let own = |query: &&&Query| query.tables.first().is_some_and(|name| table.is_named(None, name));
    let minds = |query: &Query| query.predicates.iter().any(|one| one.column.eq_ignore_ascii_case(mark));
    let (minding, others): (Vec<&Query>, Vec<&Query>) =
        queries.iter().filter(own).partition(|query| minds(query));
    // A single row that is asked for by its key may be shown to those who look into what was deleted.
    let open: Vec<(Place, String)> = others
        .iter()
        .filter(|query| !by_key(table, query))
        .map(|query| (query.place, format!("`{}`", table.name)))
        .collect();
    if minding.len() < 2 || open.len() > minding.len() {
        return;
    }
    for query in &minding {
        seen.met(query.place, || format!("reads only rows of `{}` that are not deleted", table.name));
    }
    let finding = gather::at_places(seen, &open, |count, _| {
        let reads = if count == 1 { "reads".to_owned() } else { format!("{count} statements read") };
        format!("{reads} rows of `{}` that are deleted, which other statements leave out", table.name)
    });
    if let Some(finding) = finding {
        let first = minding.first().map(|query| query.place);
        finding.confidence(Confidence::Medium);
        finding.related(first.unwrap_or(table.place), format!("asks for `{mark}`"));
    }
}

fn by_key(table: &Table, query: &Query) -> bool {
    let compares = |column: &String| {
        query.predicates.iter().any(|one| one.equality && one.column.eq_ignore_ascii_case(column))
    };
    table.primary_key.as_ref().is_some_and(|key| key.columns.iter().all(compares))
}
