use crate::collections::{BTreeSet, Sort};
use crate::facts::{Facts, QueryOrigin, QueryVerb, Table, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "over-indexed-table",
    item: "data.index-hygiene",
    severity: Severity::Low,
    page: page!("over_indexed_table.md"),
    check,
};

/// Indexes and keys that no table needs to explain.
const FEW: usize = 8;
/// Tables that are written all the time, by their names.
const WRITTEN: &[&str] = &[
    "activities",
    "activity",
    "audit",
    "audits",
    "event",
    "events",
    "histories",
    "history",
    "job",
    "jobs",
    "log",
    "logs",
    "message",
    "messages",
    "metric",
    "metrics",
    "notification",
    "notifications",
    "reading",
    "readings",
    "session",
    "sessions",
    "visit",
    "visits",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let tables: Vec<&Table> =
        facts.tables().filter(|table| !table.is_partition() && !table.columns.is_empty()).collect();
    let mut counts: Vec<usize> = tables.iter().map(|table| count(table)).collect();
    counts.order();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or_default().max(1);
    let inserted: BTreeSet<String> = facts
        .lasting_queries()
        .filter(|query| query.verb == QueryVerb::Insert && query.origin != QueryOrigin::Statement)
        .filter_map(|query| Some(query.tables.first()?.to_lowercase()))
        .collect();
    let (mut sites, mut met) = (Vec::new(), 0);
    for table in tables {
        let count = count(table);
        if count <= FEW || count < usual * 3 {
            if count > 1 {
                met += 1;
                seen.met(table.place, || {
                    format!("each row of `{}` is written to {count} indexes", table.name)
                });
            }
            continue;
        }
        let named = words(&table.name).iter().any(|word| WRITTEN.contains(&word.as_str()));
        let written = named || inserted.contains(&table.name.to_lowercase());
        let message = format!(
            "each new row of `{}` is written to {count} indexes, where most tables have {usual}",
            table.name
        );
        let sure = if written { Confidence::Medium } else { Confidence::Low };
        let label = format!("`{}`: {count} indexes", table.name);
        sites.push(Site { place: table.place, label, message, confidence: sure, severity: None });
    }
    gather::tell_few(seen, sites, met, |count| {
        format!(
            "each new row of {count} tables is written to at least three times as many indexes as is usual ({usual})"
        )
    });
}

/// Everything that is written beside the row.
fn count(table: &Table) -> usize {
    usize::from(table.primary_key.is_some()) + table.uniques.len() + table.indexes.len()
}
