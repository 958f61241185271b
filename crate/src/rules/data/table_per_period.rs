use crate::collections::BTreeMap;
use crate::facts::{Facts, Table, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "table-per-period",
    item: "data.normalization",
    severity: Severity::Medium,
    page: page!("table_per_period.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut periods: BTreeMap<String, Vec<&Table>> = BTreeMap::new();
    for table in facts.tables().filter(|table| table.derived.is_none()) {
        if let Some(stem) = stem(table) {
            periods.entry(stem).or_default().push(table);
        }
    }
    for (stem, own) in periods {
        let [first, others @ ..] = own.as_slice() else { continue };
        if others.is_empty() || !others.iter().all(|other| other.columns.len() == first.columns.len()) {
            continue;
        }
        let message = format!("`{stem}` is kept in {} tables, one for each period", own.len());
        let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(own.len());
        for other in others.iter().take(20) {
            finding.related(other.place, "the same columns for another period");
        }
        finding.fix(tables::fix("Keep all periods in one table", target(&stem, &own)));
    }
}

/// One table with the period as a column, and the rows of the others.
fn target(stem: &str, tables: &[&Table]) -> String {
    let [first, ..] = tables else { return String::new() };
    let columns = first.columns.iter().map(|column| format!("  {},\n", tables::declared(first, column)));
    let names: Vec<String> = first.columns.iter().map(|column| column.name.clone()).collect();
    let names = first.spelled_columns(&names);
    let rows = tables.iter().take(24).map(|table| {
        let period = words(&table.name).split_off(words(stem).len()).concat();
        format!("INSERT INTO {stem} ({names}, period) SELECT {names}, {period} FROM {};", table.spelled())
    });
    format!(
        "CREATE TABLE {stem} (\n{}  period integer NOT NULL\n);\n{}",
        columns.collect::<String>(),
        rows.collect::<Vec<_>>().join("\n")
    )
}

/// `sales` of `sales_2023`: what stands before a year, or a year and a month.
fn stem(table: &Table) -> Option<String> {
    let words = words(&table.name);
    let at = words.iter().position(|word| is_year(word)).filter(|at| *at > 0)?;
    let numbers = words.get(at..)?.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    numbers.then(|| words.get(..at).unwrap_or_default().join("_"))
}

fn is_year(word: &str) -> bool {
    let year = word.get(..4).and_then(|year| year.parse::<u16>().ok());
    matches!(word.len(), 4 | 6 | 8) && year.is_some_and(|year| (1990..2100).contains(&year))
}
