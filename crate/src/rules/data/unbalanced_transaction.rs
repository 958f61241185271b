use super::{live, transaction};
use crate::artifact::Place;
use crate::facts::{Facts, FileEntry, Implicit, Opened, SchemaChange, StepKind, Within};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unbalanced-transaction",
    item: "data.migrations-reversible",
    severity: Severity::Medium,
    page: page!("unbalanced_transaction.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let (mut open, mut told): (Option<Place>, bool) = (None, false);
        for (step, within) in facts.transactions(file) {
            match step.kind {
                StepKind::Begin => {
                    if let Some(first) = open.filter(|_| has_one(facts, file)) {
                        let message = "a transaction is open already: there is only one at a time, and the next `COMMIT` ends it";
                        seen.violated(step.place, message).related(first, "it is opened here");
                    }
                    open = Some(step.place);
                }
                StepKind::End => {
                    if let Some(begin) = open.take() {
                        seen.met(begin, || "the transaction is ended in the same file");
                    }
                }
                StepKind::Changes(ref range) => {
                    ended_by_change(facts, file, (open, step.place), range, seen);
                    continue;
                }
                _ => continue,
            }
            if let Some(within) = within.filter(|_| !told)
                && by_tool(facts, file, within)
            {
                told = true;
                let message = format!(
                    "{}: the file's own `COMMIT` ends that one, and what follows is no longer undone when it fails",
                    transaction::reason(within)
                );
                let finding = seen.violated(step.place, message).confidence(transaction::certainty(within));
                transaction::relate(finding, within);
            }
        }
        if let Some(begin) = open {
            let message = "the transaction is never committed: everything behind it is undone when the connection closes";
            seen.violated(begin, message).severity(Severity::High);
        }
    }
}

/// A change of a table that the database commits by itself, and with it what the transaction did before.
fn ended_by_change(
    facts: &Facts,
    file: &FileEntry,
    (open, place): (Option<Place>, Place),
    range: &std::ops::Range<usize>,
    seen: &mut Seen,
) {
    let commits = live::engine(facts, file).is_some_and(|engine| !engine.transactional_changes);
    let Some(begin) = open.filter(|_| commits) else { return };
    let changes = file.facts.schema_changes.get(range.clone()).unwrap_or_default();
    let altered = changes.iter().find_map(|change| match change {
        SchemaChange::AlterTable { name, .. } => live::certainty(facts, name, file.id).map(|_| name),
        _ => None,
    });
    if let Some(table) = altered {
        let message = format!(
            "the change of `{table}` commits by itself: no rollback takes back what stands before it"
        );
        seen.violated(place, message).severity(Severity::Low).related(begin, "the transaction begins here");
    }
}

/// The tool opened the transaction, in a database that has only one at a time.
fn by_tool(facts: &Facts, file: &FileEntry, within: Within<'_>) -> bool {
    matches!(within.opened, Opened::ByTool(_, Implicit::Tool))
        && live::engine(facts, file).is_some()
        && has_one(facts, file)
}

/// Whether the database has only one transaction at a time; others count how many are open.
fn has_one(facts: &Facts, file: &FileEntry) -> bool {
    live::likely_engine(facts, file).is_some_and(|engine| engine.locks_for_index)
}
