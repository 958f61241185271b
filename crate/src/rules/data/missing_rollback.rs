use crate::artifact::{Place, Span};
use crate::facts::{Facts, FileEntry, StepHistory, StepRole};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "missing-rollback",
    item: "data.migrations-reversible",
    severity: Severity::Low,
    page: page!("missing_rollback.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for history in &facts.histories.all {
        let steps: Vec<&FileEntry> =
            history.steps.iter().filter_map(|id| facts.file(*id)).filter(|file| counts(file)).collect();
        let (with, without): (Vec<_>, Vec<_>) =
            steps.iter().copied().partition(|file| has_way_back(facts, history, file));
        // A house without ways back has chosen so, or mends forward.
        if with.len() < 2 || with.len() <= without.len() {
            continue;
        }
        for file in &with {
            seen.met(place(file), || "has a way back");
        }
        // Before the first step there is nothing to go back to.
        let first = steps.first().map(|file| file.id);
        let sites = without.iter().filter(|file| Some(file.id) != first).map(|file| Site {
            place: place(file),
            label: format!("`{}`", name(file)),
            message: format!(
                "`{}` has no way back, though {} have one",
                name(file),
                gather::count(with.len(), "other step")
            ),
            confidence: Confidence::Medium,
            severity: None,
        });
        gather::tell_few(seen, sites.collect(), with.len(), |count| {
            format!("{count} steps have no way back")
        });
    }
}

fn counts(file: &FileEntry) -> bool {
    file.facts.migration.as_deref().is_some_and(|step| step.role == StepRole::Forward && step.statements > 0)
}

/// One with statements, or one that says in words why it has none.
fn has_way_back(facts: &Facts, history: &StepHistory, file: &FileEntry) -> bool {
    let back = history.back_of(facts, file).and_then(|back| back.facts.migration.as_deref());
    let back = back.and_then(|step| step.way_back.as_ref());
    back.is_some_and(|back| back.statements > 0 || back.declined)
}

fn place(file: &FileEntry) -> Place {
    Place { file: file.id, span: Span::default() }
}

/// The name of the step: its folder where the file is only called `up.sql`.
fn name(file: &FileEntry) -> &str {
    let mut parts = file.path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let bare = ["up.sql", "migration.sql"].contains(&name);
    if bare { parts.next().unwrap_or(name) } else { name }
}
