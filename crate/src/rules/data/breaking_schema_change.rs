use super::live;
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{AlterTable, Facts, FileEntry, Query, QueryOrigin, QueryVerb, SchemaChange};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, gather, migration};

pub(super) static RULE: Rule = Rule {
    id: "breaking-schema-change",
    item: "data.migrations-compatible",
    severity: Severity::Medium,
    page: page!("breaking_schema_change.md"),
    check,
};

/// What programs name in their statements, and can lose while they do.
const CALLED: &[&str] = &["view", "materialized view", "function", "procedure", "sequence"];
/// What goes on under another name, so that statements and values of before fail.
const NAMED: &[&str] = &["schema", "type", "sequence", "value"];

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let resets = resets(file);
        for change in &file.facts.schema_changes {
            if resets && matches!(change, SchemaChange::DropTable { .. }) {
                continue;
            }
            let Some((table, place, message)) = broken(change) else { continue };
            let Some(confidence) = live::certainty(facts, table, file.id) else { continue };
            if is_made_again(file, change) {
                continue;
            }
            let asked = asked_for(facts, change);
            let replaced = replaced(file, change);
            let finding = seen.violated(place, message).confidence(confidence);
            if let Some(text) = by_steps(facts, file, change) {
                finding.fix(Fix {
                    title: "Let both names work, and take the former away in a later release".to_owned(),
                    edits: Vec::new(),
                    code: Some(Snippet { language: "sql".to_owned(), text }),
                });
            }
            if let Some(query) = asked {
                finding.severity(Severity::High).confidence(Confidence::High);
                finding.related(query.place, "this code still asks for it");
            }
            if let Some((added, place)) = replaced {
                let message = format!("`{added}` takes its place in the same step: no release knows both");
                finding.severity(Severity::High).related(place, message);
            }
        }
    }
    gather::by_file(seen, |count| {
        format!("programs that still run look in vain for {count} things that go or get other names")
    });
}

/// What programs that run meanwhile still ask for, where the change takes it away.
fn broken(change: &SchemaChange) -> Option<(&str, Place, String)> {
    match change {
        SchemaChange::DropTable { name, place, .. } => Some((
            name,
            *place,
            format!("programs that still run lose the table `{name}`, and its rows are gone"),
        )),
        SchemaChange::RenameTable { name, to, place, .. } => Some((
            name,
            *place,
            format!("programs that still run look for `{name}`, which is `{to}` from then on"),
        )),
        SchemaChange::AlterTable { name, change: AlterTable::DropColumn(column), place, .. } => Some((
            name,
            *place,
            format!("programs that still run lose `{column}` of `{name}`, and its values are gone"),
        )),
        SchemaChange::AlterTable { name, change: AlterTable::RenameColumn { from, to }, place, .. } => {
            Some((
                name,
                *place,
                format!(
                    "programs that still run look for `{from}` of `{name}`, which is `{to}` from then on"
                ),
            ))
        }
        SchemaChange::AlterTable { name, change: AlterTable::SetSchema(to), place, .. } => Some((
            name,
            *place,
            format!(
                "programs that still run look for `{name}` where it was, and it is in `{to}` from then on"
            ),
        )),
        SchemaChange::DropObject { what, name, place } if CALLED.contains(&what.as_str()) => {
            Some((name, *place, format!("programs that still run lose the {what} `{name}`")))
        }
        SchemaChange::RenameObject { what, name, to, place }
            if CALLED.contains(&what.as_str()) || NAMED.contains(&what.as_str()) =>
        {
            Some((
                name,
                *place,
                format!("programs that still run look for the {what} `{name}`, which is `{to}` from then on"),
            ))
        }
        _ => None,
    }
}

/// Whether what goes is made anew by the same file, as whoever changes a view or a function does it.
/// Whether the file drops tables to make most of them again, as a script does that begins from nothing.
fn resets(file: &FileEntry) -> bool {
    let drops = |change: &SchemaChange| matches!(change, SchemaChange::DropTable { .. });
    if !file.facts.schema_changes.iter().any(drops) {
        return false;
    }
    let made: BTreeSet<String> = (file.facts.schema_changes.iter())
        .filter_map(|change| match change {
            SchemaChange::CreateTable(table) => Some(table.name.to_lowercase()),
            _ => None,
        })
        .collect();
    let dropped = file.facts.schema_changes.iter().filter_map(|change| match change {
        SchemaChange::DropTable { name, .. } => Some(made.contains(&name.to_lowercase())),
        _ => None,
    });
    let (mut again, mut gone) = (0usize, 0usize);
    dropped.for_each(|made| *(if made { &mut again } else { &mut gone }) += 1);
    again > 1 && again > gone
}

