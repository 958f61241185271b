use super::queue::{is_named, says_turn};
use crate::facts::{Facts, Predicate, PredicateRole, Query, QueryMark, QueryVerb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "contended-queue",
    item: "data.concurrency",
    severity: Severity::Medium,
    page: page!("contended_queue.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let queries: Vec<&Query> = facts.lasting_queries().collect();
    for query in queries.iter().filter(|query| takes_next(query)) {
        let Some(table) = query.tables.first() else { continue };
        if query.marks.contains(&QueryMark::SkipsLocked) {
            seen.met(query.place, || {
                format!("workers pass over rows of `{table}` that another one has taken")
            });
        } else if query.marks.contains(&QueryMark::LocksRows) {
            let message = format!(
                "workers wait for each other at the next row of `{table}`: locked rows are not skipped"
            );
            seen.violated(query.place, message).confidence(Confidence::High);
        } else if let Some(update) = queries.iter().find(|other| marks_taken(query, other)) {
            let message = format!(
                "takes the next row of `{table}` without locking it: two workers can get the same one"
            );
            seen.violated(query.place, message)
                .confidence(Confidence::Medium)
                .related(update.place, "writes the row without asking whether it is still free");
        }
    }
}

/// Reads the first rows of a queue whose turn it is.
fn takes_next(query: &Query) -> bool {
    let sorted = of_rows(query, |predicate| matches!(predicate.role, PredicateRole::Sort { .. }));
    let turns = of_rows(query, |predicate| {
        !matches!(predicate.role, PredicateRole::Sort { .. }) && says_turn(&predicate.column)
    });
    let locks = query.marks.contains(&QueryMark::LocksRows);
    let first = query.bounded && query.verb == QueryVerb::Select || query.verb == QueryVerb::Update && locks;
    first && turns && sorted && query.tables.first().is_some_and(|table| is_named(table))
}

fn of_rows(query: &Query, wanted: impl Fn(&Predicate) -> bool) -> bool {
    query.predicates.iter().any(wanted)
}

/// Another statement of the file that writes such rows by their key alone.
fn marks_taken(query: &Query, other: &Query) -> bool {
    other.verb == QueryVerb::Update
        && other.place.file == query.place.file
        && other.tables.first() == query.tables.first()
        && other.filtered
        && !other.predicates.iter().any(|predicate| says_turn(&predicate.column))
}
