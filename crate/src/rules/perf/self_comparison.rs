use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "self-comparison",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("self_comparison.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell_all(
        facts,
        seen,
        |query| {
            query.marks.iter().find_map(|mark| match mark {
                QueryMark::SelfComparison { column } => Some((
                    Confidence::Medium,
                    format!("compares `{column}` with itself, which says nothing about any row"),
                )),
                _ => None,
            })
        },
        |query| query.filtered.then_some("compares no column with itself"),
        |count| format!("{count} statements compare a column with itself"),
    );
}
