use super::live;
use crate::artifact::Place;
use crate::facts::{Engine, Facts, FileEntry, Index, SchemaChange};
use crate::finding::{Edit, Finding, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, amend};

pub(super) static RULE: Rule = Rule {
    id: "blocking-index",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("blocking_index.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let Some(engine) = live::engine(facts, file).filter(|engine| engine.locks_for_index) else {
            continue;
        };
        for change in &file.facts.schema_changes {
            if let SchemaChange::DropIndex { name, online, place } = change {
                dropped(facts, file, (name, *online, *place), seen);
            }
            if let SchemaChange::CreateIndex { table, index, .. } = change {
                if index.online {
                    let name = index.name.as_deref().unwrap_or(table);
                    seen.met(index.place, format!("`{name}` is built while `{table}` is written"));
                } else if let Some(confidence) = live::certainty(facts, table, file.id) {
                    let edits = edit(facts, file, engine, index).into_iter().collect();
                    report(engine, table, index, edits, seen).confidence(confidence);
                }
            }
        }
    }
}

/// An index goes in a moment, once everybody who uses its table is done; whoever comes meanwhile waits behind.
fn dropped(facts: &Facts, file: &FileEntry, (name, online, place): (&str, bool, Place), seen: &mut Seen) {
    if online {
        seen.met(place, format!("`{name}` is dropped while its table is used"));
        return;
    }
    let mut changes = facts.files.iter().flat_map(|file| &file.facts.schema_changes);
    let table = changes.find_map(|change| match change {
        SchemaChange::CreateIndex { table, index, .. } => {
            let own = index.name.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(name));
            own.then_some(table.as_str())
        }
        _ => None,
    });
    let Some(confidence) = live::certainty(facts, table.unwrap_or(name), file.id) else { return };
    let message =
        format!("dropping index `{name}` keeps everybody from its table while it waits for its lock");
    let finding = seen.violated(place, message).severity(Severity::Low).confidence(confidence);
    finding.fix(Fix {
        title: format!("Drop `{name}` while its table is used"),
        edits: Vec::new(),
        code: Some(Snippet { language: "sql".to_owned(), text: format!("DROP INDEX CONCURRENTLY {name};") }),
    });
}

fn report<'s>(
    engine: &Engine,
    table: &str,
    index: &Index,
    edits: Vec<Edit>,
    seen: &'s mut Seen,
) -> &'s mut Finding {
    let name = index.name.as_deref().unwrap_or("without a name");
    let message = format!("index `{name}` stops all writes to `{table}` until it is built");
    let columns = index.leading_columns();
    let finding = seen.violated(index.place, message);
    let whole = columns.len() == index.parts.len()
        && index.condition.is_none()
        && index.method.is_none()
        && !index.unique;
    let code = whole.then(|| Snippet {
        language: "sql".to_owned(),
        text: format!("{} {name} ON {table} ({});", engine.create_index, columns.join(", ")),
    });
    finding.fix(Fix { title: format!("Build `{name}` while rows are written"), edits, code })
}

/// Certain outside of a transaction; in a history of steps, where it is known what runs them.
fn edit(facts: &Facts, file: &FileEntry, engine: &Engine, index: &Index) -> Option<Edit> {
    let step = amend::single(facts, index.place)?;
    let mut steps = facts.transactions(file);
    let free = steps.any(|(own, within)| own.place == step.place && within.is_none());
    let known = facts.history_of(file.id).is_none_or(|history| history.tool.is_some());
    // Nothing but the words stands before the name.
    let words = if index.unique { "CREATE UNIQUE INDEX " } else { "CREATE INDEX " };
    let place = amend::within(step.place, words);
    let certain =
        free && known && place == amend::before(index.place) && engine.create_index.ends_with("CONCURRENTLY");
    certain.then(|| Edit { place, text: "CONCURRENTLY ".to_owned() })
}
