use crate::facts::{Facts, Table, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "unlimited-retention",
    item: "data.retention",
    severity: Severity::Low,
    page: page!("unlimited_retention.md"),
    check,
};

/// Tables that gain rows with each thing that happens, and whose old rows nobody reads.
const LOGS: &[&str] = &[
    "audit",
    "log",
    "event",
    "history",
    "notification",
    "session",
    "metric",
    "impression",
    "click",
    "pageview",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let mut endless = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition() && is_log(table)) {
        if table.is_partitioned() {
            seen.met(table.place, || format!("old partitions of `{}` can be dropped", table.name));
        } else if let Some(column) = table.columns.iter().find(|column| expires(&column.name)) {
            seen.met(column.place, || format!("rows of `{}` say when they expire", table.name));
        } else {
            endless.push((table.place, format!("`{}`", table.name)));
        }
    }
    let finding = gather::at_places(seen, &endless, |count, first| {
        let whole = match count {
            1 => format!("{first} grows"),
            _ => format!("{first} and {} grow", gather::count(count - 1, "other table")),
        };
        format!("{whole} with everything that happens, and nothing shows how old rows go")
    });
    if let Some(finding) = finding {
        // A job outside of the schema may do it.
        finding.confidence(Confidence::Low);
    }
}

fn is_log(table: &Table) -> bool {
    words(&table.name).last().is_some_and(|last| LOGS.contains(&singular(last).as_str()))
        && table
            .columns
            .iter()
            .any(|column| matches!(column.type_.family, crate::facts::TypeFamily::Timestamp { .. }))
}

fn expires(name: &str) -> bool {
    let words = words(name);
    words.iter().any(|word| {
        ["expires", "expire", "expiry", "expiration", "ttl", "archived", "purge"].contains(&word.as_str())
    })
}
