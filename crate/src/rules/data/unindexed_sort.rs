use crate::collections::BTreeMap;
use crate::facts::{Facts, PredicateRole, Query, QueryMark, Table, TypeFamily};
use crate::finding::{Confidence, Fix, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "unindexed-sort",
    item: "data.query-indexes",
    severity: Severity::Medium,
    page: page!("unindexed_sort.md"),
    check,
};

/// Statements that want the first rows of a table in one order.
struct Sort<'a> {
    table: &'a Table,
    equal: Vec<String>,
    by: Vec<String>,
    queries: Vec<&'a Query>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open: BTreeMap<String, Sort<'_>> = BTreeMap::new();
    for query in facts.lasting_queries().filter(|query| query.marks.contains(&QueryMark::OrderedPage)) {
        // Of several tables it depends on the plan which one is read first.
        let [name] = query.tables.as_slice() else { continue };
        let Some(table) = facts.catalog.table(None, name).filter(|table| table.derived.is_none()) else {
            continue;
        };
        let by = query.columns_of(table, |role| matches!(role, PredicateRole::Sort { .. }));
        let equal = query.columns_of(table, |role| role == PredicateRole::Equal);
        let Some(first) = by.iter().find(|column| !equal.contains(column)) else { continue };
        let all =
            query.predicates.iter().filter(|own| matches!(own.role, PredicateRole::Sort { .. })).count();
        if table.is_sorted_by(&equal, first) {
            seen.met(query.place, || {
                format!("an index of `{name}` gives the rows in the order of `{first}`")
            });
        } else if all == by.len() && !table.holds_key(&|column| equal.contains(column)) {
            let key = format!("{name} {equal:?} {by:?}").to_lowercase();
            let sort = open.entry(key).or_insert_with(|| Sort { table, equal, by, queries: Vec::new() });
            sort.queries.push(query);
        }
    }
    for sort in open.values() {
        report(sort, seen);
    }
}

fn report(sort: &Sort<'_>, seen: &mut Seen) {
    let Sort { table, equal, by, queries } = sort;
    let Some((first, others)) = queries.split_first() else { return };
    let searched = |column: &String| {
        let flag = table
            .column(column)
            .is_some_and(|own| matches!(own.type_.family, TypeFamily::Boolean | TypeFamily::Enumeration));
        !flag && table.is_indexed(std::slice::from_ref(column))
    };
    let few = equal.iter().any(searched);
    let sorted = by.join("`, `");
    let message = if few {
        format!(
            "sorts what it finds in `{}` by `{sorted}`, which an index behind `{}` would do by itself",
            table.name,
            equal.join("`, `")
        )
    } else {
        format!("sorts all rows of `{}` by `{sorted}` to show the first ones", table.name)
    };
    let finding = seen.violated(first.place, message).sites(queries.len());
    // How many rows an equal column leaves to sort is not known.
    if few {
        finding.severity(Severity::Info).confidence(Confidence::Low);
    } else {
        finding.confidence(Confidence::Medium);
    }
    for query in others.iter().take(20) {
        finding.related(query.place, "and here");
    }
    let columns: Vec<String> = equal.iter().chain(by).cloned().collect();
    finding.fix(Fix {
        title: format!("Index `{}` by `{}`", table.name, columns.join("`, `")),
        edits: tables::index_edit(table, &columns, false).into_iter().collect(),
        code: Some(tables::index_code(table, &columns)),
    });
}
