use super::live;
use crate::facts::{AlterTable, Facts, FileEntry, RunStep, SchemaChange, StepKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "table-copy",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("table_copy.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        if live::engine(facts, file).is_none_or(|engine| !engine.chooses_algorithm) {
            continue;
        }
        let mut checked = true;
        for (at, step) in file.facts.run.iter().enumerate() {
            match &step.kind {
                StepKind::SkipsChecks => checked = false,
                StepKind::Changes(range) => {
                    let changes = file.facts.schema_changes.get(range.clone()).unwrap_or_default();
                    let clause = file.facts.run.get(at + 1).filter(|next| next.place == step.place);
                    judge(facts, file, (step, changes, clause), checked, seen);
                }
                _ => {}
            }
        }
    }
}

fn judge(
    facts: &Facts,
    file: &FileEntry,
    (step, changes, clause): (&RunStep, &[SchemaChange], Option<&RunStep>),
    checked: bool,
    seen: &mut Seen,
) {
    let Some((table, confidence)) = changes.iter().find_map(|change| live_table(facts, file, change)) else {
        return;
    };
    let (algorithm, lock) = match clause.map(|clause| &clause.kind) {
        Some(StepKind::Algorithm { algorithm, lock }) => {
            (algorithm.as_deref().unwrap_or_default(), lock.as_deref().unwrap_or_default())
        }
        _ => ("", ""),
    };
    let mut refused = changes.iter().filter_map(|change| needs(changes, change, checked));
    let refused = refused.find(|(_, least)| match algorithm {
        "INSTANT" => true,
        "INPLACE" | "NOCOPY" => *least == "COPY",
        _ => false,
    });
    if let Some((what, least)) = refused {
        let message = format!(
            "`ALGORITHM={algorithm}` is refused for {what}, which needs `{least}`: the migration fails here"
        );
        seen.violated(step.place, message).severity(Severity::High);
        return;
    }
    let copies = changes
        .iter()
        .filter_map(|change| needs(changes, change, checked))
        .find(|(_, least)| *least == "COPY");
    let message = if algorithm == "COPY" || ["EXCLUSIVE", "SHARED"].contains(&lock) {
        format!("`{table}` is not written while the statement runs, as it asks for it itself")
    } else if let Some((what, _)) = copies.filter(|_| algorithm.is_empty()) {
        format!("{what} copies all of `{table}`, and nobody writes it meanwhile")
    } else {
        if !algorithm.is_empty() || lock == "NONE" {
            seen.met(step.place, || format!("fails rather than lock `{table}`"));
        }
        return;
    };
    seen.violated(step.place, message).confidence(confidence);
}

fn live_table<'a>(
    facts: &Facts,
    file: &FileEntry,
    change: &'a SchemaChange,
) -> Option<(&'a str, Confidence)> {
    let (SchemaChange::AlterTable { name, .. } | SchemaChange::CreateIndex { table: name, .. }) = change
    else {
        return None;
    };
    Some((name, live::certainty(facts, name, file.id)?))
}

/// What a change is, and the least that it takes: what is no more than a note in the dictionary is not here.
fn needs(
    changes: &[SchemaChange],
    change: &SchemaChange,
    checked: bool,
) -> Option<(&'static str, &'static str)> {
    let SchemaChange::AlterTable { change, .. } = change else {
        return matches!(change, SchemaChange::CreateIndex { .. }).then_some(("an index", "INPLACE"));
    };
    match change {
        AlterTable::AddUnique(_) => Some(("a unique index", "INPLACE")),
        AlterTable::AddPrimaryKey(_) => Some(("a primary key", "INPLACE")),
        AlterTable::AddForeignKey(_) if checked => Some(("a foreign key whose rows are checked", "COPY")),
        AlterTable::AddForeignKey(_) => Some(("a foreign key", "INPLACE")),
        AlterTable::DropPrimaryKey => {
            let another = changes.iter().any(|change| {
                matches!(change, SchemaChange::AlterTable { change: AlterTable::AddPrimaryKey(_), .. })
            });
            Some(("dropping the primary key", if another { "INPLACE" } else { "COPY" }))
        }
        _ => None,
    }
}
