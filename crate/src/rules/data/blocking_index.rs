use crate::facts::{Engine, Facts, Index, SchemaChange};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "blocking-index",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: include_str!("blocking_index.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let known = facts.files.iter().find_map(|file| file.facts.engine);
    for file in &facts.files {
        let Some(engine) = file.facts.engine.or(known).filter(|engine| engine.locks_for_index) else {
            continue;
        };
        for change in &file.facts.schema_changes {
            if let SchemaChange::CreateIndex { table, index, .. } = change {
                if index.online {
                    let name = index.name.as_deref().unwrap_or(table);
                    seen.met(index.place, format!("`{name}` is built while `{table}` is written"));
                } else if !facts.catalog.creates(table) {
                    report(engine, table, index, seen);
                }
            }
        }
    }
}

fn report(engine: &Engine, table: &str, index: &Index, seen: &mut Seen) {
    let name = index.name.as_deref().unwrap_or("without a name");
    let message = format!("index `{name}` stops all writes to `{table}` until it is built");
    let columns = index.leading_columns();
    let finding = seen.violated(index.place, message).confidence(Confidence::Medium);
    let whole = columns.len() == index.parts.len()
        && index.condition.is_none()
        && index.method.is_none()
        && !index.unique;
    let code = whole.then(|| Snippet {
        language: "sql".to_owned(),
        text: format!("{} {name} ON {table} ({});", engine.create_index, columns.join(", ")),
    });
    finding.fix(Fix { title: format!("Build `{name}` while rows are written"), edits: Vec::new(), code });
}
