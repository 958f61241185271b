use crate::facts::{Facts, Query, QueryMark, QueryOrigin};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "subquery-per-row",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("subquery_per_row.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut repeated = Vec::new();
    // A view of an earlier migration may have been replaced since.
    let lasts = |query: &&Query| {
        query.origin == QueryOrigin::Code
            || (query.origin.is_kept() && !facts.catalog.history.done.contains(&query.place.file))
    };
    for query in facts.queries().filter(lasts) {
        let inner = query.marks.iter().find_map(|mark| match mark {
            QueryMark::PerRow { table } => Some(table),
            _ => None,
        });
        let Some(table) = inner else { continue };
        // A page of rows, or those that a condition picks, is no loop over the whole.
        if query.bounded || query.filtered {
            seen.met(query.place, || format!("asks `{table}` for some rows only"));
            continue;
        }
        repeated.push((query.place, format!("`{table}`")));
    }
    let finding = gather::at_places(seen, &repeated, |count, table| {
        let others = if count > 1 {
            format!(", and {} like it", gather::count(count - 1, "statement"))
        } else {
            String::new()
        };
        format!("asks {table} once for each row of the result{others}")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}
