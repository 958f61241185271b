use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "unused-table-expression",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("unused_table_expression.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.iter().find_map(|mark| match mark {
                QueryMark::UnusedExpression { name } => {
                    Some((Confidence::High, format!("nothing reads the table expression `{name}`")))
                }
                _ => None,
            })
        },
        |_| None,
        |count| format!("{count} statements hold table expressions that nothing reads"),
    );
}
