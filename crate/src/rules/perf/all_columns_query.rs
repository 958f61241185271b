use crate::collections::BTreeMap;
use crate::facts::{Facts, Query, QueryOrigin, QueryVerb};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "all-columns-query",
    item: "perf.unbounded-queries",
    severity: Severity::Low,
    page: page!("all_columns_query.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let reads = |query: &&Query| query.origin == QueryOrigin::Code && query.verb == QueryVerb::Select;
    let mut by_table: BTreeMap<&str, Vec<&Query>> = BTreeMap::new();
    for query in facts.queries().filter(reads) {
        let Some(table) = query.tables.first() else { continue };
        if query.all_columns {
            by_table.entry(table).or_default().push(query);
        } else {
            seen.met(query.place, || format!("names the columns of `{table}` that it needs"));
        }
    }
    for (table, queries) in by_table {
        let Some((first, others)) = queries.split_first() else { continue };
        let finding = seen.violated(first.place, format!("fetches every column of `{table}`"));
        finding.sites(queries.len());
        for query in others {
            finding.related(query.place, "and here");
        }
    }
}
