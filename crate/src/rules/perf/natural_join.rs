use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "natural-join",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("natural_join.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.contains(&QueryMark::NaturalJoin).then(|| {
                let message = "joins by whatever columns share a name: the next `created_at` or `name` changes its rows";
                (Confidence::High, message.to_owned())
            })
        },
        |query| (!query.joins.is_empty()).then_some("says by which columns it joins"),
        |count| format!("{count} statements join by whatever columns share a name"),
    );
}
