use super::conditions::compared;
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{Column, Facts, Flaw, ForeignKey, IndexPart, NamedTypeKind, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, bodies, tables};

pub(super) static RULE: Rule = Rule {
    id: "refused-definition",
    item: "data.constraints",
    severity: Severity::High,
    page: page!("refused_definition.md"),
    check,
};

/// Columns that a database adds to every table.
const OWN: &[&str] =
    &["oid", "tableoid", "ctid", "xmin", "rowid", "_rowid_", "$partition", "ora_rowscn", "$node_id"];
/// Functions whose value is another one tomorrow, as they stand in conditions.
const PASSING: &[&str] =
    &["now(", "current_timestamp", "current_date", "clock_timestamp(", "getdate(", "random("];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts).filter(|table| is_whole(table)) {
        let before = seen.violated.len();
        columns(table, seen);
        keys(table, seen);
        for key in &table.foreign_keys {
            reference(facts, table, key, seen);
        }
        for check in table.checks.iter().filter(|check| check.place.file == table.place.file) {
            if let Some(missing) = compared(check).iter().find(|column| lacks(table, column)) {
                let message =
                    format!("a check of `{}` is over `{missing}`, which it does not have", table.name);
                seen.violated(check.place, message).related(table.place, "the table");
            }
        }
        if table.engine.is_some_and(|engine| engine.chooses_algorithm) {
            counters(table, seen);
        }
        for index in table.indexes.iter().filter(|index| index.place.file == table.place.file) {
            let name = index.name.as_deref().unwrap_or("without a name");
            let plain = index.parts.iter().filter_map(|part| match part {
                IndexPart::Column(name) => Some(name),
                IndexPart::Expression(_) => None,
            });
            if let Some(missing) = plain.chain(&index.included).find(|column| lacks(table, column)) {
                let message =
                    format!("index `{name}` is over `{missing}`, which `{}` does not have", table.name);
                seen.violated(index.place, message).related(table.place, "the table");
            }
            let condition = index.condition.as_ref().map(|condition| condition.to_lowercase());
            if condition.is_some_and(|condition| PASSING.iter().any(|own| condition.contains(own))) {
                let message = format!(
                    "which rows `{name}` holds depends on the time at which one asks: the database refuses it"
                );
                seen.violated(index.place, message);
            }
        }
        if seen.violated.len() == before {
            seen.met(table.place, || format!("what is said of `{}` fits together", table.name));
        }
    }
    for (name, flaw) in bodies::flaws(facts) {
        if flaw.kind == Flaw::CommitsInTrigger {
            let message =
                format!("`{name}` ends the transaction of the statement that it is run by: that fails");
            seen.violated(flaw.place, message);
        }
    }
    for own in &facts.catalog.objects.types {
        if let NamedTypeKind::Enumeration(values) = &own.kind
            && let Some(value) = repeated(values.iter())
        {
            seen.violated(own.place, format!("`{}` has the value `{value}` twice", own.name));
        }
    }
}

/// A table all of whose columns its own statements show.
fn is_whole(table: &Table) -> bool {
    table.derived.is_none() && !table.modelled && !table.incomplete && !table.columns.is_empty()
}

fn lacks(table: &Table, column: &str) -> bool {
    let template = column.contains(['{', '$', '%', '@', '<']);
    table.column(column).is_none() && !template && !OWN.contains(&column.to_lowercase().as_str())
}

fn repeated<'a>(names: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    let mut known = BTreeSet::new();
    let mut again = names.filter(|name| !known.insert(name.as_str()));
    again.next()
}

fn columns(table: &Table, seen: &mut Seen) {
    let own = table.columns.iter().filter(|column| table.states(column.place));
    if let Some(name) = repeated(own.map(|column| &column.name)) {
        let again = table.columns.iter().rev().find(|column| column.name == *name);
        let place = again.map_or(table.place, |column| column.place);
        seen.violated(place, format!("`{}` has the column `{name}` twice", table.name));
    }
}

