use crate::facts::{Facts, Query, QueryMark};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "nullable-not-in",
    item: "perf.full-scans",
    severity: Severity::High,
    page: page!("nullable_not_in.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.queries() {
        for mark in &query.marks {
            if let QueryMark::NotIn { table, column } = mark {
                judge(facts, query, table, column, seen);
            }
        }
    }
}

fn judge(facts: &Facts, query: &Query, table: &str, column: &str, seen: &mut Seen) {
    let Some(known) = facts.catalog.table(None, table).and_then(|table| table.column(column)) else { return };
    if !known.nullable {
        seen.met(query.place, || format!("`{column}` of `{table}` is never null"));
        return;
    }
    let message =
        format!("finds nothing as soon as one `{column}` of `{table}` is null, because of `NOT IN`");
    seen.violated(query.place, message).related(known.place, "may be null");
}
