use crate::facts::{CodeFacts, Facts, LazyRead, Query, QueryOrigin, QueryVerb};
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
            seen.met(query.place, || "this query runs once");
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
    let lazy = facts.code().flat_map(|code| &code.lazy_reads);
    let is_switched = facts.code().any(|code| code.reads_lazily);
    let reads_rows = |lazy: &&LazyRead| {
        let brings = |code: &CodeFacts| code.eager_reads.iter().any(|own| Some(own) == lazy.method.as_ref());
        let batched = || lazy.batched_by.as_deref().is_some_and(|setting| facts.is_configured(setting));
        (!lazy.switched || is_switched) && !facts.code().any(brings) && !batched()
    };
    for lazy in lazy.filter(|lazy| !facts.is_step(lazy.place.file)).filter(reads_rows) {
        if let Some(message) = lazy_message(facts, lazy) {
            let by_hand = facts.is_tool(lazy.place.file);
            seen.violated(lazy.place, message)
                .severity(if by_hand { Severity::Low } else { Severity::High })
                .confidence(Confidence::Medium)
                .related(lazy.around, "the loop")
                .related(lazy.read, "reads the rows without what they refer to");
        }
    }
    gather::by_file(seen, |count| format!("{count} queries run once for each turn of their loops"));
}

fn message(query: &Query) -> String {
    match query.tables.first() {
        Some(table) => format!("a query on `{table}` runs once for each turn of the loop"),
        None => "a query runs once for each turn of the loop".to_owned(),
    }
}

/// What is told where the rows are those of a model, and what each is asked for is a row of another table.
fn lazy_message(facts: &Facts, lazy: &LazyRead) -> Option<String> {
    let query = facts.queries().find(|query| query.place == lazy.read)?;
    let name = query.tables.first()?;
    let table = facts.catalog.table(None, name)?;
    table.mapper?;
    let refers =
        |column: &String| column.strip_suffix("_id").unwrap_or(column).eq_ignore_ascii_case(&lazy.relation);
    let known = if lazy.declared {
        table.lazy.iter().any(|own| own.eq_ignore_ascii_case(&lazy.relation))
    } else {
        lazy.many || table.foreign_keys.iter().any(|key| key.columns.iter().any(refers))
    };
    known.then(|| {
        format!(
            "each turn of the loop reads the `{}` of one row of `{name}` from the database",
            lazy.relation
        )
    })
}
