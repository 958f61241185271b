use crate::facts::{Facts, QueryMark, QueryVerb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "arbitrary-write",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("arbitrary_write.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            let partial = query.marks.contains(&QueryMark::PartialWrite);
            // One row that a key picks is the same in any order.
            let picked =
                query.predicates.iter().any(|own| own.equality && own.column.to_lowercase().ends_with("id"));
            (partial && !picked).then(|| {
                let table = query.tables.first().map_or("", String::as_str);
                // What is deleted bit by bit is gone in the end, in whatever order.
                let sure = if query.verb == QueryVerb::Update { Confidence::Medium } else { Confidence::Low };
                (sure, format!("writes some of the rows of `{table}` that match, and does not say which"))
            })
        },
        |_| None,
        |count| format!("{count} statements write some of the rows that match, and do not say which"),
    );
}
