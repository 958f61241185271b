use crate::facts::{Facts, QueryOrigin, QueryVerb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "row-by-row-write",
    item: "perf.n-plus-one",
    severity: Severity::Low,
    page: page!("row_by_row_write.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let writes = |verb| matches!(verb, QueryVerb::Insert | QueryVerb::Update | QueryVerb::Delete);
    marked::tell(
        facts,
        seen,
        |query| {
            let table = query.tables.first()?;
            // What is kept in memory, or for the session, costs little.
            let looped = query.origin == QueryOrigin::Routine
                && query.in_loop.is_some()
                && !table.starts_with(['#', '@']);
            looped.then(|| {
                (Confidence::Medium, format!("writes `{table}` once for each row that a loop reads"))
            })
        },
        |query| {
            (query.origin == QueryOrigin::Routine && writes(query.verb))
                .then_some("writes all its rows in one statement")
        },
        |count| format!("{count} statements run once for each row that a loop reads"),
    );
}
