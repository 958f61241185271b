use super::queue::{is_queue, is_turn, says_turn};
use crate::facts::{Column, Facts, Table, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "unindexed-queue",
    item: "data.query-indexes",
    severity: Severity::Medium,
    page: page!("unindexed_queue.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts).filter(|table| is_queue(table)) {
        let turns: Vec<&Column> = table.columns.iter().filter(|column| says_turn(&column.name)).collect();
        let leads = table.indexes.iter().find(|index| {
            let first = index.leading_columns().into_iter().next();
            let condition = index.condition.as_deref().unwrap_or_default();
            first.is_some_and(|first| says_turn(&first)) || words(condition).iter().any(|word| is_turn(word))
        });
        let key = table.uniques.iter().chain(&table.primary_key);
        let keyed = key.filter_map(|key| key.columns.first()).any(|first| says_turn(first));
        if let Some(index) = leads {
            seen.met(index.place, || format!("the next row of `{}` is found by an index", table.name));
        } else if !keyed {
            report(table, &turns, seen);
        }
    }
}

fn report(table: &Table, turns: &[&Column], seen: &mut Seen) {
    let Some(first) = turns.first() else { return };
    let message = format!(
        "each worker reads all of `{}` to find the next row: no index says whose turn it is",
        table.name
    );
    let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
    finding.related(first.place, "tells whether it is a row's turn");
    let state = turns
        .iter()
        .find(|column| !tables::is_time(column) && tables::ends_in(&column.name, &["status", "state"]));
    let due = turns.iter().find(|column| tables::is_time(column));
    let columns: Vec<String> = state.into_iter().chain(due).map(|column| column.name.clone()).collect();
    let columns = if columns.is_empty() { vec![first.name.clone()] } else { columns };
    let title = format!("Index `{}` by `{}`", table.name, columns.join("`, `"));
    finding.fix(tables::fix(title, table.create_index(&columns, !table.modelled)));
}
