use crate::collections::BTreeMap;
use crate::facts::{Facts, Table, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "table-per-period",
    item: "data.normalization",
    severity: Severity::Medium,
    page: include_str!("table_per_period.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut periods: BTreeMap<String, Vec<&Table>> = BTreeMap::new();
    for table in facts.tables().filter(|table| table.derived.is_none()) {
        if let Some(stem) = stem(table) {
            periods.entry(stem).or_default().push(table);
        }
    }
    for (stem, tables) in periods {
        let [first, others @ ..] = tables.as_slice() else { continue };
        if others.is_empty() || !others.iter().all(|other| other.columns.len() == first.columns.len()) {
            continue;
        }
        let message = format!("`{stem}` is kept in {} tables, one for each period", tables.len());
        let finding = seen.violated(first.place, message).confidence(Confidence::Medium).sites(tables.len());
        for other in others.iter().take(20) {
            finding.related(other.place, "the same columns for another period");
        }
    }
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
