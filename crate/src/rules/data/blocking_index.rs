use std::collections::HashMap;

use super::live;
use crate::artifact::Place;
use crate::facts::{Engine, Facts, FileEntry, Index, SchemaChange};
use crate::finding::{Edit, Finding, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, amend, gather};

pub(super) static RULE: Rule = Rule {
    id: "blocking-index",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("blocking_index.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let tables = tables(facts);
    for file in &facts.files {
        let Some(engine) = live::likely_engine(facts, file).filter(|engine| engine.locks_for_index) else {
            continue;
        };
        for change in &file.facts.schema_changes {
            if let SchemaChange::DropIndex { name, online, place } = change {
                let table = tables.get(&name.to_lowercase()).copied().unwrap_or(name);
                dropped((facts, file), engine, table, (name, *online, *place), seen);
            }
            if let SchemaChange::CreateIndex { table, index, .. } = change {
                if index.online {
                    let name = index.name.as_deref().unwrap_or(table);
                    seen.met(index.place, || format!("`{name}` is built while `{table}` is written"));
                } else if index.parent_only {
                    seen.met(index.place, || "the partitions are left to their own indexes");
                } else if let Some(confidence) = live::certainty(facts, table, file.id) {
                    report((facts, file), engine, table, index, seen).confidence(confidence);
                }
            }
        }
    }
    gather::by_file(seen, |count| {
        format!("{count} indexes keep others from their tables while they are built or dropped")
    });
}

/// The tables of indexes by their names in lower case.
fn tables(facts: &Facts) -> HashMap<String, &str> {
    let mut tables = HashMap::new();
    for change in facts.files.iter().flat_map(|file| &file.facts.schema_changes) {
        if let SchemaChange::CreateIndex { table, index, .. } = change
            && let Some(name) = &index.name
        {
            tables.entry(name.to_lowercase()).or_insert(table.as_str());
        }
    }
    tables
}

/// An index goes in a moment, once everybody who uses its table is done; whoever comes meanwhile waits behind.
fn dropped(
    (facts, file): (&Facts, &FileEntry),
    engine: &Engine,
    table: &str,
    (name, online, place): (&str, bool, Place),
    seen: &mut Seen,
) {
    if online {
        seen.met(place, || format!("`{name}` is dropped while its table is used"));
        return;
    }
    let Some(confidence) = live::certainty(facts, table, file.id) else { return };
    let message =
        format!("dropping index `{name}` keeps everybody from its table while it waits for its lock");
    let finding = seen.violated(place, message).severity(Severity::Low).confidence(confidence);
    finding.fix(Fix {
        title: format!("Drop `{name}` while its table is used"),
        edits: Vec::new(),
        code: Some(Snippet {
            language: "sql".to_owned(),
            text: live::spelled_for(facts, file, engine, format!("DROP INDEX CONCURRENTLY {name};")),
        }),
    });
}

fn report<'s>(
    (facts, file): (&Facts, &FileEntry),
    engine: &Engine,
    table: &str,
    index: &Index,
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
        text: live::spelled_for(
            facts,
            file,
            engine,
            format!("{} {name} ON {table} ({});", engine.create_index, columns.join(", ")),
        ),
    });
    let edits = edit(facts, file, engine, index).into_iter().collect();
    finding.fix(Fix { title: format!("Build `{name}` while rows are written"), edits, code })
}

/// Certain outside of a transaction; in a history of steps, where it is known what runs them.
fn edit(facts: &Facts, file: &FileEntry, engine: &Engine, index: &Index) -> Option<Edit> {
    let step = amend::single(facts, index.place)?;
    let mut steps = facts.transactions(file);
    let free = steps.any(|(own, within)| own.place == step.place && within.is_none());
    let known = live::engine(facts, file).is_some()
        && facts.history_of(file.id).is_none_or(|history| history.tool.is_some());
    // Nothing but the words stands before the name.
    let words = if index.unique { "CREATE UNIQUE INDEX " } else { "CREATE INDEX " };
    let place = amend::within(step.place, words);
    let certain =
        free && known && place == amend::before(index.place) && engine.create_index.ends_with("CONCURRENTLY");
    certain.then(|| Edit { place, text: "CONCURRENTLY ".to_owned() })
}
