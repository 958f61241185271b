use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "counted-existence",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("counted_existence.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.contains(&QueryMark::CountsToExist).then(|| {
                let table = query.tables.last().map_or("", String::as_str);
                (Confidence::High, format!("counts rows of `{table}` to learn whether there is one"))
            })
        },
        |_| None,
        |count| format!("{count} statements count rows to learn whether there is one"),
    );
    for query in facts.lasting_queries().filter(|query| query.marks.contains(&QueryMark::AsksExistence)) {
        seen.met(query.place, || "stops at the first row that it finds");
    }
}
