use crate::artifact::Place;
use crate::facts::{Facts, FileEntry, RunStep, SchemaChange, StepKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "online-index-in-transaction",
    item: "data.migrations-locks",
    severity: Severity::High,
    page: include_str!("online_index_in_transaction.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let mut opened: Option<Place> = None;
        for step in &file.facts.run {
            match &step.kind {
                StepKind::Begin => opened = Some(step.place),
                StepKind::End => opened = None,
                _ => {}
            }
            let Some(what) = refused(file, step) else { continue };
            match opened {
                Some(begin) => {
                    let message =
                        format!("{what} cannot run inside of a transaction: the migration fails here");
                    seen.violated(step.place, message).related(begin, "the transaction begins here");
                }
                None => {
                    seen.met(step.place, format!("{what} runs outside of a transaction of the file's own"));
                }
            }
        }
    }
}

/// What databases refuse inside of a transaction.
fn refused(file: &FileEntry, step: &RunStep) -> Option<&'static str> {
    match &step.kind {
        StepKind::Changes(range) => {
            let changes = file.facts.schema_changes.get(range.clone())?;
            // Only PostgreSQL says it at the head of the statement; others build online where they can.
            let postgres = file.facts.engine.is_none_or(|engine| engine.locks_for_index);
            changes.iter().filter(|_| postgres).find_map(|change| match change {
                SchemaChange::CreateIndex { index, .. } if index.online => {
                    Some("building an index concurrently")
                }
                SchemaChange::DropIndex { online: true, place, .. } if is_own(step, *place) => {
                    Some("dropping an index concurrently")
                }
                _ => None,
            })
        }
        StepKind::RebuildIndex { online: true, .. } => Some("rebuilding an index concurrently"),
        StepKind::RebuildTable { command: "VACUUM FULL", .. } => Some("`VACUUM`"),
        _ => None,
    }
}

fn is_own(step: &RunStep, place: Place) -> bool {
    step.place.file == place.file && step.place.span.contains(place.span)
}
