use crate::facts::{Facts, Query, QueryMark, QueryVerb};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "contradictory-assignment",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("contradictory_assignment.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let writes = |query: &&Query| matches!(query.verb, QueryVerb::Update | QueryVerb::Insert);
    for query in facts.queries().filter(writes) {
        let message = query.marks.iter().find_map(|mark| match mark {
            QueryMark::AssignedTwice { column } => {
                Some(format!("gives `{column}` a value twice in one statement"))
            }
            QueryMark::AssignedCondition { column } => Some(format!(
                "gives `{column}` the truth of a comparison: `AND` stands where a comma between assignments was meant"
            )),
            _ => None,
        });
        match message {
            Some(message) => {
                seen.violated(query.place, message);
            }
            None => seen.met(query.place, || "gives each column one value"),
        }
    }
}
