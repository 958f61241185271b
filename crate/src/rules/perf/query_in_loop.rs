use crate::facts::{Facts, Query, QueryOrigin, QueryVerb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "query-in-loop",
    item: "perf.n-plus-one",
    severity: Severity::High,
    page: page!("query_in_loop.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let lasting = |query: &&Query| query.origin == QueryOrigin::Code && !facts.is_step(query.place.file);
    for query in facts.queries().filter(lasting) {
        let Some(around) = query.in_loop else {
            seen.met(query.place, "this query runs once");
            continue;
        };
        let (severity, confidence) = match query.verb {
            QueryVerb::Select => (Severity::High, Confidence::High),
            QueryVerb::Unknown => (Severity::Medium, Confidence::Medium),
            _ => (Severity::Medium, Confidence::High),
        };
        // Nobody waits for what people run by hand.
        let severity = if facts.is_tool(query.place.file) { Severity::Low } else { severity };
        seen.violated(query.place, message(query))
            .severity(severity)
            .confidence(confidence)
            .related(around, "the loop");
    }
    gather::by_file(seen, |count| format!("{count} queries run once for each turn of their loops"));
}

fn message(query: &Query) -> String {
    match query.tables.first() {
        Some(table) => format!("a query on `{table}` runs once for each turn of the loop"),
        None => "a query runs once for each turn of the loop".to_owned(),
    }
}
