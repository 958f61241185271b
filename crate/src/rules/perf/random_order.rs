use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "random-order",
    item: "perf.full-scans",
    severity: Severity::Medium,
    page: page!("random_order.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            let table = query.tables.first().filter(|_| query.marks.contains(&QueryMark::RandomOrder))?;
            let message =
                format!("sorts every row of `{table}` that matches by a random number to take some of them");
            Some((Confidence::Medium, message))
        },
        |query| query.marks.contains(&QueryMark::OrderedPage).then_some("sorts by what rows hold"),
        |count| {
            format!("{count} statements sort all rows that match by a random number to take some of them")
        },
    );
}
