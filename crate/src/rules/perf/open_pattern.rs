use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Facts, IndexPart, Query, QueryMark, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "open-pattern",
    item: "perf.full-scans",
    severity: Severity::Medium,
    page: page!("open_pattern.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open: BTreeMap<&str, Vec<(&Query, &str)>> = BTreeMap::new();
    for query in facts.lasting_queries() {
        for mark in &query.marks {
            let QueryMark::OpenPattern { table, column } = mark else { continue };
            // Tables in which a database describes itself are small.
            if ["pg_", "sqlite_", "sys", "information_schema"].iter().any(|own| table.starts_with(own)) {
                continue;
            }
            if facts.catalog.table(None, table).is_some_and(|table| searches(table, column)) {
                seen.met(query.place, || format!("an index for texts finds parts of `{column}`"));
            } else {
                open.entry(table).or_default().push((query, column));
            }
        }
    }
    for (table, searched) in open {
        let Some((first, _)) = searched.first() else { continue };
        let columns: BTreeSet<&str> = searched.iter().map(|(_, column)| *column).collect();
        let places: BTreeSet<Place> = searched.iter().map(|(query, _)| query.place).collect();
        let columns = columns.into_iter().collect::<Vec<_>>().join("`, `");
        let message = format!("a pattern that begins with `%` reads `{columns}` of every row of `{table}`");
        let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(places.len());
        for other in places.into_iter().filter(|place| *place != first.place).take(20) {
            finding.related(other, "and here");
        }
    }
}

/// Whether an index finds parts of the column's texts.
fn searches(table: &Table, column: &str) -> bool {
    table.indexes.iter().any(|index| {
        let method = index.method.as_deref().unwrap_or_default();
        let texts = ["gin", "gist", "fulltext", "ngram"].contains(&method);
        texts
            && index.parts.iter().any(|part| match part {
                IndexPart::Column(name) => name.eq_ignore_ascii_case(column),
                IndexPart::Expression(text) => text.to_lowercase().contains(&column.to_lowercase()),
            })
    })
}
