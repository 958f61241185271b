use super::dependency::{self, Determined, Things};
use crate::facts::{Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "transitive-dependency",
    item: "data.normalization",
    severity: Severity::Low,
    page: page!("transitive_dependency.md"),
    check,
};

/// A single name beside a reference is a copy kept for speed; two show that the thing itself is kept here.
const FEWEST: usize = 2;

fn check(facts: &Facts, seen: &mut Seen) {
    let things = Things::new(facts);
    for table in tables::all(facts).filter(|table| !dependency::keeps_the_past(&table.name)) {
        let keyed =
            |name: &str| table.primary_key.as_ref().is_some_and(|key| tables::has(&key.columns, name));
        let mut determined = dependency::determined(table, FEWEST);
        determined.retain(|own| !keyed(&own.by.name) && !dependency::is_copy(&things, table, own));
        for own in &determined {
            report(&things, table, own, seen);
        }
        if let Some(key) = table.primary_key.as_ref().filter(|_| determined.is_empty()) {
            seen.met(key.place, || {
                format!("no column of `{}` is known to depend on another than its key", table.name)
            });
        }
    }
}

fn report(things: &Things<'_>, table: &Table, determined: &Determined<'_>, seen: &mut Seen) {
    let message = format!(
        "{} of `{}` follow from `{}`, not from the key of the row",
        determined.named(),
        table.name,
        determined.by.name
    );
    let Some(first) = determined.columns.first() else { return };
    let finding = seen.violated(first.place, message).confidence(Confidence::Medium);
    finding.related(determined.by.place, "what they follow from");
    let title = format!("Keep what belongs to `{}` in a table of its own", determined.by.name);
    finding.fix(tables::fix(title, dependency::target(things, table, determined)));
}