fn is_made_again(file: &FileEntry, change: &SchemaChange) -> bool {
    let SchemaChange::DropObject { name, .. } = change else { return false };
    file.facts.schema_changes.iter().any(|change| match change {
        SchemaChange::CreateView(view) => view.name.eq_ignore_ascii_case(name),
        SchemaChange::CreateRoutine(routine) => routine.name.eq_ignore_ascii_case(name),
        SchemaChange::CreateTable(table) => table.name.eq_ignore_ascii_case(name),
        // A function of a trigger that goes with it.
        SchemaChange::DropTrigger { .. } => true,
        _ => false,
    })
}

/// Statements under which both names work meanwhile.
fn by_steps(facts: &Facts, file: &FileEntry, change: &SchemaChange) -> Option<String> {
    match change {
        SchemaChange::RenameTable { name, to, .. } => {
            live::engine(facts, file).filter(|engine| engine.transactional_changes)?;
            Some(format!(
                "BEGIN;\nALTER TABLE {name} RENAME TO {to};\nCREATE VIEW {name} AS SELECT * FROM {to};\nCOMMIT;\n\
                 -- In a later release, once no program asks for it:\nDROP VIEW {name};"
            ))
        }
        SchemaChange::AlterTable { schema, name, change: AlterTable::RenameColumn { from, to }, .. } => {
            let table = facts.catalog.table(schema.as_deref(), name)?;
            let mut before = table.clone();
            let column = before.columns.iter_mut().find(|own| own.name.eq_ignore_ascii_case(to))?;
            column.name.clone_from(from);
            let column = column.clone();
            let steps =
                migration::rename(&before, &column, to).filter(|_| !migration::is_used(table, to))?.steps;
            Some(steps.iter().map(|step| step.up.as_str()).collect::<Vec<_>>().join("\n\n"))
        }
        _ => None,
    }
}

/// A query in code for what goes, where nothing of that name is left in the end.
fn asked_for<'a>(facts: &'a Facts, change: &SchemaChange) -> Option<&'a Query> {
    let (table, column) = match change {
        SchemaChange::DropTable { name, .. } | SchemaChange::RenameTable { name, .. } => (name, None),
        SchemaChange::AlterTable { name, change: AlterTable::DropColumn(column), .. }
        | SchemaChange::AlterTable { name, change: AlterTable::RenameColumn { from: column, .. }, .. } => {
            (name, Some(column))
        }
        _ => return None,
    };
    let left = facts.catalog.table(None, table);
    if left.is_some_and(|left| column.is_none_or(|column| left.column(column).is_some())) {
        return None;
    }
    facts.queries().filter(|query| query.origin == QueryOrigin::Code).find(|query| {
        let of = |own: &String| own.eq_ignore_ascii_case(table);
        query.tables.iter().any(of)
            && column.is_none_or(|column| {
                query.predicates.iter().any(|predicate| {
                    predicate.column.eq_ignore_ascii_case(column)
                        && predicate.table.as_ref().map_or(query.tables.len() == 1, of)
                })
            })
    })
}

/// The column that the same file adds and fills, where it drops another one of the table.
fn replaced<'a>(file: &'a FileEntry, change: &SchemaChange) -> Option<(&'a str, Place)> {
    let SchemaChange::AlterTable { name: table, change: AlterTable::DropColumn(_), .. } = change else {
        return None;
    };
    let fills = file.facts.queries.iter().any(|query| {
        query.verb == QueryVerb::Update
            && query.tables.first().is_some_and(|own| own.eq_ignore_ascii_case(table))
    });
    file.facts.schema_changes.iter().filter(|_| fills).find_map(|change| match change {
        SchemaChange::AlterTable { name, change: AlterTable::AddColumn(column), .. }
            if name.eq_ignore_ascii_case(table) =>
        {
            Some((column.name.as_str(), column.place))
        }
        _ => None,
    })
}
