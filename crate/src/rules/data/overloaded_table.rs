use crate::collections::BTreeMap;

use crate::facts::{Column, Facts, Table, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "overloaded-table",
    item: "data.normalization",
    severity: Severity::Low,
    page: page!("overloaded_table.md"),
    check,
};

/// Columns that a table has at least before it is looked at, and that a group has.
const WIDE: usize = 25;
const GROUP: usize = 5;
/// Groups that make several things of a table.
const FEWEST: usize = 2;
/// Words that begin names of all kinds.
const EMPTY: &[&str] = &[
    "is", "has", "can", "num", "number", "total", "max", "min", "last", "first", "allow", "enable",
    "enabled", "show", "default", "use", "date", "the", "no", "avg", "sum", "count", "new", "old", "created",
    "updated", "other", "calendar", "fiscal", "days", "end", "start", "per",
];

type Groups<'a> = BTreeMap<String, Vec<&'a Column>>;

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts).filter(|table| {
        !tables::says(
            &table.name,
            &[
                "setting",
                "config",
                "configuration",
                "option",
                "preference",
                "stat",
                "metric",
                "report",
                "staging",
                "import",
                "fact",
                "dim",
                "archive",
                "history",
            ],
        )
    }) {
        if table.columns.len() < WIDE {
            if table.columns.len() > GROUP {
                seen.met(table.place, || format!("`{}` has {} columns", table.name, table.columns.len()));
            }
            continue;
        }
        let groups = groups(table);
        if groups.len() >= FEWEST {
            report(table, &groups, seen);
        }
    }
}

/// Columns by the first word of their names, where that is not the name of the table and so many have it.
fn groups(table: &Table) -> Groups<'_> {
    let own: Vec<String> = words(&table.name).iter().map(|word| singular(word)).collect();
    let mut groups: Groups<'_> = BTreeMap::new();
    for column in &table.columns {
        if let [first, _, ..] = column.words()
            && !own.contains(&singular(first))
            && !EMPTY.contains(&first.as_str())
            && !column.name.contains(|letter: char| letter.is_ascii_digit())
        {
            groups.entry(first.clone()).or_default().push(column);
        }
    }
    groups.retain(|_, columns| columns.len() >= GROUP);
    groups
}

fn report(table: &Table, groups: &Groups<'_>, seen: &mut Seen) {
    let named: Vec<String> = groups
        .iter()
        .take(6)
        .map(|(first, columns)| format!("{} begin with `{first}`", columns.len()))
        .collect();
    let message = format!(
        "`{}` is several things in one row: of its {} columns {}",
        table.name,
        table.columns.len(),
        named.join(", ")
    );
    let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
    for (first, column) in
        groups.iter().filter_map(|(first, columns)| Some((first, columns.first()?))).take(6)
    {
        finding.related(column.place, format!("the first that begins with `{first}`"));
    }
    let statements: Vec<String> =
        groups.iter().take(4).filter_map(|(first, columns)| statement(table, first, columns)).collect();
    if !statements.is_empty() {
        finding.fix(tables::fix(
            format!("Split `{}` by what the columns are about", table.name),
            statements.join("\n\n"),
        ));
    }
}

/// A table that has at most one row for each of the other.
fn statement(table: &Table, first: &str, columns: &[&Column]) -> Option<String> {
    let key = tables::key_column(table)?;
    let name = format!("{}_{first}", crate::facts::stem(&words(&table.name)));
    let reference = tables::reference(table)?;
    let own: Vec<String> =
        columns.iter().map(|column| format!("  {}", tables::declared(table, column))).collect();
    Some(format!(
        "CREATE TABLE {name} (\n  {reference} {} PRIMARY KEY,\n{},\n  FOREIGN KEY ({reference}) REFERENCES {} ({})\n);\n{}",
        tables::referring_type(key),
        own.join(",\n"),
        table.spelled(),
        table.spelled_column(&key.name),
        tables::drop_columns(table, columns.iter().copied()),
    ))
}
