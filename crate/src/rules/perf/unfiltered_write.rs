use crate::facts::{Facts, QueryMark, QueryOrigin, QueryVerb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unfiltered-write",
    item: "perf.unbounded-queries",
    severity: Severity::High,
    page: page!("unfiltered_write.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    // What a migration does to whole tables is judged as a migration.
    for query in facts.queries().filter(|query| query.origin != QueryOrigin::Statement) {
        let verb = match query.verb {
            QueryVerb::Update => "updates",
            QueryVerb::Delete => "deletes",
            _ => continue,
        };
        let Some(table) = query.tables.first() else { continue };
        // What lives as long as a session is the statement's own.
        if table.starts_with(['#', '@']) {
            continue;
        }
        if query.marks.contains(&QueryMark::WritesAll) {
            let message = format!("{verb} every row of `{table}`: the statement has no condition");
            // A routine may keep a table of one row.
            let certain = query.origin == QueryOrigin::Code && !is_passing(table);
            let confidence = if certain { Confidence::Medium } else { Confidence::Low };
            seen.violated(query.place, message).confidence(confidence);
        } else if query.filtered {
            seen.met(query.place, format!("a condition picks the rows of `{table}`"));
        }
    }
}

/// Tables that hold nothing for long are emptied as a matter of course.
fn is_passing(table: &str) -> bool {
    let table = table.to_lowercase();
    ["tmp", "temp", "cache", "staging", "queue", "import", "#", "@"].iter().any(|word| table.contains(word))
}
