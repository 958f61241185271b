use std::collections::HashMap;

use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "unchecked-range",
    item: "data.constraints",
    severity: Severity::Low,
    page: page!("unchecked_range.md"),
    check,
};

/// What is never below nothing.
const AMOUNTS: &[&str] =
    &["price", "quantity", "qty", "salary", "wage", "rating", "age", "weight", "height", "stock"];
/// What is between nothing and all.
const SHARES: &[&str] = &["percent", "percentage", "pct"];

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open = Vec::new();
    let mut first = None;
    for table in tables::all(facts) {
        let lower: Vec<String> = table.checks.iter().map(|check| check.expression.to_lowercase()).collect();
        let checked = |name: &str| {
            let name = name.to_lowercase();
            let at = lower.iter().position(|check| check.contains(&name))?;
            table.checks.get(at)
        };
        for column in table.columns.iter().filter(|column| has_range(column)) {
            if let Some(check) = checked(&column.name) {
                seen.met(check.place, || format!("`{}` of `{}` stays in its range", column.name, table.name));
            } else {
                open.push((column.place, format!("`{}` of `{}`", column.name, table.name)));
                first = first.or(Some(statement(
                    table,
                    &format!("{} >= 0", table.spelled_column(&column.name)),
                    &[column],
                )));
            }
        }
        if let Some((from, to)) = period(table) {
            match checked(&to.name)
                .filter(|check| check.expression.to_lowercase().contains(&from.name.to_lowercase()))
            {
                Some(check) => seen.met(check.place, || format!("`{}` ends after it begins", table.name)),
                None if table.exclusions.is_empty() => {
                    open.push((
                        to.place,
                        format!("`{}` before `{}` of `{}`", to.name, from.name, table.name),
                    ));
                    let order =
                        format!("{} <= {}", table.spelled_column(&from.name), table.spelled_column(&to.name));
                    first = first.or(Some(statement(table, &order, &[from, to])));
                }
                None => {}
            }
        }
    }
    let finding = gather::at_places(seen, &open, |count, first| match count {
        1 => format!("nothing keeps impossible values out: {first}"),
        _ => format!("nothing keeps impossible values out of {count} places: {first} and others"),
    });
    let (Some(finding), Some(text)) = (finding, first) else { return };
    finding.confidence(Confidence::Medium).fix(tables::fix("State what the values must be", text));
}

fn has_range(column: &Column) -> bool {
    let number = matches!(
        column.type_.family,
        TypeFamily::Integer { .. } | TypeFamily::Decimal | TypeFamily::Float | TypeFamily::Money
    );
    let last = column.words().last().map_or("", String::as_str);
    // An unsigned number has its lower bound by its type.
    let bounded = column.type_.text.to_ascii_lowercase().contains("unsigned") && !SHARES.contains(&last);
    number && !bounded && column.computed.is_none() && (AMOUNTS.contains(&last) || SHARES.contains(&last))
}

/// `start_date` and `end_date`, `valid_from` and `valid_to`: two columns that differ in nothing but that.
fn period(table: &Table) -> Option<(&Column, &Column)> {
    const SIDES: &[[&str; 2]] = &[
        ["start", "end"],
        ["starts", "ends"],
        ["from", "to"],
        ["begin", "end"],
        ["from", "until"],
        ["started", "ended"],
    ];
    let times = || table.columns.iter().filter(|column| tables::is_time(column));
    let named: HashMap<&[String], &Column> = times().map(|column| (column.words(), column)).collect();
    times().find_map(|from| {
        let own = from.words();
        SIDES.iter().find_map(|[start, end]| {
            let at = own.iter().position(|word| word == start)?;
            let mut other = own.to_vec();
            (*end).clone_into(other.get_mut(at)?);
            named.get(other.as_slice()).map(|to| (from, *to))
        })
    })
}

fn statement(table: &Table, condition: &str, columns: &[&Column]) -> String {
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let name = table.name_for(&names, "check");
    format!("ALTER TABLE {} ADD CONSTRAINT {name} CHECK ({condition});", table.spelled())
}
