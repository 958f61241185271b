use crate::facts::{Facts, QueryMark, QueryOrigin};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "arbitrary-source-row",
    item: "perf.query-shape",
    severity: Severity::Medium,
    page: page!("arbitrary_source_row.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    // What a script or a migration did once is over.
    for query in facts.queries().filter(|query| query.origin != QueryOrigin::Statement) {
        for mark in &query.marks {
            let QueryMark::UpdatedFrom(source) = mark else { continue };
            let Some(table) = facts.catalog.table(None, &source.table) else { continue };
            let among = |own: &String| source.columns.iter().any(|column| column.eq_ignore_ascii_case(own));
            let named = source.columns.join("`, `");
            if table.holds_key(&among) {
                seen.met(query.place, || format!("`{named}` leads to one row of `{}`", table.name));
            } else if source.columns.iter().all(|column| table.column(column).is_some())
                && table.derived.is_none()
            {
                let message = format!(
                    "takes values from the rows of `{}` with the same `{named}`, of which there may be several: one of them wins",
                    table.name
                );
                seen.violated(query.place, message)
                    .confidence(Confidence::Medium)
                    .related(table.place, format!("no key of it is `{named}`"));
            }
        }
    }
}
