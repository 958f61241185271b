use super::live;
use crate::artifact::Place;
use crate::facts::{AlterTable, Engine, Facts, SchemaChange, Table};
use crate::finding::{Seen, Severity};
use crate::rules::gather::{self, Site};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule =
    Rule { id: "cut-name", item: "data.naming", severity: Severity::Low, page: page!("cut_name.md"), check };

fn check(facts: &Facts, seen: &mut Seen) {
    let mut long = Vec::new();
    let mut met = 0;
    for table in tables::all(facts).filter(|table| !table.modelled) {
        let Some(engine) = table.engine else { continue };
        let before = long.len();
        let names = names(table).into_iter().filter(|(name, _)| name.len() > engine.longest_name);
        long.extend(names.map(|(name, place)| site(engine, name, place)));
        if long.len() == before {
            met += 1;
            seen.met(table.place, || format!("the names of `{}` are short enough", table.name));
        }
    }
    for file in &facts.files {
        let Some(engine) = live::engine(facts, file) else { continue };
        let changes = file.facts.schema_changes.iter().filter_map(named);
        for (table, name, place) in changes.filter(|(_, name, _)| name.len() > engine.longest_name) {
            // Of a table that is read, the table itself tells.
            if facts.catalog.table(None, table).is_none() {
                long.push(site(engine, name, place));
            }
        }
    }
    gather::tell_few(seen, long, met, |count| format!("{count} names are longer than the database keeps"));
}

fn site(engine: &Engine, name: &str, place: Place) -> Site {
    let fate = if engine.cuts_names { "cuts off" } else { "refuses" };
    let message = format!(
        "`{name}` has {} bytes: {} {fate} what is longer than {}",
        name.len(),
        engine.name,
        engine.longest_name
    );
    let confidence = crate::finding::Confidence::High;
    Site { place, label: format!("`{name}`"), message, confidence, severity: None }
}

/// What a change gives a name: the table, the name and its place.
fn named(change: &SchemaChange) -> Option<(&str, &str, Place)> {
    let (table, name, place) = match change {
        SchemaChange::CreateIndex { table, index, .. } => (table, index.name.as_ref()?, index.place),
        SchemaChange::AlterTable { name: table, change, .. } => match change {
            AlterTable::AddColumn(column) => (table, &column.name, column.place),
            AlterTable::AddPrimaryKey(key) | AlterTable::AddUnique(key) => {
                (table, key.name.as_ref()?, key.place)
            }
            AlterTable::AddForeignKey(key) => (table, key.name.as_ref()?, key.place),
            AlterTable::AddCheck(check) => (table, check.name.as_ref()?, check.place),
            _ => return None,
        },
        _ => return None,
    };
    Some((table, name, place))
}

/// The table's and what belongs to it.
fn names(table: &Table) -> Vec<(&str, Place)> {
    let columns = table.columns.iter().map(|own| (Some(&own.name), own.place));
    let indexes = table.indexes.iter().map(|own| (own.name.as_ref(), own.place));
    let keys = table.primary_key.iter().chain(&table.uniques).map(|own| (own.name.as_ref(), own.place));
    let references = table.foreign_keys.iter().map(|own| (own.name.as_ref(), own.place));
    let checks = table.checks.iter().map(|own| (own.name.as_ref(), own.place));
    let all = columns.chain(indexes).chain(keys).chain(references).chain(checks);
    let named = all.filter_map(|(name, place)| Some((name?.as_str(), place)));
    std::iter::once((table.name.as_str(), table.place)).chain(named).collect()
}
