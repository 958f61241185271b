use crate::facts::{Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::gather::{self, Site};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "optional-everything",
    item: "data.constraints",
    severity: Severity::Low,
    page: page!("optional_everything.md"),
    check,
};

/// A table of fewer columns beside its key may have nothing that is needed.
const FEWEST: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open = Vec::new();
    let mut met = 0;
    // What is not set is taken from elsewhere.
    let defaulting = ["setting", "config", "configuration", "preference", "option", "override"];
    let whole = |table: &&Table| table.derived.is_none() && !tables::says(&table.name, &defaulting);
    for table in tables::all(facts).filter(whole) {
        let Some(key) = &table.primary_key else { continue };
        let own = || table.columns.iter().filter(|column| !tables::has(&key.columns, &column.name));
        if own().count() < FEWEST {
            continue;
        }
        if let Some(needed) = own().find(|column| !column.nullable) {
            met += 1;
            seen.met(needed.place, || {
                format!("a row of `{}` cannot be without `{}`", table.name, needed.name)
            });
        } else if states_nothing(table) {
            let message = format!(
                "a row of `{}` may be empty: none of its {} columns beside the key is needed",
                table.name,
                own().count()
            );
            let label = format!("`{}`", table.name);
            open.push(Site {
                place: table.place,
                label,
                message,
                confidence: Confidence::Medium,
                severity: None,
            });
        }
    }
    gather::tell_few(seen, open, met, |count| {
        format!("in {count} tables a row may be empty but for its key")
    });
}

fn states_nothing(table: &Table) -> bool {
    table.uniques.is_empty() && table.checks.is_empty() && !table.indexes.iter().any(|index| index.unique)
}
