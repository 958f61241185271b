use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "forced-plan",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("forced_plan.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut places = Vec::new();
    for query in facts.lasting_queries().filter(|query| query.marks.contains(&QueryMark::ForcedPlan)) {
        let table = query.tables.first().map_or("", String::as_str);
        places.push((query.place, format!("`{table}`")));
    }
    let finding = gather::at_places(seen, &places, |count, table| {
        let others = if count > 1 {
            format!(", as {} more do", gather::count(count - 1, "statement"))
        } else {
            String::new()
        };
        format!("dictates the index or the join by which {table} is read{others}")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}
