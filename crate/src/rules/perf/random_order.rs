use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "random-order",
    item: "perf.full-scans",
    severity: Severity::Medium,
    page: include_str!("random_order.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.queries() {
        let Some(table) = query.tables.first().filter(|_| query.marks.contains(&QueryMark::RandomOrder))
        else {
            continue;
        };
        let message =
            format!("sorts every row of `{table}` that matches by a random number to take some of them");
        seen.violated(query.place, message).confidence(Confidence::Medium);
    }
}
