use super::live;
use crate::artifact::Place;
use crate::facts::{AlterTable, Derivation, Facts, FileEntry, SchemaChange, StepKind};
use crate::finding::{Confidence, Edit, Fix, Seen, Severity};
use crate::rules::{Rule, amend, gather};

pub(super) static RULE: Rule = Rule {
    id: "unlimited-lock-wait",
    item: "data.migrations-locks",
    severity: Severity::Low,
    page: page!("unlimited_lock_wait.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut unlimited, mut edits, mut limited) = (Vec::new(), Vec::new(), 0);
    for file in &facts.files {
        if !live::likely_engine(facts, file).is_some_and(|engine| engine.locks_for_index) {
            continue;
        }
        let Some((place, table, limit)) = locked(facts, file) else { continue };
        if let Some(limit) = limit {
            limited += 1;
            seen.met(limit, || format!("waits only so long for the lock of `{table}`"));
        } else {
            edits.extend(edit(facts, file, place));
            unlimited.push((place, format!("`{table}`")));
        }
    }
    let finding = gather::at_places(seen, &unlimited, |count, first| {
        let others = if count > 1 {
            format!(" and {}", gather::count(count - 1, "other file"))
        } else {
            String::new()
        };
        format!("waits without limit for the lock of {first}{others}, and everybody behind it waits too")
    });
    if let Some(finding) = finding {
        // The runner or the role may set it; a sibling that does it shows that nobody else does.
        finding.confidence(if limited > 0 { Confidence::Medium } else { Confidence::Low });
        if edits.len() == unlimited.len() {
            finding.fix(Fix { title: "Wait only so long for a lock".to_owned(), edits, code: None });
        }
    }
}

/// The first statement that needs a table for itself, and the limit in force there.
fn locked<'a>(facts: &'a Facts, file: &'a FileEntry) -> Option<(Place, &'a str, Option<Place>)> {
    let (mut lasting, mut local) = (None, None);
    for step in &file.facts.run {
        match &step.kind {
            StepKind::LockTimeout { limited, local: true } => local = limited.then_some(step.place),
            StepKind::LockTimeout { limited, local: false } => lasting = limited.then_some(step.place),
            StepKind::End => local = None,
            StepKind::LockTable { table } if live::certainty(facts, table, file.id).is_some() => {
                return Some((step.place, table, local.or(lasting)));
            }
            StepKind::Changes(range) => {
                let changes = file.facts.schema_changes.get(range.clone()).unwrap_or_default();
                let locked = changes.iter().find_map(|change| needs(facts, file, change));
                if let Some((place, table)) = locked {
                    return Some((place, table, local.or(lasting)));
                }
            }
            _ => {}
        }
    }
    None
}

/// The table that a change needs for itself, or keeps writers from.
fn needs<'a>(facts: &Facts, file: &FileEntry, change: &'a SchemaChange) -> Option<(Place, &'a str)> {
    let (table, place) = match change {
        SchemaChange::AlterTable { change: AlterTable::Describe(_), .. } => return None,
        SchemaChange::AlterTable { change: AlterTable::AddTrait(own), .. } if own.value == "comment" => {
            return None;
        }
        SchemaChange::AlterTable { name, place, .. } | SchemaChange::DropTable { name, place, .. } => {
            (name, *place)
        }
        SchemaChange::CreateTrigger(trigger) => (&trigger.table, trigger.place),
        SchemaChange::CreateTable(table) => match &table.derived {
            Some(Derivation::Partition(parent)) => (parent, table.place),
            _ => return None,
        },
        _ => return None,
    };
    live::certainty(facts, table, file.id).map(|_| (place, table.as_str()))
}

/// The limit, before the first statement that needs it. Who runs the steps of a history may set one already.
fn edit(facts: &Facts, file: &FileEntry, place: Place) -> Option<Edit> {
    let limit = live::engine(facts, file)?.lock_limit.filter(|_| facts.history_of(file.id).is_none())?;
    let step = amend::statement(facts, place)?;
    Some(Edit { place: amend::before(step.place), text: format!("{limit}\n") })
}
