use crate::collections::{BTreeMap, Sort};
use crate::facts::{Facts, Index, PredicateRole, Query, Table};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "misordered-index",
    item: "data.query-indexes",
    severity: Severity::Low,
    page: page!("misordered_index.md"),
    check,
};

struct Search<'a> {
    table: &'a Table,
    index: &'a Index,
    columns: Vec<String>,
    queries: Vec<&'a Query>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open: BTreeMap<String, Search<'_>> = BTreeMap::new();
    for query in facts.lasting_queries() {
        for table in query.tables.iter().filter_map(|name| facts.catalog.table(None, name)) {
            let mut equal = query.columns_of(table, |role| role == PredicateRole::Equal);
            equal.order();
            let ranged = query.ranged(table);
            if equal.is_empty() || ranged.is_empty() {
                continue;
            }
            let leads = equal.iter().find(|column| table.index_of(std::slice::from_ref(column)).is_some());
            if let Some(column) = leads {
                seen.met(query.place, || {
                    format!("an index of `{}` begins with `{column}`, which is equal", table.name)
                });
            } else if let Some(index) = table.misordered(&equal, &ranged) {
                let columns: Vec<String> = equal.iter().chain(&ranged).cloned().collect();
                let key = format!("{} {columns:?}", table.name).to_lowercase();
                let search =
                    open.entry(key).or_insert_with(|| Search { table, index, columns, queries: Vec::new() });
                search.queries.push(query);
            }
        }
    }
    for Search { table, index, columns, queries } in open.values() {
        let Some((first, others)) = queries.split_first() else { continue };
        let name = index.name.as_deref().unwrap_or("the index");
        let message = format!(
            "`{name}` of `{}` begins with a range, and what must be equal stands behind it",
            table.name
        );
        let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(queries.len());
        finding.related(index.place, "reads the whole range");
        for query in others.iter().take(20) {
            finding.related(query.place, "and here");
        }
        finding.fix(Fix {
            title: format!("Index `{}` by `{}`", table.name, columns.join("`, `")),
            edits: Vec::new(),
            code: Some(Snippet { language: "sql".to_owned(), text: table.create_index(columns, true) }),
        });
    }
}
