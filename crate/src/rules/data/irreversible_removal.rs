use super::live;
use crate::facts::{Facts, FileEntry, Query, QueryOrigin, QueryVerb, StepKind};
use crate::finding::{Seen, Severity};
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
                StepKind::Drop { object, name, cascade } => {
                    let what =
                        format!("`{} {}{}`", object, name.value, if *cascade { " CASCADE" } else { "" });
                    let confidence = match object.as_str() {
                        "TABLE" => live::certainty(facts, &name.value, file.id),
                        "SCHEMA" | "DATABASE" if builds => None,
                        "DATABASE" => Some(crate::finding::Confidence::Medium),
                        "SCHEMA" if *cascade => Some(crate::finding::Confidence::Medium),
                        _ => None,
                    };
                    let Some(confidence) = confidence else { continue };
                    let message = format!(
                        "dropping {what} takes more with it than it names, and no way back restores it"
                    );
                    seen.violated(name.place, message).confidence(confidence);
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
        seen.met(query.place, format!("deletes only some rows of `{table}`"));
        return;
    }
    let message = format!("deletes every row of `{table}`; no way back restores them");
    seen.violated(query.place, message).confidence(confidence);
}
