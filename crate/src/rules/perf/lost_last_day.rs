use crate::facts::{Facts, QueryMark, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "lost-last-day",
    item: "perf.query-shape",
    severity: Severity::Medium,
    page: page!("lost_last_day.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.lasting_queries() {
        for mark in &query.marks {
            let QueryMark::UpToDay { table, column, day } = mark else { continue };
            let Some(known) = facts.catalog.table(None, table).and_then(|table| table.column(column)) else {
                continue;
            };
            if !matches!(known.type_.family, TypeFamily::Timestamp { .. }) {
                seen.met(query.place, || format!("`{column}` holds days, not times"));
                continue;
            }
            let message =
                format!("`{column}` of `{table}` up to {day} ends with the first moment of that day");
            seen.violated(query.place, message)
                .confidence(Confidence::Medium)
                .related(known.place, format!("`{column}` holds a time of day as well"));
        }
    }
}
