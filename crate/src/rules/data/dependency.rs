//! Columns that follow from another column of the row than its key, as names show it.

use std::collections::HashMap;

use crate::facts::{Column, Facts, Table, TypeFamily, singular, stem, words};
use crate::rules::tables;

/// Tables that keep what was true at a time, or what another system said.
const PAST: &[&str] = &[
    "archive",
    "audit",
    "bill",
    "cache",
    "dim",
    "event",
    "export",
    "fact",
    "history",
    "import",
    "invoice",
    "item",
    "line",
    "log",
    "order",
    "payment",
    "receipt",
    "report",
    "sale",
    "shipment",
    "snapshot",
    "staging",
    "stat",
    "summary",
    "transaction",
    "version",
    "view",
];
/// What is known of a thing, whatever it stands beside.
const KNOWN: &[&str] = &[
    "address",
    "birthdate",
    "birthday",
    "city",
    "country",
    "description",
    "email",
    "fax",
    "firstname",
    "lastname",
    "mail",
    "name",
    "phone",
    "postcode",
    "street",
    "surname",
    "telephone",
    "title",
    "username",
    "website",
    "zip",
    "zipcode",
    "dob",
];

/// Columns that follow from one.
pub(super) struct Determined<'a> {
    pub(super) by: &'a Column,
    /// What they are of: `student`.
    pub(super) thing: String,
    pub(super) columns: Vec<&'a Column>,
}

impl Determined<'_> {
    pub(super) fn named(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("`{}`", column.name)).collect();
        names.join(", ")
    }
}

pub(super) fn keeps_the_past(name: &str) -> bool {
    tables::says(name, PAST)
}

/// The tables of a submission by what one of their rows is called.
pub(super) struct Things<'a> {
    facts: &'a Facts,
    named: HashMap<String, &'a Table>,
}

impl<'a> Things<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let tables = tables::all(facts).map(|table| (stem(&words(&table.name)), table));
        Self { facts, named: tables.collect() }
    }
}

/// `student_name` and `student_email`, which follow from `student_id`, for each column that is called so; at
/// least `fewest` for each.
pub(super) fn determined(table: &Table, fewest: usize) -> Vec<Determined<'_>> {
    let own: Vec<String> = words(&table.name).iter().map(|word| singular(word)).collect();
    let mut numbers = Vec::new();
    let mut known: HashMap<String, Vec<&Column>> = HashMap::new();
    for column in &table.columns {
        let words = column.words();
        let [thing @ .., last] = words else { continue };
        if !thing.is_empty() && ["id", "no", "number", "code"].contains(&last.as_str()) {
            // A thing of the row itself: `order_number` of orders.
            if thing.last().is_some_and(|last| !own.contains(last)) {
                numbers.push((thing.join("_"), column));
            }
        } else if matches!(column.type_.family, TypeFamily::Text { .. } | TypeFamily::Date)
            && column.computed.is_none()
        {
            // `first_name`, `zip_code` are two words.
            for rest in 1..=2 {
                let Some((thing, rest)) = words.split_at_checked(words.len().saturating_sub(rest)) else {
                    continue;
                };
                if !thing.is_empty() && KNOWN.contains(&rest.concat().as_str()) {
                    known.entry(thing.join("_")).or_default().push(column);
                }
            }
        }
    }
    let determined = numbers.into_iter().filter_map(|(thing, by)| {
        let columns = known.get(&thing)?.clone();
        (columns.len() >= fewest).then_some(Determined { by, thing, columns })
    });
    determined.collect()
}

/// The table of the thing says the same in a column of the same name.
pub(super) fn is_copy(things: &Things<'_>, table: &Table, determined: &Determined<'_>) -> bool {
    let Some(parent) = parent(things, table, determined) else { return false };
    let rest = |column: &Column| {
        column.words().iter().skip(determined.thing.split('_').count()).cloned().collect::<Vec<_>>()
    };
    determined.columns.iter().any(|column| {
        let rest = rest(column);
        parent.columns.iter().any(|own| own.words() == rest || words(&own.name) == column.words())
    })
}

/// The table of the thing: the one that is referred to, or the one that is called so.
fn parent<'a>(things: &Things<'a>, table: &Table, determined: &Determined<'_>) -> Option<&'a Table> {
    let refers =
        |columns: &[String]| matches!(columns, [only] if only.eq_ignore_ascii_case(&determined.by.name));
    match table.foreign_keys.iter().find(|key| refers(&key.columns)) {
        Some(key) => things.facts.catalog.table(key.schema.as_deref(), &key.table),
        None => things.named.get(&determined.thing).copied(),
    }
}

/// The table that the columns belong to, and what is left of the one in which they stand.
pub(super) fn target(things: &Things<'_>, table: &Table, determined: &Determined<'_>) -> String {
    let dropped = tables::drop_columns(table, determined.columns.iter().copied());
    let by = table.spelled_column(&determined.by.name);
    if let Some(parent) = parent(things, table, determined) {
        let added = determined.columns.iter().map(|column| {
            format!(
                "ALTER TABLE {} ADD COLUMN {} {};",
                parent.spelled(),
                table.spelled_column(&column.name),
                column.type_.text
            )
        });
        return format!("{}\n{dropped}", added.collect::<Vec<_>>().join("\n"));
    }
    let name = tables::plural(&determined.thing);
    let columns = determined.columns.iter().map(|column| format!("  {}", tables::declared(table, column)));
    let key = format!("  {by} {} PRIMARY KEY", tables::referring_type(determined.by));
    let lines: Vec<String> = std::iter::once(key).chain(columns).collect();
    let names: Vec<String> = determined.columns.iter().map(|column| column.name.clone()).collect();
    let refer = format!(
        "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({by}) REFERENCES {name} ({by});",
        table.spelled(),
        table.name_for(std::slice::from_ref(&determined.by.name), "fkey"),
    );
    format!(
        "CREATE TABLE {name} (\n{}\n);\n-- Fails where rows disagree: settle those first.\nINSERT INTO {name} ({by}, {columns}) SELECT DISTINCT {by}, {columns} FROM {} WHERE {by} IS NOT NULL;\n{refer}\n{dropped}",
        lines.join(",\n"),
        table.spelled(),
        columns = table.spelled_columns(&names),
    )
}
