use super::live;
use crate::artifact::Place;
use crate::facts::{AlterTable, Facts, FileEntry, Query, QueryOrigin, QueryVerb, SchemaChange, StepKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "whole-table-backfill",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("whole_table_backfill.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        // The lock that a change takes is held until the transaction ends.
        let mut changed: Vec<(&str, Place)> = Vec::new();
        for step in &file.facts.run {
            match &step.kind {
                StepKind::Changes(range) => changed.extend(altered(file, range.clone())),
                StepKind::End => changed.clear(),
                StepKind::Rows(at) => {
                    let Some(query) = file.facts.queries.get(*at) else { continue };
                    judge(facts, file, query, &changed, seen);
                }
                _ => {}
            }
        }
    }
}

fn judge(facts: &Facts, file: &FileEntry, query: &Query, changed: &[(&str, Place)], seen: &mut Seen) {
    let writes = matches!(query.verb, QueryVerb::Update | QueryVerb::Delete);
    let Some(table) = query.tables.first().filter(|_| writes && query.origin == QueryOrigin::Statement)
    else {
        return;
    };
    let Some(confidence) = live::certainty(facts, table, file.id) else { return };
    let added = fills_added(file, table, query);
    if query.bounded || (query.filtered && !added) {
        seen.met(query.place, || format!("only some rows of `{table}` are written"));
        return;
    }
    // A table without its rows is a matter of its own.
    if query.verb == QueryVerb::Delete {
        return;
    }
    let message =
        format!("writes every row of `{table}` in one statement, and keeps them locked until it is done");
    let finding = seen.violated(query.place, message).confidence(confidence);
    let held = changed.iter().find(|(name, _)| name.eq_ignore_ascii_case(table));
    if let Some((_, place)) = held {
        finding.severity(Severity::High).related(*place, "the lock of this change may be held meanwhile");
    }
}

/// `WHERE status IS NULL` for a column that the file adds holds for every row.
fn fills_added(file: &FileEntry, table: &str, query: &Query) -> bool {
    let added = |column: &str| {
        file.facts.schema_changes.iter().any(|change| match change {
            SchemaChange::AlterTable { name, change: AlterTable::AddColumn(own), .. } => {
                name.eq_ignore_ascii_case(table)
                    && own.default.is_none()
                    && own.name.eq_ignore_ascii_case(column)
            }
            _ => false,
        })
    };
    query.tables.len() == 1
        && !query.predicates.is_empty()
        && query.predicates.iter().all(|predicate| !predicate.equality && added(&predicate.column))
}

fn altered(file: &FileEntry, range: std::ops::Range<usize>) -> Vec<(&str, Place)> {
    let changes = file.facts.schema_changes.get(range).unwrap_or_default();
    changes
        .iter()
        .filter_map(|change| match change {
            SchemaChange::AlterTable { name, place, .. } => Some((name.as_str(), *place)),
            _ => None,
        })
        .collect()
}
