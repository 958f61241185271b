use super::Remark;
use crate::artifact::{Place, Span};
use crate::facts::{Artifact, Facts, SchemaChange, StepHistory, Tool, Transaction};

/// Whether the submission shows a schema or the steps that lead to it, and which tool runs them.
pub(super) fn remarks(facts: &Facts) -> Vec<Remark> {
    let histories = || facts.histories.all.iter().filter(|history| !history.steps.is_empty());
    let steps = histories().filter(|history| history.steps.len() > 1).filter_map(mode_of_steps);
    let mut remarks: Vec<Remark> = steps.collect();
    if remarks.is_empty() {
        remarks.extend(mode(facts));
    }
    remarks.extend(histories().filter_map(|history| history.tool.as_ref()).map(tool));
    remarks
}

fn mode_of_steps(history: &StepHistory) -> Option<Remark> {
    let file = *history.steps.first()?;
    let folder = if history.folder.is_empty() { String::new() } else { format!(" in `{}`", history.folder) };
    Some(Remark {
        topic: "schema-mode",
        value: "migrations".to_owned(),
        evidence: format!("{} steps{folder}", history.steps.len()),
        place: Place { file, span: Span::default() },
    })
}

fn mode(facts: &Facts) -> Option<Remark> {
    let file = facts
        .files
        .iter()
        .find(|file| file.artifacts.contains(&Artifact::Schema) && !file.facts.schema_changes.is_empty())?;
    let changes = || facts.files.iter().flat_map(|file| &file.facts.schema_changes);
    let old = changes().find_map(|change| {
        match change {
            SchemaChange::AlterTable { name, .. }
            | SchemaChange::RenameTable { name, .. }
            | SchemaChange::DropTable { name, .. } => Some(name),
            SchemaChange::CreateIndex { table, .. } => Some(table),
            _ => None,
        }
        .filter(|name| !facts.catalog.history.creates(name))
    });
    let created = changes().filter(|change| matches!(change, SchemaChange::CreateTable(_))).count();
    let (value, evidence) = match old {
        Some(name) if created == 0 => ("migration", format!("changes `{name}`, which nothing here creates")),
        _ => ("schema", format!("creates {created} tables")),
    };
    let place = Place { file: file.id, span: Span::default() };
    Some(Remark { topic: "schema-mode", value: value.to_owned(), evidence, place })
}

fn tool(tool: &Tool) -> Remark {
    let how = match (tool.runner.transaction, tool.runner.whole) {
        (Transaction::File, _) => "each file in one transaction",
        (Transaction::Section, _) => "each changeset in one transaction",
        (Transaction::Pending, _) => "all that is pending in one transaction",
        (Transaction::Never, true) => "each file in one message",
        (Transaction::Never, false) => "no transaction",
    };
    Remark {
        topic: "migration-tool",
        value: format!("{}: {how}", tool.runner.name),
        evidence: tool.evidence.clone(),
        place: tool.place,
    }
}
