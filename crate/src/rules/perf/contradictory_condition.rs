use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "contradictory-condition",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("contradictory_condition.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell_all(
        facts,
        seen,
        |query| {
            query.marks.iter().find_map(|mark| match mark {
                QueryMark::NeverHolds { column } => Some((
                    Confidence::High,
                    format!("asks two things of `{column}` at once that no value meets: it never finds a row"),
                )),
                QueryMark::AlwaysHolds { column: Some(column) } => Some((
                    Confidence::High,
                    format!("every value of `{column}` meets one side of the `OR`: the condition keeps nothing out"),
                )),
                QueryMark::AlwaysHolds { column: None } => Some((
                    Confidence::Medium,
                    "one side of the `OR` is always true: the condition keeps nothing out".to_owned(),
                )),
                QueryMark::RepeatedCondition { column } => Some((
                    Confidence::Medium,
                    format!("compares `{column}` with one value twice, where the second was to be another one"),
                )),
                _ => None,
            })
        },
        |query| query.filtered.then_some("its conditions do not exclude one another"),
        |count| format!("{count} statements have conditions that cannot mean what they say"),
    );
}
