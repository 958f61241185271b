use super::transaction;
use crate::artifact::Place;
use crate::facts::{AlterTable, Facts, FileEntry, Implicit, Opened, RunStep, SchemaChange, StepKind, Within};
use crate::finding::{Edit, Fix, Seen, Severity};
use crate::rules::{Rule, amend};

pub(super) static RULE: Rule = Rule {
    id: "online-index-in-transaction",
    item: "data.migrations-locks",
    severity: Severity::High,
    page: page!("online_index_in_transaction.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        for (step, within) in facts.transactions(file) {
            let Some(what) = refused(file, step) else { continue };
            match within.filter(|within| !is_spared(file, *within)) {
                Some(within) => report(what, file, step, within, seen),
                None => {
                    seen.met(step.place, || {
                        format!("{what} runs outside of a transaction, as far as the file shows")
                    });
                }
            }
        }
    }
}

/// The tool itself sees that nothing in the file can run inside of a transaction.
fn is_spared(file: &FileEntry, within: Within<'_>) -> bool {
    let Opened::ByTool(tool, _) = within.opened else { return false };
    let refused = file.facts.run.iter().filter(|step| refused(file, step).is_some()).count();
    let statements = file.facts.migration.as_deref().map_or(0, |step| step.statements);
    tool.runner.spares_online && refused == statements
}

fn report(what: &str, file: &FileEntry, step: &RunStep, within: Within<'_>, seen: &mut Seen) {
    let message = match within.opened {
        Opened::Here(_) => format!("{what} cannot run inside of a transaction: the migration fails here"),
        Opened::ByTool(tool, Implicit::Tool) if tool.runner.spares_online => format!(
            "{} refuses to mix {what} with statements that it runs in a transaction: the migration fails",
            tool.runner.name
        ),
        Opened::ByTool(..) => format!(
            "{what} cannot run inside of a transaction, and {}: the migration fails here",
            transaction::reason(within)
        ),
    };
    let finding = seen.violated(step.place, message).confidence(transaction::certainty(within));
    transaction::relate(finding, within);
    if let Opened::ByTool(tool, Implicit::Tool) = within.opened
        && let Some(opt_out) = tool.runner.opt_out
    {
        let text = if opt_out.starts_with("--") { opt_out.to_owned() } else { format!("`{opt_out}`") };
        finding.related(step.place, format!("{} opens none for a file with {text}", tool.runner.name));
    }
    if let Opened::Here(_) = within.opened
        && let Some(edits) = commit_before(file, step)
    {
        finding.fix(Fix { title: "Commit before the statement".to_owned(), edits, code: None });
    }
}

/// Of the last statement of a transaction: the commit that follows it, moved in front of it.
fn commit_before(file: &FileEntry, step: &RunStep) -> Option<Vec<Edit>> {
    let at = file.facts.run.partition_point(|other| other.place.span.start <= step.place.span.start);
    let end = file.facts.run.get(at).filter(|next| matches!(next.kind, StepKind::End))?;
    let commit = Edit { place: amend::before(step.place), text: "COMMIT;\n".to_owned() };
    Some(vec![commit, Edit { place: end.place, text: String::new() }])
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
                SchemaChange::AlterTable { change: AlterTable::Detach { online: true, .. }, .. } => {
                    Some("letting go of a partition concurrently")
                }
                _ => None,
            })
        }
        StepKind::RebuildIndex { online: true, .. } => Some("rebuilding an index concurrently"),
        StepKind::RebuildTable { command: "VACUUM FULL", .. } => Some("`VACUUM`"),
        StepKind::Alone(command) if file.facts.engine.is_none_or(|engine| engine.locks_for_index) => {
            Some(command)
        }
        _ => None,
    }
}

fn is_own(step: &RunStep, place: Place) -> bool {
    step.place.file == place.file && step.place.span.contains(place.span)
}
