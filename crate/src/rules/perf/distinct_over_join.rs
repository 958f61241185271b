use crate::facts::{Facts, QueryColumns, QueryMark, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "distinct-over-join",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("distinct_over_join.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let whole_key = |table: &Table, columns: &[String]| {
        let among = |own: &String| columns.iter().any(|column| column.eq_ignore_ascii_case(own));
        table.holds_key(&among)
    };
    let table = |columns: &QueryColumns| facts.catalog.table(None, &columns.table);
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.iter().find_map(|mark| {
                let QueryMark::DistinctOverJoin { kept, joined } = mark else { return None };
                // Without its key, rows of the one table may be alike by themselves.
                let own = kept.columns.is_empty()
                    || table(kept).is_some_and(|table| whole_key(table, &kept.columns));
                let several = table(joined).is_some_and(|table| !whole_key(table, &joined.columns));
                (own && several).then(|| {
                    let message = format!(
                        "joins `{}` for each row of `{}`, and `DISTINCT` throws the repeated ones away",
                        joined.table, kept.table
                    );
                    (Confidence::Medium, message)
                })
            })
        },
        |query| {
            query
                .marks
                .contains(&QueryMark::AsksExistence)
                .then_some("asks whether there is a row instead of joining all")
        },
        |count| format!("{count} statements join rows only for `DISTINCT` to throw the repeated ones away"),
    );
}
