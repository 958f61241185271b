use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "undone-outer-join",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("undone_outer_join.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.iter().find_map(|mark| match mark {
                QueryMark::OuterJoinUndone { table, column } => {
                    let message = format!(
                        "keeps rows without a partner in `{table}`, and drops them again where it compares `{column}`"
                    );
                    Some((Confidence::High, message))
                }
                _ => None,
            })
        },
        |query| query.marks.contains(&QueryMark::OuterJoin).then_some("rows without a partner get through"),
        |count| format!("{count} statements drop the rows without a partner that their outer joins keep"),
    );
}
