use crate::facts::{Facts, ForeignKey, Table};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-referential-action",
    item: "data.referential-actions",
    severity: Severity::Low,
    page: page!("missing_referential_action.md"),
    check,
};

/// Fewer references than this show no habit.
const FEWEST: usize = 2;
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    let tables = facts.tables().filter(|table| !table.is_partition());
    let keys: Vec<(&Table, &ForeignKey)> =
        tables.flat_map(|table| table.foreign_keys.iter().map(move |key| (table, key))).collect();
    let mut chosen = 0;
    for (table, key) in keys.iter().filter(|(_, key)| key.on_delete.is_some()) {
        chosen += 1;
        seen.met(key.place, || {
            format!("`{}` says what happens when its `{}` is deleted", table.name, key.table)
        });
    }
    let [(table, first), others @ ..] = keys.as_slice() else { return };
    // Where some references say it, those that do not may mean the default: to refuse the delete.
    if chosen > 0 || keys.len() < FEWEST {
        return;
    }
    let message = format!(
        "none of {} foreign keys says what happens to `{}` and the like when the row they point to is deleted",
        keys.len(),
        table.name
    );
    let finding = seen.violated(first.place, message).sites(keys.len());
    for (table, key) in others.iter().take(MOST_RELATED) {
        finding.related(key.place, format!("`{}` points to `{}`", table.name, key.table));
    }
}
