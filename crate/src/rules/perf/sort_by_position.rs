use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "sort-by-position",
    item: "perf.query-shape",
    severity: Severity::Info,
    page: page!("sort_by_position.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut places = Vec::new();
    for query in facts.lasting_queries().filter(|query| query.marks.contains(&QueryMark::Ordinal)) {
        let table = query.tables.first().map_or("", String::as_str);
        places.push((query.place, format!("`{table}`")));
    }
    let finding = gather::at_places(seen, &places, |count, table| {
        let others = if count > 1 {
            format!(", and {} like it", gather::count(count - 1, "statement"))
        } else {
            String::new()
        };
        format!("sorts or groups {table} by the position of a result{others}")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}
