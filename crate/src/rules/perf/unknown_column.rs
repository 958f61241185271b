use crate::facts::{Facts, Predicate, Query, QueryMark, QueryOrigin, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unknown-column",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("unknown_column.md"),
    check,
};

/// Columns that a database adds to every table.
const OWN: &[&str] = &[
    "cmax",
    "cmin",
    "ctid",
    "level",
    "oid",
    "ora_rowscn",
    "rank",
    "rowid",
    "rownum",
    "tableoid",
    "value",
    "xmax",
    "xmin",
    "_rowid_",
    "$partition",
    "sysdate",
    "current_date",
    "current_timestamp",
    "user",
    "true",
    "false",
    "on",
    "off",
];

fn check(facts: &Facts, seen: &mut Seen) {
    // A name that stands alone in a routine may be a variable.
    let clear =
        |query: &&Query| !query.guessed && matches!(query.origin, QueryOrigin::Code | QueryOrigin::View);
    for query in facts.lasting_queries().filter(clear) {
        if let Some((table, column)) = written(facts, query) {
            let message = format!(
                "`{}` has no column `{column}` to write: the database refuses the statement",
                table.name
            );
            seen.violated(query.place, message)
                .confidence(Confidence::Medium)
                .related(table.place, "made here");
            continue;
        }
        let unknown = query.predicates.iter().find_map(|predicate| {
            let table = whole(facts, predicate.table.as_deref()?)?;
            (table.column(&predicate.column).is_none() && !elsewhere(facts, query, predicate))
                .then_some((table, predicate))
        });
        if let Some((table, predicate)) = unknown {
            let message = format!(
                "`{}` has no column `{}`: the database refuses the statement",
                table.name, predicate.column
            );
            let sure = if predicate.quoted || !facts.catalog.objects.views.is_empty() && table.modelled {
                Confidence::Low
            } else {
                Confidence::Medium
            };
            seen.violated(query.place, message).confidence(sure).related(table.place, "made here");
        } else if query
            .predicates
            .iter()
            .any(|own| own.table.as_deref().is_some_and(|name| whole(facts, name).is_some()))
        {
            seen.met(query.place, || "its tables have the columns that it compares");
        }
    }
}

/// The first column that is written and not there.
fn written<'f>(facts: &'f Facts, query: &'f Query) -> Option<(&'f Table, &'f str)> {
    query.marks.iter().find_map(|mark| {
        let QueryMark::Written(written) = mark else { return None };
        let table = whole(facts, &written.table).filter(|table| !table.incomplete)?;
        let lacks =
            |name: &&String| table.column(name).is_none() && !OWN.contains(&name.to_lowercase().as_str());
        written.columns.iter().find(lacks).map(|column| (table, column.as_str()))
    })
}

/// The table of that name, where all of its columns are known.
fn whole<'f>(facts: &'f Facts, name: &str) -> Option<&'f Table> {
    let table = facts.catalog.only_table(name)?;
    (table.derived.is_none() && !table.columns.is_empty() && !table.modelled).then_some(table)
}

/// Whether the name may mean something else: a column of an outer table, or what the database adds.
fn elsewhere(facts: &Facts, query: &Query, predicate: &Predicate) -> bool {
    let other = |name: &String| {
        facts
            .catalog
            .table(None, name)
            .is_none_or(|table| table.column(&predicate.column).is_some() || table.derived.is_some())
    };
    OWN.contains(&predicate.column.to_lowercase().as_str()) || query.tables.iter().any(other)
}
