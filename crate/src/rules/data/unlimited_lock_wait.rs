use super::live;
use crate::artifact::Place;
use crate::facts::{Facts, FileEntry, SchemaChange, StepKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "unlimited-lock-wait",
    item: "data.migrations-locks",
    severity: Severity::Low,
    page: include_str!("unlimited_lock_wait.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut unlimited, mut limited) = (Vec::new(), 0);
    for file in &facts.files {
        if !live::engine(facts, file).is_some_and(|engine| engine.locks_for_index) {
            continue;
        }
        let Some((place, table)) = locked(facts, file) else { continue };
        match limit(file) {
            Some(limit) => {
                limited += 1;
                seen.met(limit, format!("waits only so long for the lock of `{table}`"));
            }
            None => unlimited.push((place, format!("`{table}`"))),
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
    let limits = |step: &&crate::facts::RunStep| matches!(step.kind, StepKind::LockTimeout);
    file.facts.run.iter().find(limits).map(|step| step.place)
}
