use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "having-without-aggregate",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("having_without_aggregate.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.contains(&QueryMark::PlainHaving).then(|| {
                let table = query.tables.first().map_or("", String::as_str);
                (Confidence::High, format!("groups rows of `{table}` that its `HAVING` drops again"))
            })
        },
        |query| query.marks.contains(&QueryMark::Having).then_some("`HAVING` asks for what only groups have"),
        |count| format!("{count} statements group rows that their `HAVING` drops again"),
    );
}
