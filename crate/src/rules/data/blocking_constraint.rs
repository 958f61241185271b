use super::live::{self, LiveChange};
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{AlterTable, Derivation, Engine, Facts, FileEntry, SchemaChange};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "blocking-constraint",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("blocking_constraint.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let checked = checked(facts);
    for file in &facts.files {
        let Some(engine) = live::likely_engine(facts, file).filter(|engine| engine.adds_unvalidated) else {
            continue;
        };
        let added = added(file);
        let (mut sites, mut met) = (Vec::new(), 0);
        for change in live::changes(facts, file) {
            match judged((&checked, &added), file, engine, &change) {
                Some(Judged::Met(evidence)) => {
                    met += 1;
                    seen.met(change.place, || evidence);
                }
                Some(Judged::Blocks { message, code }) => {
                    let code = code.map(|code| live::spelled_for(facts, file, engine, code));
                    // A check of its bounds may have been added long ago.
                    let attached = matches!(change.change, AlterTable::Derive(_));
                    let confidence = if attached { Confidence::Low } else { change.confidence };
                    let change = LiveChange { confidence, ..change };
                    sites.push((message, code, change));
                }
                None => {}
            }
        }
        for change in &file.facts.schema_changes {
            match change {
                SchemaChange::ConstrainDomain { name, check } => {
                    domain(facts, file, (name, check.place, check.validated), seen);
                }
                SchemaChange::RequireDomain { name, place } => {
                    domain(facts, file, (name, *place, true), seen);
                }
                _ => {}
            }
        }
        tell(sites, met, seen);
    }
}

/// Every table with a column of the domain is looked through, under locks that keep its writers out.
fn domain(facts: &Facts, file: &FileEntry, (name, place, checks): (&str, Place, bool), seen: &mut Seen) {
    let made =
        file.facts.schema_changes.iter().any(
            |change| matches!(change, SchemaChange::CreateType(own) if own.name.eq_ignore_ascii_case(name)),
        );
    let Some(confidence) = live::certainty(facts, name, file.id).filter(|_| !made) else { return };
    if checks {
        let message = format!(
            "nobody writes a table with a column of `{name}` until all rows of all of them are checked"
        );
        seen.violated(place, message).confidence(confidence);
    } else {
        seen.met(place, || format!("values of `{name}` are checked later"));
    }
}

enum Judged {
    Met(String),
    Blocks { message: String, code: Option<String> },
}

fn judged(
    (checked, added): (&BTreeSet<String>, &BTreeSet<String>),
    file: &FileEntry,
    engine: &Engine,
    change: &LiveChange<'_>,
) -> Option<Judged> {
    let table = change.table;
    match change.change {
        // The reference of a column that is added with it has no values to check, unless there is a default.
        AlterTable::AddForeignKey(key) if key.validated && (!key.inline || has_default(file, change)) => Some(Judged::Blocks {
            message: format!("nobody writes `{table}` or `{}` until every row is checked against the other table", key.table),
            code: key.name.as_ref().map(|name| {
                format!(
                    "ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({}) REFERENCES {}{} NOT VALID;\nALTER TABLE {table} VALIDATE CONSTRAINT {name};",
                    key.columns.join(", "),
                    key.table,
                    if key.referred.is_empty() { String::new() } else { format!(" ({})", key.referred.join(", ")) },
                )
            }),
        }),
        AlterTable::AddForeignKey(key) if !key.validated => {
            Some(Judged::Met(format!("rows of `{table}` are checked later")))
        }
        AlterTable::AddCheck(check) if check.validated => Some(Judged::Blocks {
            message: format!("nobody uses `{table}` until every row is checked"),
            code: None,
        }),
        AlterTable::AddCheck(check) if !check.validated => Some(Judged::Met(format!("rows of `{table}` are checked later"))),
        AlterTable::SetNullable { nullable: false, unchecked: Some(_), .. } => {
            Some(Judged::Met(format!("rows of `{table}` are checked later")))
        }
        AlterTable::SetNullable { column, nullable: false, .. } if engine.locks_for_index => {
            if added.contains(&key(table, column)) {
                return None;
            }
            if checked.contains(&key(table, column)) {
                return Some(Judged::Met(format!("a constraint has shown that no `{column}` is null")));
            }
            let name = format!("{table}_{column}_not_null");
            Some(Judged::Blocks {
                message: format!("nobody uses `{table}` until every row is searched for a `{column}` without value"),
                code: Some(format!(
                    "ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL) NOT VALID;\nALTER TABLE {table} VALIDATE CONSTRAINT {name};\nALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;\nALTER TABLE {table} DROP CONSTRAINT {name};"
                )),
            })
        }
        AlterTable::Derive(Derivation::Partition(parent)) => {
            let checks = |(own, _): (&AlterTable, Place)| matches!(own, AlterTable::AddCheck(_));
            if altered(file, table).any(checks) {
                return Some(Judged::Met(format!("a constraint has shown that the rows belong to `{parent}`")));
            }
            let message = format!("nobody uses `{table}` until every row is compared with its bounds in `{parent}`, unless a check constraint says the same already");
            Some(Judged::Blocks { message, code: None })
        }
        _ => None,
    }
}

