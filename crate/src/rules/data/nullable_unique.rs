use crate::artifact::Place;
use crate::facts::{Action, Column, Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::gather::{self, Site};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "nullable-unique",
    item: "data.constraints",
    severity: Severity::Low,
    page: page!("nullable_unique.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open = Vec::new();
    let mut whole = 0;
    for table in tables::all(facts) {
        if !table.engine.is_some_and(|engine| engine.distinct_nulls) {
            continue;
        }
        for (columns, place) in over_several(table) {
            let nullable: Vec<&str> = columns
                .iter()
                .filter_map(|name| table.column(name))
                .filter(|column| column.nullable && tells_apart(table, column))
                .map(|column| column.name.as_str())
                .collect();
            let required = |name: &String| table.column(name).is_some_and(|column| !column.nullable);
            if columns.iter().all(required) {
                whole += 1;
                seen.met(place, || format!("all columns have values that `{}` keeps unique", table.name));
            } else if !nullable.is_empty()
                && columns.iter().any(required)
                && !covered(table, &nullable)
                && !is_choice(table, &columns, &nullable)
            {
                open.push(site(table, &columns, &nullable, place));
            }
        }
    }
    gather::tell_few(seen, open, whole, |count| {
        format!(
            "{count} unique constraints take any number of equal rows, as one of their columns may be null"
        )
    });
}

fn site(table: &Table, columns: &[String], nullable: &[&str], place: Place) -> Site {
    let named = nullable.join("`, `");
    let deleted = nullable.iter().filter_map(|name| table.column(name)).any(is_deletion);
    let (message, severity) = if deleted {
        let live = format!(
            "nothing is unique among the rows of `{}` that are not deleted: `{named}` is null in each of them",
            table.name
        );
        (live, Some(Severity::High))
    } else {
        let any = format!(
            "any number of rows of `{}` with equal `{}` are taken while `{named}` is null",
            table.name,
            columns.join("`, `")
        );
        (any, None)
    };
    let label = format!("`{}` of `{}`", columns.join("`, `"), table.name);
    Site { place, label, message, confidence: Confidence::Medium, severity }
}

/// Unique constraints and whole unique indexes over several columns, to which rows without a value differ.
fn over_several(table: &Table) -> Vec<(Vec<String>, Place)> {
    let keys =
        table.uniques.iter().filter(|key| !key.nulls_alike).map(|key| (key.columns.clone(), key.place));
    let indexes = table.indexes.iter().filter(|index| index.unique && !index.nulls_alike);
    let indexes = indexes.filter(|index| index.condition.is_none());
    let indexes = indexes.map(|index| (index.leading_columns(), index.place, index.parts.len()));
    let indexes = indexes.filter(|(columns, _, parts)| columns.len() == *parts);
    let mut all: Vec<_> = keys.chain(indexes.map(|(columns, place, _)| (columns, place))).collect();
    all.retain(|(columns, _)| columns.len() > 1);
    all
}

/// Whether a row without the value is still one of several that must differ: it belongs to nobody in particular,
/// or is not deleted. A number that not every row has, or that is lost with what it refers to, is no such thing.
fn tells_apart(table: &Table, column: &Column) -> bool {
    let words = column.words();
    let lost = table
        .foreign_keys
        .iter()
        .any(|key| key.on_delete == Some(Action::SetNull) && tables::has(&key.columns, &column.name));
    let given = ["external", "provider", "remote", "source", "previous", "client", "request"];
    let by_others = words.iter().any(|word| given.contains(&word.as_str()));
    let scope = tables::refers(table, &column.name)
        || (words.len() > 1 && words.last().is_some_and(|last| last == "id") && !tables::is_text(column));
    (scope && !lost && !by_others) || is_deletion(column)
}

fn is_deletion(column: &Column) -> bool {
    let named = column.words().first().is_some_and(|first| first == "deleted" || first == "archived");
    named && tables::is_time(column)
}

/// A row is about one of several things: each has a unique constraint of its own beside the same column.
fn is_choice(table: &Table, columns: &[String], nullable: &[&str]) -> bool {
    let beside = |name: &&String| !nullable.iter().any(|own| name.eq_ignore_ascii_case(own));
    let required: Vec<&String> = columns.iter().filter(beside).collect();
    over_several(table).iter().any(|(other, _)| {
        other.len() == columns.len()
            && other != columns
            && required.iter().all(|name| tables::has(other, name))
    })
}

/// Another unique index holds for the rows without a value.
fn covered(table: &Table, nullable: &[&str]) -> bool {
    let mut partial = table.indexes.iter().filter(|index| index.unique);
    partial.any(|index| {
        let condition = index.condition.as_ref().map(|own| own.to_lowercase()).unwrap_or_default();
        condition.contains("is null") && nullable.iter().any(|name| condition.contains(&name.to_lowercase()))
    })
}
