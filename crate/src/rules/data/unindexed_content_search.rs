use crate::collections::BTreeMap;
use crate::facts::{Facts, Index, IndexPart, Query, QueryMark, Table};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unindexed-content-search",
    item: "data.query-indexes",
    severity: Severity::Medium,
    page: page!("unindexed_content_search.md"),
    check,
};

/// What a statement looks for within a column, and the part of it where it is not the whole.
type Search<'a> = (&'a str, &'a str, Option<&'a str>, bool);

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open: BTreeMap<Search<'_>, (&Table, Vec<&Query>)> = BTreeMap::new();
    for query in facts.lasting_queries() {
        for mark in &query.marks {
            let (table, column, path, words) = match mark {
                QueryMark::SearchedJson { table, column, path } => (table, column, path.as_deref(), false),
                QueryMark::SearchedText { table, column } => (table, column, None, true),
                _ => continue,
            };
            let Some(known) = facts.catalog.table(None, table) else { continue };
            let Some(own) = known.column(column) else { continue };
            let indexed = known.indexes.iter().any(|index| serves(index, column, path));
            let narrowed = query.predicates.iter().any(|predicate| {
                predicate.equality && known.index_of(std::slice::from_ref(&predicate.column)).is_some()
            });
            if indexed {
                seen.met(query.place, || format!("an index finds what stands in `{column}`"));
            } else if !narrowed {
                let search = (known.name.as_str(), own.name.as_str(), path, words);
                open.entry(search).or_insert_with(|| (known, Vec::new())).1.push(query);
            }
        }
    }
    for ((_, column, path, words), (table, queries)) in &open {
        report(table, column, *path, *words, queries, seen);
    }
}

/// Whether an index finds parts of the column, or the very part.
fn serves(index: &Index, column: &str, path: Option<&str>) -> bool {
    let inverted = index.method.as_deref().is_some_and(|method| ["gin", "gist", "rum"].contains(&method));
    index.parts.iter().any(|part| match part {
        IndexPart::Column(name) => inverted && path.is_none() && name.eq_ignore_ascii_case(column),
        IndexPart::Expression(text) => {
            let plain = |text: &str| text.to_lowercase().replace([' ', '(', ')'], "");
            match path {
                Some(path) => plain(text).contains(&plain(path)),
                None => inverted && text.to_lowercase().contains(&column.to_lowercase()),
            }
        }
    })
}

fn report(table: &Table, column: &str, path: Option<&str>, words: bool, queries: &[&Query], seen: &mut Seen) {
    let Some((first, others)) = queries.split_first() else { return };
    let what = path.map_or_else(|| format!("in `{column}`"), |path| format!("by `{path}`"));
    let message = format!("looks {what} of every row of `{}`: no index holds what stands in it", table.name);
    let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(queries.len());
    for query in others.iter().take(20) {
        finding.related(query.place, "and here");
    }
    let vector = table.column(column).is_some_and(|own| own.type_.text.eq_ignore_ascii_case("tsvector"));
    let own = table.spelled_column(column);
    let indexed = match path {
        Some(path) => format!("(({path}))"),
        None if words && !vector => format!("USING gin (to_tsvector('english', {own}))"),
        None => format!("USING gin ({own})"),
    };
    let verb = table.engine.map_or("CREATE INDEX", |engine| engine.create_index);
    let kind = if path.is_some() { "value" } else { "gin" };
    let name = table.name_for(&[column.to_owned(), kind.to_owned()], "idx");
    finding.fix(Fix {
        title: format!("Index what stands in `{column}`"),
        edits: Vec::new(),
        code: Some(Snippet {
            language: "sql".to_owned(),
            text: format!("{verb} {name} ON {} {indexed};", table.spelled()),
        }),
    });
}
