use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "deduplicating-union",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("deduplicating_union.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.contains(&QueryMark::UnionOfDisjoint).then(|| {
                let message = "compares all rows to drop equal ones, though a constant keeps the sides of the `UNION` apart";
                (Confidence::Medium, message.to_owned())
            })
        },
        |query| {
            query
                .marks
                .contains(&QueryMark::UnionAll)
                .then_some("puts its rows together without comparing them")
        },
        |count| {
            format!("{count} statements drop equal rows from a `UNION` whose sides cannot have any in common")
        },
    );
}
