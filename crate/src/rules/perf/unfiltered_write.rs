use crate::collections::BTreeMap;
use crate::facts::{Facts, IndexPart, Query, QueryMark, QueryOrigin, QueryVerb, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unfiltered-write",
    item: "perf.unbounded-queries",
    severity: Severity::High,
    page: page!("unfiltered_write.md"),
    check,
};

/// Places of one table that its finding names.
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    let mut routines: BTreeMap<(&str, String), Vec<&Query>> = BTreeMap::new();
    // What a migration does to whole tables is judged as a migration.
    let of_migration = |query: &&Query| {
        query.origin == QueryOrigin::Statement
            || (query.origin == QueryOrigin::Code && facts.is_step(query.place.file))
    };
    for query in facts.queries().filter(|query| !of_migration(query)) {
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
            if facts.catalog.table(None, table).is_some_and(holds_one_row) {
                seen.met(query.place, || format!("`{table}` holds one row"));
            } else if query.origin == QueryOrigin::Code {
                let confidence = if is_passing(table) { Confidence::Low } else { Confidence::Medium };
                seen.violated(query.place, message(verb, table)).confidence(confidence);
            } else {
                routines.entry((verb, table.to_lowercase())).or_default().push(query);
            }
        } else if query.filtered {
            seen.met(query.place, || format!("a condition picks the rows of `{table}`"));
        }
    }
    // A routine may keep a table of one row.
    for ((verb, _), queries) in routines {
        let Some((first, others)) = queries.split_first() else { continue };
        let Some(table) = first.tables.first() else { continue };
        let finding = seen.violated(first.place, message(verb, table)).confidence(Confidence::Low);
        finding.severity(Severity::Medium).sites(queries.len());
        for other in others.iter().take(MOST_RELATED) {
            finding.related(other.place, "and here");
        }
    }
}

fn message(verb: &str, table: &str) -> String {
    format!("{verb} every row of `{table}`: the statement has no condition")
}

/// A unique index of a constant lets no second row in: `CREATE UNIQUE INDEX ON totals ((true))`.
fn holds_one_row(table: &Table) -> bool {
    let constant = |part: &IndexPart| match part {
        IndexPart::Expression(text) => {
            let text = text.trim_matches(['(', ')', ' ']);
            text.eq_ignore_ascii_case("true") || text.bytes().all(|byte| byte.is_ascii_digit())
        }
        IndexPart::Column(_) => false,
    };
    table.indexes.iter().any(|index| {
        index.unique
            && index.condition.is_none()
            && !index.parts.is_empty()
            && index.parts.iter().all(constant)
    })
}

/// Tables that hold nothing for long are emptied as a matter of course.
fn is_passing(table: &str) -> bool {
    let table = table.to_lowercase();
    ["tmp", "temp", "cache", "staging", "queue", "import", "#", "@"].iter().any(|word| table.contains(word))
}
