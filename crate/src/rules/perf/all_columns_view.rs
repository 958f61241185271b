use crate::facts::{Facts, Query, QueryOrigin};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "all-columns-view",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("all_columns_view.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    // Of what a view itself has named, nothing is added behind its back.
    let whole = |query: &Query| {
        query.all_columns && query.tables.iter().any(|name| facts.catalog.table(None, name).is_some())
    };
    marked::tell(
        facts,
        seen,
        |query| {
            (query.origin == QueryOrigin::View && whole(query)).then(|| {
                let table = query.tables.first().map_or("", String::as_str);
                (
                    Confidence::Medium,
                    format!("the view holds whatever columns `{table}` had when it was made"),
                )
            })
        },
        |query| (query.origin == QueryOrigin::View).then_some("the view names its columns"),
        |count| format!("{count} views hold whatever columns their tables had when they were made"),
    );
}
