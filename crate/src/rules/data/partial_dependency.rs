use super::dependency::{self, Determined, Things};
use crate::facts::{Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "partial-dependency",
    item: "data.normalization",
    severity: Severity::Medium,
    page: page!("partial_dependency.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let things = Things::new(facts);
    for table in tables::all(facts).filter(|table| !dependency::keeps_the_past(&table.name)) {
        let Some(key) = table.primary_key.as_ref().filter(|key| key.columns.len() > 1) else { continue };
        let mut determined = dependency::determined(table, 1);
        // What the parent says already is a copy, which is told as one.
        determined.retain(|own| {
            tables::has(&key.columns, &own.by.name) && !dependency::is_copy(&things, table, own)
        });
        for own in &determined {
            report(&things, table, own, seen);
        }
        if determined.is_empty() {
            seen.met(key.place, || {
                format!("no column of `{}` is known to depend on a part of its key", table.name)
            });
        }
    }
}

fn report(things: &Things<'_>, table: &Table, determined: &Determined<'_>, seen: &mut Seen) {
    let message = format!(
        "{} of `{}` depends on `{}` alone, which is only a part of the key",
        determined.named(),
        table.name,
        determined.by.name
    );
    let Some(first) = determined.columns.first() else { return };
    let finding = seen.violated(first.place, message).confidence(Confidence::Medium);
    finding.related(determined.by.place, "what it depends on");
    let title = format!("Keep what belongs to `{}` in a table of its own", determined.by.name);
    finding.fix(tables::fix(title, dependency::target(things, table, determined)));
}
