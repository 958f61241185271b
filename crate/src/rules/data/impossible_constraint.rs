use super::conditions::{Condition, conditions, constant, quoted_constant};
use crate::artifact::Place;
use crate::facts::{Action, Check, Column, Facts, ForeignKey, Table, TypeFamily};
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
            if compares_with_null(check) {
                let message = format!(
                    "a comparison with NULL is never false: the check of `{}` keeps nothing out",
                    table.name
                );
                seen.violated(check.place, message);
            }
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
        for column in &table.columns {
            if let Some(message) = unfit(table, column) {
                let place = column.default.as_ref().map_or(column.place, |default| default.place);
                seen.violated(place, message);
            }
        }
        for key in &table.foreign_keys {
            action(table, key, seen);
        }
    }
}

/// Why a default is no value of the column's type, or of none where it needs one.
fn unfit(table: &Table, column: &Column) -> Option<String> {
    let default = &column.default.as_ref()?.value;
    let named = format!("`{}` of `{}`", column.name, table.name);
    if default.trim().eq_ignore_ascii_case("null") && !column.nullable {
        return Some(format!("{named} must have a value, and its default is none"));
    }
    // Where a type is no more than advice, any value is one.
    if table.engine.is_none_or(|engine| engine.groups_loosely && !engine.chooses_algorithm) {
        return None;
    }
    let text = quoted_constant(default)?;
    let number = text.trim().parse::<f64>().is_ok();
    match column.type_.family {
        TypeFamily::Integer { .. } | TypeFamily::Decimal | TypeFamily::Float if !number && is_word(&text) => {
            Some(format!("the default `{text}` of {named} is no number"))
        }
        TypeFamily::Text { most: Some(most), .. } if u32::try_from(text.chars().count()).ok()? > most => {
            Some(format!("the default `{text}` of {named} is longer than {most} characters"))
        }
        _ => None,
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphabetic() || letter == '_')
        && !text.is_empty()
        && !text.eq_ignore_ascii_case("nan")
}

/// What a foreign key writes into columns that cannot hold it.
fn action(table: &Table, key: &ForeignKey, seen: &mut Seen) {
    let columns: Vec<&Column> = key.columns.iter().filter_map(|name| table.column(name)).collect();
    // Of several columns, the action may name the one that it sets.
    let all = columns.len() == key.columns.len() && columns.iter().all(|column| !column.nullable);
    let emptied = key.on_delete == Some(Action::SetNull)
        || (key.on_delete == Some(Action::SetDefault)
            && columns.iter().all(|column| column.default.is_none()));
    let named = format!("`{}` of `{}`", key.columns.join("`, `"), table.name);
    if all && emptied {
        let message = format!(
            "{named} must have a value, and deleting a row of `{}` takes it away: that always fails",
            key.table
        );
        seen.violated(key.place, message);
    }
}

/// `state <> NULL`, `state IN ('open', NULL)`
fn compares_with_null(check: &Check) -> bool {
    let text: String = check.expression.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    // What stands in quotes is a value.
    if text.contains('\'') && text.contains("'null'") {
        return false;
    }
    ["= null", "=null", "<> null", "<>null", "!= null"].iter().any(|own| text.contains(own))
        || (text.contains(" in (") && [", null)", ",null)", "(null,"].iter().any(|own| text.contains(own)))
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
            seen.met(default.place, || format!("`{value}` is a value that `{}` may have", column.name));
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
