//! Tables from which workers take rows.

use crate::facts::{Table, words};
use crate::rules::tables;

/// What a table is called from which workers take rows.
const QUEUES: &[&str] = &["job", "queue", "outbox", "inbox", "delivery"];
/// Words of columns that say whether it is a row's turn.
const TURNS: &[&str] = &[
    "status",
    "state",
    "run",
    "locked",
    "reserved",
    "available",
    "scheduled",
    "next",
    "processed",
    "published",
    "dispatched",
    "sent",
    "due",
    "queue",
    "priority",
    "visible",
    "claimed",
    "enqueued",
    "pending",
    "attempt",
];

/// Rows wait there to be taken: their name says so, and a column says that something is done or due.
pub(super) fn is_queue(table: &Table) -> bool {
    let worked = table.columns.iter().any(|column| {
        let words = column.words();
        let due = [
            "run",
            "locked",
            "reserved",
            "available",
            "scheduled",
            "next",
            "visible",
            "enqueued",
            "published",
            "processed",
        ];
        let first = words.first().is_some_and(|first| due.contains(&first.as_str()));
        first && (tables::is_time(column) || words.last().is_some_and(|last| last == "at" || last == "until"))
    });
    is_named(&table.name) && worked && table.columns.len() > 3
}

pub(super) fn is_turn(word: &str) -> bool {
    TURNS.contains(&word)
}

pub(super) fn says_turn(name: &str) -> bool {
    words(name).iter().any(|word| is_turn(word))
}

/// As tables are called from which workers take rows.
pub(super) fn is_named(name: &str) -> bool {
    tables::ends_in(name, QUEUES) && !tables::says(name, &["cron", "template", "history"])
}
