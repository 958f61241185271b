use super::live;
use crate::facts::{AlterTable, Facts, FileEntry, StepKind};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "exclusive-rebuild",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("exclusive_rebuild.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        if !live::engine(facts, file).is_none_or(|engine| engine.locks_for_index) {
            continue;
        }
        for change in live::changes(facts, file) {
            let AlterTable::Detach { part, online } = change.change else { continue };
            if *online {
                seen.met(change.place, || format!("`{}` is used while `{part}` leaves it", change.table));
                continue;
            }
            let message = format!("nobody uses `{}` while it waits to let go of `{part}`", change.table);
            let finding = seen.violated(change.place, message);
            let text = format!("ALTER TABLE {} DETACH PARTITION {part} CONCURRENTLY;", change.table);
            finding.severity(Severity::Low).confidence(change.confidence).fix(Fix {
                title: format!("Let go of `{part}` while the table is used"),
                edits: Vec::new(),
                code: Some(Snippet { language: "sql".to_owned(), text }),
            });
        }
        for step in &file.facts.run {
            match &step.kind {
                StepKind::RebuildTable { command, table } => {
                    let Some(confidence) = certainty(facts, file, table.as_deref()) else { continue };
                    let of = named(table.as_deref());
                    let message = format!("`{command}` writes {of} anew, and nobody can use it meanwhile");
                    seen.violated(step.place, message).severity(Severity::High).confidence(confidence);
                }
                StepKind::RebuildIndex { name, online: false } => {
                    let Some(confidence) = certainty(facts, file, name.as_deref()) else { continue };
                    let message =
                        format!("nobody writes the table until {} is built anew", named(name.as_deref()));
                    seen.violated(step.place, message).confidence(confidence);
                }
                StepKind::RefreshView { name, online: false } => {
                    let Some(confidence) = certainty(facts, file, Some(name)) else { continue };
                    let message = format!("nobody reads `{name}` until it is filled anew");
                    let finding = seen.violated(step.place, message);
                    let text = format!("REFRESH MATERIALIZED VIEW CONCURRENTLY {name};");
                    finding.severity(Severity::Low).confidence(confidence).fix(Fix {
                        title: format!("Refresh `{name}` while it is read"),
                        edits: Vec::new(),
                        code: Some(Snippet { language: "sql".to_owned(), text }),
                    });
                }
                StepKind::RebuildIndex { online: true, .. } | StepKind::RefreshView { online: true, .. } => {
                    seen.met(step.place, || "is done while others work");
                }
                _ => {}
            }
        }
    }
}

/// Without a name it is everything; a file that creates tables then works on what it has filled itself.
fn certainty(facts: &Facts, file: &FileEntry, name: Option<&str>) -> Option<Confidence> {
    let creates = facts.tables().any(|table| table.place.file == file.id);
    match name {
        Some(name) => {
            live::certainty(facts, name, file.id).filter(|_| !creates || facts.catalog.history.creates(name))
        }
        None => (!creates).then_some(Confidence::Medium),
    }
}

fn named(name: Option<&str>) -> String {
    name.map_or_else(|| "everything".to_owned(), |name| format!("`{name}`"))
}
