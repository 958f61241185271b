use super::live;
use crate::facts::{Facts, FileEntry, Query, QueryOrigin, QueryVerb, SchemaChange, StepKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "irreversible-removal",
    item: "data.migrations-reversible",
    severity: Severity::High,
    page: page!("irreversible_removal.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        // A script that builds everything anew may clear the ground first.
        let builds = facts.tables().any(|table| table.place.file == file.id);
        for step in &file.facts.run {
            match &step.kind {
                StepKind::Truncate { tables, cascade } => {
                    let live = tables
                        .iter()
                        .find_map(|table| Some((table, live::certainty(facts, &table.value, file.id)?)));
                    let Some((table, confidence)) = live else { continue };
                    let message = if *cascade {
                        format!(
                            "empties `{}` and every table that refers to it; no way back restores the rows",
                            table.value
                        )
                    } else {
                        format!("empties `{}`; no way back restores the rows", table.value)
                    };
                    seen.violated(table.place, message).confidence(confidence);
                }
                StepKind::Drop { object, name, of, cascade } => {
                    let what =
                        format!("`{} {}{}`", object, name.value, if *cascade { " CASCADE" } else { "" });
                    let confidence = match *object {
                        "TABLE" | "VIEW" | "SEQUENCE" => live::certainty(facts, &name.value, file.id),
                        "COLUMN" | "CONSTRAINT" => {
                            of.as_ref().and_then(|of| live::certainty(facts, of, file.id))
                        }
                        "SCHEMA" | "DATABASE" if builds => None,
                        "DATABASE" | "OWNED" => Some(Confidence::Medium),
                        "SCHEMA" if *cascade || chooses(facts, file) => Some(Confidence::Medium),
                        _ if *cascade && !created(file, &name.value) => Some(Confidence::Medium),
                        _ => None,
                    };
                    let Some(confidence) = confidence else { continue };
                    let message = format!(
                        "dropping {what} takes more with it than it names, and no way back restores it"
                    );
                    let finding = seen.violated(name.place, message).confidence(confidence);
                    if ["VIEW", "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE"].contains(object) {
                        finding.severity(Severity::Low);
                    }
                }
                StepKind::Rows(at) => {
                    if let Some(query) = file.facts.queries.get(*at) {
                        emptied(facts, file, query, seen);
                    }
                }
                _ => {}
            }
        }
    }
}

fn emptied(facts: &Facts, file: &FileEntry, query: &Query, seen: &mut Seen) {
    let whole = query.verb == QueryVerb::Delete && query.origin == QueryOrigin::Statement && !query.bounded;
    let Some(table) = query.tables.first().filter(|_| whole) else { return };
    let Some(confidence) = live::certainty(facts, table, file.id) else { return };
    if query.filtered {
        seen.met(query.place, || format!("deletes only some rows of `{table}`"));
        return;
    }
    let message = format!("deletes every row of `{table}`; no way back restores them");
    seen.violated(query.place, message).confidence(confidence);
}

/// To databases that know no schemas within one, a schema is a database.
fn chooses(facts: &Facts, file: &FileEntry) -> bool {
    live::engine(facts, file).is_some_and(|engine| engine.chooses_algorithm)
}

/// Whether the file creates a type or routine of that name, as whoever changes it does.
fn created(file: &FileEntry, name: &str) -> bool {
    file.facts.schema_changes.iter().any(|change| match change {
        SchemaChange::CreateType(own) => own.name.eq_ignore_ascii_case(name),
        SchemaChange::CreateRoutine(own) => own.name.eq_ignore_ascii_case(name),
        SchemaChange::CreateView(own) => own.name.eq_ignore_ascii_case(name),
        // What takes its place stands under its name.
        SchemaChange::RenameObject { to, .. } => to.eq_ignore_ascii_case(name),
        _ => false,
    })
}
