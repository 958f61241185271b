use std::collections::BTreeMap;

use crate::facts::{Facts, IndexPart, Query, QueryMark, QueryOrigin, QueryVerb, Table, TypeFamily};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "wrapped-column",
    item: "perf.full-scans",
    severity: Severity::Medium,
    page: include_str!("wrapped_column.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut wrapped: BTreeMap<(&str, &str, &str), Vec<&Query>> = BTreeMap::new();
    for query in facts.queries().filter(|query| is_run(facts, query)) {
        for mark in &query.marks {
            let QueryMark::Wrapped { table, column, function } = mark else { continue };
            let Some(known) = facts.catalog.table(None, table) else { continue };
            if serves(known, column, function) {
                seen.met(query.place, format!("an index holds what `{function}` makes of `{column}`"));
            } else if known.index_of(std::slice::from_ref(column)).is_some()
                && changes(known, column, function)
            {
                wrapped.entry((table, column, function)).or_default().push(query);
            }
        }
    }
    for ((table, column, function), queries) in wrapped {
        let Some((first, others)) = queries.split_first() else { continue };
        let message =
            format!("the index on `{column}` of `{table}` is no use behind `{function}`: every row is read");
        let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(queries.len());
        for other in others.iter().take(20) {
            finding.related(other.place, "and here");
        }
        let call = function.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        if call {
            let text =
                format!("CREATE INDEX {table}_{function}_{column}_idx ON {table} ({function}({column}));");
            finding.fix(Fix {
                title: format!("Index what `{function}` makes of `{column}`"),
                edits: Vec::new(),
                code: Some(Snippet { language: "sql".to_owned(), text: text.to_lowercase() }),
            });
        }
    }
}

/// Statements of the running program: those of a migration run once.
fn is_run(facts: &Facts, query: &Query) -> bool {
    let done = facts.catalog.history.done.contains(&query.place.file);
    (query.origin == QueryOrigin::Code || !done)
        && (query.origin != QueryOrigin::Statement || query.verb == QueryVerb::Select)
}

/// Whether an index is made of the expression.
fn serves(table: &Table, column: &str, function: &str) -> bool {
    let function = function.to_lowercase();
    let word = function.split_whitespace().last().unwrap_or_default();
    table.indexes.iter().flat_map(|index| &index.parts).any(|part| match part {
        IndexPart::Expression(text) => {
            let text = text.to_lowercase();
            text.contains(&column.to_lowercase()) && text.contains(word)
        }
        IndexPart::Column(_) => false,
    })
}

/// Text remains text: such a cast changes nothing.
fn changes(table: &Table, column: &str, function: &str) -> bool {
    let text =
        table.column(column).is_some_and(|column| matches!(column.type_.family, TypeFamily::Text { .. }));
    !(text && function.starts_with("cast to") && (function.contains("char") || function.contains("text")))
}
