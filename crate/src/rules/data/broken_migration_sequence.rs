use std::collections::HashMap;

use crate::collections::BTreeMap;

use crate::artifact::{Place, Span};
use crate::facts::{Facts, FileEntry, Migration, SchemaChange, StepHistory, StepRole};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "broken-migration-sequence",
    item: "data.migrations-compatible",
    severity: Severity::High,
    page: page!("broken_migration_sequence.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for history in &facts.histories.all {
        let files: Vec<&FileEntry> = history.steps.iter().filter_map(|id| facts.file(*id)).collect();
        let steps: Vec<(&FileEntry, &Migration)> = files
            .iter()
            .filter_map(|file| Some((*file, file.facts.migration.as_deref()?)))
            .filter(|(_, step)| step.role == StepRole::Forward && !step.version.is_empty())
            .collect();
        if steps.len() < 2 {
            continue;
        }
        let told = seen.violated.len();
        repeated(history, &steps, seen);
        left_out(history, &steps, seen);
        too_early(&files, seen);
        if seen.violated.len() == told
            && let Some((file, _)) = steps.first()
        {
            seen.met(start(file), || format!("{} steps follow one another", steps.len()));
        }
    }
}

/// Two steps with one number: the second is skipped or stops the tool.
fn repeated(history: &StepHistory, steps: &[(&FileEntry, &Migration)], seen: &mut Seen) {
    // Whoever reads files by their names alone may take both.
    let once = |file: &FileEntry| match &history.tool {
        Some(tool) => tool.runner.numbers_once,
        None => file.path.contains(".up."),
    };
    let mut first: BTreeMap<Vec<&str>, (&FileEntry, &Migration)> = BTreeMap::new();
    let mut sites = Vec::new();
    for (file, step) in steps {
        if !once(file) {
            continue;
        }
        let (before, other) = *first.entry(number(&step.version)).or_insert((file, step));
        // The same step for another database has the same title.
        if other.title == step.title {
            continue;
        }
        sites.push(Site {
            place: start(file),
            label: format!("`{}` again", step.version),
            message: format!(
                "`{}` has the number of `{}`: only one of them can be applied",
                file_name(&file.path),
                file_name(&before.path)
            ),
            confidence: certainty(history),
            severity: None,
        });
    }
    gather::tell_few(seen, sites, 1, |count| format!("{count} steps have the number of another one"));
}

fn certainty(history: &StepHistory) -> Confidence {
    let by_itself = history.tool.as_ref().is_some_and(|tool| tool.by_itself);
    if by_itself { Confidence::High } else { Confidence::Medium }
}

/// A number that is left out, where the tool stops at it.
fn left_out(history: &StepHistory, steps: &[(&FileEntry, &Migration)], seen: &mut Seen) {
    let Some(tool) = history.tool.as_ref().filter(|tool| tool.runner.counts_on) else { return };
    let mut before: Option<u64> = None;
    for (file, step) in steps {
        let Ok(number) = step.version.parse::<u64>() else { return };
        if let Some(before) = before.filter(|before| number > before + 1) {
            let message = format!(
                "number {} is missing: {} does not go on to `{}`",
                before + 1,
                tool.runner.name,
                file_name(&file.path)
            );
            seen.violated(start(file), message);
        }
        before = Some(number);
    }
}

/// A step that changes a table which only a later one creates.
fn too_early(files: &[&FileEntry], seen: &mut Seen) {
    // The first step that changes a table before any creates it; none once one has.
    let mut first: HashMap<String, Option<(usize, Place)>> = HashMap::new();
    for (at, file) in files.iter().enumerate() {
        for change in &file.facts.schema_changes {
            match change {
                SchemaChange::AlterTable { name, place, .. } => {
                    first.entry(name.to_lowercase()).or_insert(Some((at, *place)));
                }
                SchemaChange::CreateIndex { table, index, .. } => {
                    first.entry(table.to_lowercase()).or_insert(Some((at, index.place)));
                }
                SchemaChange::DropTable { name, .. } | SchemaChange::CreatePassing { name } => {
                    first.insert(name.to_lowercase(), None);
                }
                SchemaChange::RenameTable { name, to, .. } => {
                    first.insert(name.to_lowercase(), None);
                    first.insert(to.to_lowercase(), None);
                }
                SchemaChange::CreateView(view) => {
                    first.insert(view.name.to_lowercase(), None);
                }
                SchemaChange::CreateTable(table) => {
                    let early = first.insert(table.name.to_lowercase(), None).flatten();
                    if let Some((_, place)) = early.filter(|(early, _)| *early < at) {
                        let message = format!(
                            "`{}` is changed here, but only `{}` creates it: no empty database gets past this step",
                            table.name,
                            file_name(&file.path)
                        );
                        let finding = seen.violated(place, message).confidence(Confidence::Medium);
                        finding.related(table.place, "it is created here");
                    }
                }
                _ => {}
            }
        }
    }
}

/// The parts of a version by their values: `01.0` is `1`.
fn number(version: &str) -> Vec<&str> {
    let parts = version.split(|byte: char| !byte.is_ascii_digit());
    let mut parts: Vec<&str> = parts.map(|part| part.trim_start_matches('0')).collect();
    while parts.len() > 1 && parts.last() == Some(&"") {
        parts.pop();
    }
    parts
}

fn start(file: &FileEntry) -> Place {
    Place { file: file.id, span: Span::default() }
}

/// With the folder, where the step is one.
fn file_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if !["up.sql", "migration.sql"].contains(&name) {
        return name;
    }
    let folder = path.rsplit('/').nth(1);
    folder.unwrap_or(name)
}
