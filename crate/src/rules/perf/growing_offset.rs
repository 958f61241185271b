use crate::facts::{Facts, QueryOrigin, QueryVerb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "growing-offset",
    item: "perf.offset-pagination",
    severity: Severity::Low,
    page: page!("growing_offset.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let reads =
        facts.queries().filter(|query| query.origin == QueryOrigin::Code && query.verb == QueryVerb::Select);
    for query in reads {
        let Some(offset) = query.offset else { continue };
        let what = query.tables.first().map_or_else(|| "the rows".to_owned(), |table| format!("`{table}`"));
        seen.violated(offset, format!("each page of {what} reads all pages before it again"))
            .confidence(Confidence::Medium);
    }
}