/// Whether the column that is added by the same action has a value in the rows that exist.
fn has_default(file: &FileEntry, change: &LiveChange<'_>) -> bool {
    altered(file, change.table).any(|(other, place)| {
        matches!(other, AlterTable::AddColumn(own) if own.default.is_some()) && place == change.place
    })
}

/// The columns that the file adds itself with a default: what scans the rows, their filling, is a matter of its own.
fn added(file: &FileEntry) -> BTreeSet<String> {
    let columns = file.facts.schema_changes.iter().filter_map(|change| match change {
        SchemaChange::AlterTable { name, change: AlterTable::AddColumn(own), .. } => {
            own.default.is_some().then(|| key(name, &own.name))
        }
        _ => None,
    });
    columns.collect()
}

/// The columns that a constraint keeps from being null, by table and name: `CHECK (column IS NOT NULL)`, whose rows
/// are known to hold to it, lets the database skip the search.
fn checked(facts: &Facts) -> BTreeSet<String> {
    let changes = facts.files.iter().flat_map(|file| &file.facts.schema_changes);
    let altered = changes.filter_map(|change| match change {
        SchemaChange::AlterTable { name, change, .. } => Some((name, change)),
        _ => None,
    });
    let validated: BTreeSet<String> = altered
        .clone()
        .filter_map(|(table, change)| match change {
            AlterTable::Validate(name) => Some(key(table, name)),
            _ => None,
        })
        .collect();
    let shown = altered.filter_map(|(table, change)| match change {
        AlterTable::SetNullable { column, unchecked: Some(name), .. } => {
            validated.contains(&key(table, name)).then(|| key(table, column))
        }
        AlterTable::AddCheck(check) => {
            let letters = check.expression.chars().filter(|c| !matches!(c, '"' | '(' | ')'));
            let text = letters.collect::<String>().to_lowercase();
            let known = check.validated
                || check.name.as_ref().is_some_and(|name| validated.contains(&key(table, name)));
            text.trim().strip_suffix(" is not null").filter(|_| known).map(|column| key(table, column))
        }
        _ => None,
    });
    shown.collect()
}

/// A thing of a table, as sets keep it.
fn key(table: &str, name: &str) -> String {
    format!("{table}\0{name}").to_lowercase()
}

fn altered<'a>(file: &'a FileEntry, table: &'a str) -> impl Iterator<Item = (&'a AlterTable, Place)> {
    file.facts.schema_changes.iter().filter_map(move |change| match change {
        SchemaChange::AlterTable { name, change, place, .. } if name.eq_ignore_ascii_case(table) => {
            Some((change, *place))
        }
        _ => None,
    })
}

fn tell(sites: Vec<(String, Option<String>, LiveChange<'_>)>, met: usize, seen: &mut Seen) {
    // One with its fix says more than a list of one.
    if let [(message, code, change)] = sites.as_slice() {
        let finding = seen.violated(change.place, message.clone()).confidence(change.confidence);
        if let Some(text) = code {
            finding.fix(Fix {
                title: "Add it unchecked, then check the rows while they are used".to_owned(),
                edits: Vec::new(),
                code: Some(Snippet { language: "sql".to_owned(), text: text.clone() }),
            });
        }
        return;
    }
    let sites = sites.into_iter().map(|(message, _, change)| Site {
        place: change.place,
        label: format!("`{}`", change.table),
        message,
        confidence: change.confidence,
        severity: None,
    });
    gather::tell(seen, sites.collect(), met.max(1), |count| {
        format!("{count} constraints keep everybody waiting while the rows are checked")
    });
}
