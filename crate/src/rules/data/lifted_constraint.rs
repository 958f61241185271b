use super::live;
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{AlterTable, Facts, FileEntry, SchemaChange, Switch};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "lifted-constraint",
    item: "data.constraints",
    severity: Severity::High,
    page: page!("lifted_constraint.md"),
    check,
};

/// Changes among which a switch is looked for.
const NEAR: usize = 2_000;

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let changes = &file.facts.schema_changes;
        let replaced = replaced(file);
        for (at, change) in changes.iter().enumerate() {
            let SchemaChange::AlterTable { name: table, change, place, .. } = change else { continue };
            match change {
                AlterTable::Switch(guard) if !guard.on => {
                    let later = changes.get(at + 1..).unwrap_or_default();
                    match restored(facts, file, later, (table, guard)) {
                        Some(on) if on.checked || guard.triggers || !can_check(facts, file) => {
                            seen.met(*place, || format!("what guards `{table}` is switched on again"));
                        }
                        on => switched(table, guard, *place, on.is_some(), seen),
                    }
                }
                AlterTable::DropConstraint(name) => {
                    dropped(facts, file, &replaced, (table, name, *place), seen);
                }
                _ => {}
            }
        }
    }
    gather::by_file(seen, |count| {
        format!("{count} constraints are taken away, and nothing checks what they did")
    });
}

/// Where the same is switched on again, behind it or in another file; not far away in a long one.
fn restored<'f>(
    facts: &'f Facts,
    file: &FileEntry,
    later: &'f [SchemaChange],
    (table, guard): (&str, &Switch),
) -> Option<&'f Switch> {
    let others = facts.files.iter().filter(|other| other.id != file.id);
    let mut all = later.iter().take(NEAR).chain(others.flat_map(|other| &other.facts.schema_changes));
    all.find_map(|change| match change {
        SchemaChange::AlterTable { name, change: AlterTable::Switch(own), .. } => {
            (own.on && name.eq_ignore_ascii_case(table) && own.covers(guard)).then_some(own)
        }
        _ => None,
    })
}

/// Whether switching a constraint on checks the rows only when the statement says so.
fn can_check(facts: &Facts, file: &FileEntry) -> bool {
    live::engine(facts, file).is_some_and(|engine| !engine.distinct_nulls && engine.partial_indexes)
}

fn switched(table: &str, guard: &Switch, place: Place, unchecked: bool, seen: &mut Seen) {
    let what = match (&guard.name, guard.triggers) {
        (Some(name), true) => format!("trigger `{name}` of `{table}` stays"),
        (Some(name), false) => format!("`{name}` of `{table}` stays"),
        (None, true) => format!("all triggers of `{table}` stay"),
        (None, false) => format!("all constraints of `{table}` stay"),
    };
    let message = match (unchecked, guard.triggers) {
        (true, _) => format!(
            "what is written to `{table}` from here on is never checked: it is switched on again without `WITH CHECK`"
        ),
        (false, true) => format!("{what} off: nothing does any more what they did for each row"),
        (false, false) => format!("{what} off: rows are written that it forbids"),
    };
    // One trigger may be meant to rest; with all of them, references are not checked either.
    let severity =
        if unchecked || (guard.triggers && guard.name.is_some()) { Severity::Low } else { Severity::High };
    seen.violated(place, message).severity(severity).confidence(Confidence::Medium);
}

/// A constraint that goes without another one of the table in its place.
fn dropped(
    facts: &Facts,
    file: &FileEntry,
    replaced: &BTreeSet<String>,
    (table, name, place): (&str, &str, Place),
    seen: &mut Seen,
) {
    let Some(confidence) = live::certainty(facts, table, file.id) else { return };
    if replaced.contains(&table.to_lowercase()) || name.to_lowercase().contains("not_null") {
        seen.met(place, || format!("another constraint or change of `{table}` comes with it"));
        return;
    }
    let message = format!("`{name}` of `{table}` goes, and nothing checks any more what it did");
    seen.violated(place, message).severity(Severity::Low).confidence(confidence);
}

/// The tables, in lower case, that get another constraint or lose what one was for.
fn replaced(file: &FileEntry) -> BTreeSet<String> {
    let tables = file.facts.schema_changes.iter().filter_map(|change| match change {
        SchemaChange::AlterTable { name, change, .. } => {
            let goes = matches!(change, AlterTable::DropColumn(_) | AlterTable::RenameColumn { .. });
            (goes || adds_constraint(change)).then_some(name)
        }
        SchemaChange::CreateIndex { table, index, .. } => index.unique.then_some(table),
        SchemaChange::DropTable { name, .. } | SchemaChange::RenameTable { name, .. } => Some(name),
        _ => None,
    });
    tables.map(|name| name.to_lowercase()).collect()
}

fn adds_constraint(change: &AlterTable) -> bool {
    matches!(
        change,
        AlterTable::AddCheck(_)
            | AlterTable::AddUnique(_)
            | AlterTable::AddPrimaryKey(_)
            | AlterTable::AddForeignKey(_)
            | AlterTable::AddExclusion(_)
            | AlterTable::SetNullable { nullable: false, .. }
    )
}
