use crate::artifact::Place;
use crate::facts::{Facts, Table};
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
        let fate = if engine.cuts_names { "cuts off" } else { "refuses" };
        let before = long.len();
        for (name, place) in names(table).into_iter().filter(|(name, _)| name.len() > engine.longest_name) {
            let message = format!(
                "`{name}` has {} bytes: {} {fate} what is longer than {}",
                name.len(),
                engine.name,
                engine.longest_name
            );
            let confidence = crate::finding::Confidence::High;
            long.push(Site { place, label: format!("`{name}`"), message, confidence, severity: None });
        }
        if long.len() == before {
            met += 1;
            seen.met(table.place, format!("the names of `{}` are short enough", table.name));
        }
    }
    gather::tell_few(seen, long, met, |count| format!("{count} names are longer than the database keeps"));
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