/// What MySQL refuses of columns that count up, lists of values and partitioned tables.
fn counters(table: &Table, seen: &mut Seen) {
    let counted = |column: &&Column| {
        column.generated
            && table.states(column.place)
            && !column.type_.text.to_lowercase().starts_with("serial")
    };
    let mut counters = table.columns.iter().filter(counted);
    if let (Some(_), Some(other)) = (counters.next(), counters.next()) {
        let message = format!("`{}` counts up two columns, of which there can be one", table.name);
        seen.violated(other.place, message);
    }
    for column in table.columns.iter().filter(counted) {
        if table.index_of(std::slice::from_ref(&column.name)).is_none() {
            let message =
                format!("`{}` of `{}` counts up, but no key begins with it", column.name, table.name);
            seen.violated(column.place, message);
        }
    }
    for column in &table.columns {
        if let Some(value) = repeated(column.values.iter()) {
            let message = format!("`{}` of `{}` has the value `{value}` twice", column.name, table.name);
            seen.violated(column.type_.place, message);
        }
    }
    if let Some(key) = table.foreign_keys.first().filter(|key| table.is_partitioned() && !key.inline) {
        let message = format!("`{}` is partitioned, and such a table can have no foreign key", table.name);
        seen.violated(key.place, message);
    }
}

fn keys(table: &Table, seen: &mut Seen) {
    if let Some(place) = table.second_key {
        let message = format!("`{}` has a second primary key, of which there can be one", table.name);
        seen.violated(place, message).related(table.place, "the table");
    }
    let stated =
        table.primary_key.iter().chain(&table.uniques).filter(|key| key.place.file == table.place.file);
    for key in stated {
        if let Some(missing) = key.columns.iter().find(|column| lacks(table, column)) {
            let message = format!("a key of `{}` is over `{missing}`, which it does not have", table.name);
            seen.violated(key.place, message).related(table.place, "the table");
            continue;
        }
        if let Some(column) = repeated(key.columns.iter()) {
            seen.violated(key.place, format!("a key of `{}` has `{column}` twice", table.name));
        }
        let outside = table.partitioned_by.iter().find(|column| !tables::has(&key.columns, column));
        // Others number their rows across partitions.
        let local = table.engine.is_some_and(|engine| engine.locks_for_index || engine.chooses_algorithm);
        if let Some(column) = outside.filter(|_| local && !key.columns.is_empty()) {
            let message = format!(
                "`{}` is partitioned by `{column}`, which its key leaves out: no partition knows the rows of another",
                table.name
            );
            let partitioned = table.trait_of("partition by").map_or(table.place, |own| own.place);
            seen.violated(key.place, message).related(partitioned, "how it is partitioned");
        }
    }
}

fn reference(facts: &Facts, table: &Table, key: &ForeignKey, seen: &mut Seen) {
    let at: Place = key.place;
    if at.file != table.place.file {
        return;
    }
    if let Some(missing) = key.columns.iter().find(|column| lacks(table, column)) {
        let message =
            format!("a foreign key of `{}` is over `{missing}`, which it does not have", table.name);
        seen.violated(at, message).related(table.place, "the table");
        return;
    }
    let other = facts.catalog.table(key.schema.as_deref(), &key.table);
    let Some(other) = other.filter(|other| is_whole(other) && other.engine == table.engine) else { return };
    // What another file says of the table may be an earlier or later state of it.
    let near = other.place.file == table.place.file;
    if let Some(missing) = key.referred.iter().find(|column| near && lacks(other, column)) {
        let message =
            format!("`{}` refers to `{missing}` of `{}`, which it does not have", table.name, other.name);
        seen.violated(at, message).related(other.place, "the table that it refers to");
        return;
    }
    let referred = match (key.referred.len(), &other.primary_key) {
        (0, Some(primary)) => primary.columns.len(),
        (count, _) => count,
    };
    if referred != 0 && referred != key.columns.len() && near {
        let message = format!(
            "a foreign key of `{}` with {} refers to {referred} of `{}`",
            table.name,
            crate::rules::gather::count(key.columns.len(), "column"),
            other.name
        );
        seen.violated(at, message)
            .confidence(Confidence::High)
            .related(other.place, "the table that it refers to");
    }
}
