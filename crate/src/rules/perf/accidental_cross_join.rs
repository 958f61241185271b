use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "accidental-cross-join",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("accidental_cross_join.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.queries().filter(|query| query.tables.len() > 1) {
        let apart = query.marks.iter().find_map(|mark| match mark {
            QueryMark::Unjoined { table, other } if !is_one_row(table) && !is_one_row(other) => {
                Some((table, other))
            }
            _ => None,
        });
        match apart {
            Some((table, other)) => {
                let message = format!(
                    "nothing relates `{table}` to `{other}`: every row of the one meets every row of the other"
                );
                seen.violated(query.place, message).confidence(Confidence::Medium);
            }
            None => seen.met(query.place, || "its tables are related"),
        }
    }
}

/// Views in which a database describes itself hold one row more often than not.
fn is_one_row(table: &str) -> bool {
    table.contains('$') || table.eq_ignore_ascii_case("dual")
}
