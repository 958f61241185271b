use crate::facts::{Column, Facts, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "date-as-text",
    item: "data.types",
    severity: Severity::Medium,
    page: page!("date_as_text.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        // A database that cannot change a type has none for dates either: text is what it offers.
        if table.engine.is_some_and(|engine| engine.change_type.is_none()) {
            continue;
        }
        for column in table.columns.iter().filter(|column| is_date(column)) {
            match column.type_.family {
                TypeFamily::Text { .. } => {
                    let message = format!("`{}` of `{}` keeps a date as text", column.name, table.name);
                    seen.violated(column.place, message).confidence(Confidence::Medium);
                }
                TypeFamily::Date | TypeFamily::Timestamp { .. } => {
                    seen.met(column.type_.place, || {
                        format!("`{}` of `{}` is a date", column.name, table.name)
                    });
                }
                _ => {}
            }
        }
    }
    gather::by_file(seen, |count| format!("{count} columns keep dates as text"));
}

/// `created_at`, `birth_date`, `date_of_birth`, `dob`
fn is_date(column: &Column) -> bool {
    const EVENTS: &[&str] = &[
        "created",
        "updated",
        "deleted",
        "modified",
        "changed",
        "started",
        "ended",
        "finished",
        "expires",
        "expired",
        "published",
        "sent",
        "paid",
        "shipped",
        "delivered",
        "closed",
        "opened",
        "visited",
        "registered",
        "verified",
        "confirmed",
        "cancelled",
        "canceled",
        "completed",
        "scheduled",
        "issued",
        "due",
        "login",
        "seen",
    ];
    let words = column.words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["dob" | "birthdate" | "birthday"] | ["date", "of", ..] => true,
        [.., event, "at" | "on"] => EVENTS.contains(event),
        [.., before, "date"] => !["format", "per", "by"].contains(before),
        _ => false,
    }
}
