use crate::facts::{Facts, PredicateRole, Query, QueryOrigin, QueryVerb, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unbounded-query",
    item: "perf.unbounded-queries",
    severity: Severity::Medium,
    page: page!("unbounded_query.md"),
    check,
};

/// Tables that stay small in nearly every system.
const SMALL: &[&str] = &[
    "categories",
    "category",
    "config",
    "configuration",
    "countries",
    "country",
    "currencies",
    "currency",
    "feature_flags",
    "languages",
    "locales",
    "migrations",
    "permissions",
    "plans",
    "roles",
    "settings",
    "statuses",
    "timezones",
    "types",
    "units",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let reads = |query: &&Query| {
        let own = query.origin == QueryOrigin::Code && query.verb == QueryVerb::Select;
        // Nobody waits for what runs once, or by hand.
        own && !facts.is_step(query.place.file) && !facts.is_tool(query.place.file)
    };
    for query in facts.queries().filter(reads) {
        let Some(name) = query.tables.first().filter(|name| !is_of_database(name)) else { continue };
        let table = facts.catalog.table(None, name);
        match rows(query, table) {
            Rows::Bounded => seen.met(query.place, || "the number of rows has a bound"),
            Rows::Unclear => {}
            Rows::All => {
                let small = SMALL.contains(&name.to_ascii_lowercase().as_str());
                let message = format!("reads every row of `{name}`, however many there are");
                seen.violated(query.place, message).confidence(if small {
                    Confidence::Low
                } else {
                    Confidence::High
                });
            }
            Rows::Matching => {
                let message = format!("reads every row of `{name}` that matches, however many there are");
                seen.violated(query.place, message).severity(Severity::Low).confidence(Confidence::Medium);
            }
        }
    }
}

/// Tables in which a database describes itself.
fn is_of_database(table: &str) -> bool {
    let table = table.to_ascii_lowercase();
    ["all_users", "databases", "information_schema.columns", "schemata"].contains(&&*table)
        || ["sqlite_", "pg_", "information_schema", "sys.", "mysql."]
            .iter()
            .any(|prefix| table.starts_with(prefix))
}

enum Rows {
    Bounded,
    All,
    /// All that a condition picks which no key bounds.
    Matching,
    /// The condition may name a key: the table is not part of the submission.
    Unclear,
}

fn rows(query: &Query, table: Option<&Table>) -> Rows {
    let Some(table) = table.filter(|_| query.filtered && !query.bounded) else {
        return match (query.bounded, query.filtered) {
            (true, _) => Rows::Bounded,
            (false, true) => Rows::Unclear,
            (false, false) => Rows::All,
        };
    };
    let compared: Vec<&str> = query
        .predicates
        .iter()
        .filter(|predicate| predicate.equality && predicate.role == PredicateRole::Equal)
        .map(|predicate| predicate.column.as_str())
        .collect();
    // The rows that belong to one parent are few more often than not.
    let of_parent =
        table.foreign_keys.iter().flat_map(|key| &key.columns).any(|own| is_among(&compared, own));
    if table.holds_key(&|column| is_among(&compared, column)) {
        Rows::Bounded
    } else if of_parent || compared.iter().any(|column| column.to_ascii_lowercase().ends_with("id")) {
        Rows::Unclear
    } else {
        Rows::Matching
    }
}

fn is_among(columns: &[&str], column: &str) -> bool {
    columns.iter().any(|own| own.eq_ignore_ascii_case(column))
}
