use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "uneven-columns",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("uneven_columns.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell_all(
        facts,
        seen,
        |query| {
            query.marks.iter().find_map(|mark| match mark {
                QueryMark::UnevenColumns { one, other } => Some((
                    Confidence::High,
                    format!(
                        "puts {other} results where {one} are expected: the database refuses the statement"
                    ),
                )),
                _ => None,
            })
        },
        |query| {
            query
                .marks
                .iter()
                .any(|mark| matches!(mark, QueryMark::UnionAll))
                .then_some("both sides have as many columns")
        },
        |count| format!("{count} statements put more or fewer results than columns"),
    );
}
