use crate::collections::BTreeMap;
use crate::facts::{Facts, IndexPart, PredicateRole, Query, QueryMark, Table, TypeFamily};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "wrapped-column",
    item: "perf.full-scans",
    severity: Severity::Medium,
    page: page!("wrapped_column.md"),
    check,
};

/// What looks for a text anywhere within another.
const SEARCHES: [&str; 6] = ["charindex", "instr", "locate", "patindex", "position", "strpos"];

fn check(facts: &Facts, seen: &mut Seen) {
    let mut wrapped: BTreeMap<(&str, &str, &str), Vec<&Query>> = BTreeMap::new();
    for query in facts.lasting_queries() {
        for mark in &query.marks {
            let QueryMark::Wrapped { table, column, function } = mark else { continue };
            let Some(known) = facts.catalog.table(None, table) else { continue };
            let indexed = known.index_of(std::slice::from_ref(column)).is_some();
            if serves(known, column, function) {
                seen.met(query.place, || format!("an index holds what `{function}` makes of `{column}`"));
            } else if changes(known, column, function) && (indexed || looks_up(query, known, function)) {
                wrapped.entry((table, column, function)).or_default().push(query);
            }
        }
    }
    for ((table, column, function), queries) in wrapped {
        let (Some((first, others)), Some(known)) = (queries.split_first(), facts.catalog.table(None, table))
        else {
            continue;
        };
        let indexed = known.index_of(&[column.to_owned()]).is_some();
        let message = if indexed {
            format!("the index on `{column}` of `{table}` is no use behind `{function}`: every row is read")
        } else {
            format!("no index of `{table}` holds what `{function}` makes of `{column}`: every row is read")
        };
        let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(queries.len());
        for other in others.iter().take(20) {
            finding.related(other.place, "and here");
        }
        let searches = SEARCHES.iter().any(|own| function.eq_ignore_ascii_case(own));
        if searches {
            // No index of an expression serves it.
            finding.severity(Severity::Low);
        }
        let call = function.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        if call && !searches {
            let verb = known.engine.map_or("CREATE INDEX", |engine| engine.create_index);
            let name = known.name_for(&[function.to_owned(), column.to_owned()], "idx");
            let (own, call) = (known.spelled_column(column), function.to_lowercase());
            finding.fix(Fix {
                title: format!("Index what `{function}` makes of `{column}`"),
                edits: Vec::new(),
                code: Some(Snippet {
                    language: "sql".to_owned(),
                    text: format!("{verb} {name} ON {} ({call}({own}));", known.spelled()),
                }),
            });
        }
    }
}

/// Looks for one text without regard to case, and by nothing else that finds rows.
fn looks_up(query: &Query, table: &Table, function: &str) -> bool {
    let folds = ["lower", "upper"].iter().any(|own| function.eq_ignore_ascii_case(own));
    let found = |role| matches!(role, PredicateRole::Equal | PredicateRole::Join);
    let narrowed = query.columns_of(table, found);
    folds && !narrowed.iter().any(|column| table.is_indexed(std::slice::from_ref(column)))
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
