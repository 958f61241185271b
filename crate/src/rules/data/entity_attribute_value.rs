use crate::facts::{Column, Facts, Table, TypeFamily, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "entity-attribute-value",
    item: "data.normalization",
    severity: Severity::Medium,
    page: page!("entity_attribute_value.md"),
    check,
};

/// Tables whose rows are keys and values by their nature.
const PAIRS: &[&str] = &[
    "config",
    "configuration",
    "env",
    "environment",
    "feature",
    "flag",
    "header",
    "i",
    "label",
    "locale",
    "option",
    "parameter",
    "preference",
    "secret",
    "setting",
    "tag",
    "translation",
    "variable",
    "cache",
    "metadata",
    "kv",
    "state",
    "counter",
    "stat",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition() && table.columns.len() <= 8) {
        let Some((entity, attribute, value)) = triple(table) else { continue };
        let message = format!(
            "`{}` keeps what belongs to `{}` as rows of `{}` and `{}` instead of columns",
            table.name, entity.name, attribute.name, value.name
        );
        let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
        finding.related(entity.place, "whose values they are");
        finding.related(attribute.place, "the name of a column, as data");
        finding.related(value.place, "values of every type, as text");
        finding.fix(tables::fix("Give each attribute a column with a type", target(table, entity)));
    }
}

/// A row for each thing, with a column for each attribute; which there are, only the rows say.
fn target(table: &Table, entity: &Column) -> String {
    let key = table.foreign_keys.iter().find(|key| tables::has(&key.columns, &entity.name));
    let refers = match key {
        Some(key) => format!(
            ",\n  FOREIGN KEY ({}) REFERENCES {}{}",
            entity.name,
            key.table,
            match key.referred.as_slice() {
                [only] => format!(" ({only})"),
                _ => String::new(),
            }
        ),
        None => String::new(),
    };
    format!(
        "-- A column for each attribute, with its type and its constraints:\nCREATE TABLE {}_values (\n  {} {} NOT NULL PRIMARY KEY,\n  color varchar(50),\n  weight_grams integer CHECK (weight_grams > 0){refers}\n);",
        table.name,
        table.spelled_column(&entity.name),
        tables::referring_type(entity),
    )
}

fn triple(table: &Table) -> Option<(&Column, &Column, &Column)> {
    let by_nature =
        words(&table.name).iter().any(|word| PAIRS.contains(&crate::facts::singular(word).as_str()));
    let is_text = |column: &&Column| matches!(column.type_.family, TypeFamily::Text { .. });
    let ends = |column: &Column, ends: &[&str]| {
        column.words().last().is_some_and(|last| ends.contains(&last.as_str()))
    };
    let says =
        |column: &Column, names: &[&str]| column.words().iter().any(|word| names.contains(&word.as_str()));
    let is_attribute = |column: &&Column| {
        says(column, &["attribute", "property", "field", "attr", "meta"])
            && ends(column, &["key", "name", "code", "attribute", "property", "field"])
    };
    let attribute = table.columns.iter().find(|column| is_text(column) && is_attribute(column))?;
    let value = table.columns.iter().find(|column| is_text(column) && ends(column, &["value", "val"]))?;
    let refers = |column: &&Column| {
        table
            .foreign_keys
            .iter()
            .any(|key| key.columns.iter().any(|own| own.eq_ignore_ascii_case(&column.name)))
            || (ends(column, &["id"]) && column.words().len() > 1 && !column.generated)
    };
    let entity = table.columns.iter().find(refers)?;
    (!by_nature).then_some((entity, attribute, value))
}
