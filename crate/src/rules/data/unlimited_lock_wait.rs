use super::live;
use crate::artifact::Place;
use crate::facts::{Facts, FileEntry, RunStep, SchemaChange, StepKind};
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
        let Some((place, table)) = locked(facts, file) else { continue };
        if let Some(limit) = limit(file) {
            limited += 1;
            seen.met(limit, format!("waits only so long for the lock of `{table}`"));
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

/// The first change that needs a table for itself.
fn locked<'a>(facts: &'a Facts, file: &'a FileEntry) -> Option<(Place, &'a str)> {
    let altered = live::changes(facts, file).next().map(|change| (change.place, change.table));
    let dropped = || {
        file.facts.schema_changes.iter().find_map(|change| match change {
            SchemaChange::DropTable { name, place, .. } => {
                live::certainty(facts, name, file.id).map(|_| (*place, name.as_str()))
            }
            _ => None,
        })
    };
    altered.or_else(dropped)
}

fn limit(file: &FileEntry) -> Option<Place> {
    let limits = |step: &&RunStep| matches!(step.kind, StepKind::LockTimeout);
    file.facts.run.iter().find(limits).map(|step| step.place)
}

/// The limit, before the first statement that needs it. Who runs the steps of a history may set one already.
fn edit(facts: &Facts, file: &FileEntry, place: Place) -> Option<Edit> {
    let limit = live::engine(facts, file)?.lock_limit.filter(|_| facts.history_of(file.id).is_none())?;
    let step = amend::statement(facts, place)?;
    Some(Edit { place: amend::before(step.place), text: format!("{limit}\n") })
}
