use crate::facts::{Column, Facts, Restated, Table, TypeFamily, singular, words};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, migration};

pub(super) static RULE: Rule = Rule {
    id: "narrow-key",
    item: "data.primary-keys",
    severity: Severity::Low,
    page: page!("narrow_key.md"),
    check,
};

/// Tables that gain rows with each thing that happens.
const GROWING: &[&str] = &[
    "event",
    "log",
    "message",
    "notification",
    "session",
    "transaction",
    "payment",
    "order",
    "visit",
    "view",
    "click",
    "download",
    "request",
    "history",
    "audit",
    "metric",
    "measurement",
    "reading",
    "activity",
    "comment",
    "post",
    "impression",
    "delivery",
    "email",
    "job",
    "task",
    "entry",
    "item",
    "line",
    "detail",
    "token",
    "vote",
    "like",
];
const MOST_RELATED: usize = 20;
/// A migration widens so many keys at once.
const MOST_MIGRATED: usize = 4;

fn check(facts: &Facts, seen: &mut Seen) {
    let mut narrow: Vec<(&Table, &Column)> = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition() && grows(table)) {
        let Some(column) = counted_key(table) else { continue };
        match column.type_.family {
            TypeFamily::Integer { bits } if bits <= 32 => narrow.push((table, column)),
            _ => seen.met(column.place, || format!("the key of `{}` is wide enough", table.name)),
        }
    }
    let Some(((table, column), others)) = narrow.split_first() else { return };
    let more =
        if others.is_empty() { String::new() } else { format!(", as do those of {} more", others.len()) };
    let message = format!("the key of `{}`, which grows, ends at 32 bits{more}", table.name);
    let finding = seen.violated(column.place, message).confidence(Confidence::Medium).sites(narrow.len());
    for (table, column) in others.iter().take(MOST_RELATED) {
        finding.related(column.place, format!("the key of `{}`", table.name));
    }
    if narrow.len() <= MOST_MIGRATED {
        let referred = |table: &Table| {
            let keys = facts.tables().flat_map(|table| &table.foreign_keys);
            keys.map(|key| &key.table).any(|name| table.is_named(None, name))
        };
        let ways = narrow.iter().map(|(table, column)| {
            let way = if referred(table) { None } else { migration::widen(table, column) };
            Some((column.place, Some(way?)))
        });
        finding.migrations(ways.collect::<Option<Vec<_>>>().into_iter().flatten());
    }
    // SQL Server changes the type of a key only after all constraints on it are dropped.
    let changeable = table.engine.is_none_or(|engine| engine.restated != Restated::Nullability);
    finding.fix(Fix {
        title: "Use 64-bit keys".to_owned(),
        edits: Vec::new(),
        code: table
            .change_type(&column.name, "bigint")
            .filter(|_| changeable)
            .map(|text| Snippet { language: "sql".to_owned(), text }),
    });
}

fn grows(table: &Table) -> bool {
    words(&table.name).last().is_some_and(|last| GROWING.contains(&singular(last).as_str()))
}

/// The only column of the key, where the database counts it up.
fn counted_key(table: &Table) -> Option<&Column> {
    let [name] = table.primary_key.as_ref()?.columns.as_slice() else { return None };
    let column = table.column(name)?;
    (column.generated && matches!(column.type_.family, TypeFamily::Integer { .. })).then_some(column)
}
