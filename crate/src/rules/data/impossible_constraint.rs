use super::conditions::{Condition, conditions, constant};
use crate::artifact::Place;
use crate::facts::{Facts, Table};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "impossible-constraint",
    item: "data.constraints",
    severity: Severity::High,
    page: page!("impossible_constraint.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts) {
        for check in &table.checks {
            let conditions = conditions(check);
            if let Some(column) = contradiction(&conditions) {
                let message = format!("no value of `{column}` meets the check of `{}`", table.name);
                seen.violated(check.place, message);
            }
            for condition in &conditions {
                judge(table, condition, check.place, seen);
            }
        }
        for column in table.columns.iter().filter(|column| !column.values.is_empty()) {
            let values = Condition::Among { column: column.name.clone(), values: column.values.clone() };
            judge(table, &values, column.type_.place, seen);
        }
    }
}

/// The column whose conditions leave no value.
fn contradiction(conditions: &[Condition]) -> Option<&str> {
    let bound = |wanted: &str, signs: [&str; 2], pick: fn(f64, f64) -> f64| {
        let numbers = conditions.iter().filter_map(|condition| match condition {
            Condition::Compared { column, operator, number } => {
                (column == wanted && signs.contains(&operator.as_str())).then_some(*number)
            }
            Condition::Among { .. } => None,
        });
        numbers.reduce(pick)
    };
    conditions.iter().find_map(|condition| {
        let Condition::Compared { column, .. } = condition else { return None };
        let least = bound(column, [">", ">="], f64::max)?;
        let most = bound(column, ["<", "<="], f64::min)?;
        (least > most).then_some(column.as_str())
    })
}

/// Whether the default of the column meets its condition.
fn judge(table: &Table, condition: &Condition, place: Place, seen: &mut Seen) {
    let (Condition::Among { column, .. } | Condition::Compared { column, .. }) = condition;
    let Some(column) = table.column(column) else { return };
    let Some(default) = &column.default else { return };
    let Some(value) = constant(&default.value) else { return };
    match meets(condition, &value) {
        Some(true) => {
            seen.met(default.place, format!("`{value}` is a value that `{}` may have", column.name));
        }
        Some(false) => {
            let message = format!(
                "the default `{value}` of `{}` of `{}` is no value that the column may have",
                column.name, table.name
            );
            seen.violated(default.place, message).related(place, "what it may have");
        }
        None => {}
    }
}

fn meets(condition: &Condition, value: &str) -> Option<bool> {
    match condition {
        Condition::Among { values, .. } => {
            Some(values.iter().any(|own| own.trim().eq_ignore_ascii_case(value.trim())))
        }
        Condition::Compared { operator, number, .. } => {
            let value: f64 = value.parse().ok()?;
            match operator.as_str() {
                ">" => Some(value > *number),
                ">=" => Some(value >= *number),
                "<" => Some(value < *number),
                "<=" => Some(value <= *number),
                _ => None,
            }
        }
    }
}
