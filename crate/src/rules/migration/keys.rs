//! Keys and references that are added while rows are written.

use super::Draft;
use super::columns::Mirror;
use crate::facts::{Column, Table};
use crate::finding::{Migration, Stage};

/// A foreign key, with the index that finds the rows that refer to one.
pub(in crate::rules) fn reference(
    table: &Table,
    columns: &[String],
    parent: &Table,
    referred: &[String],
) -> Option<Migration> {
    let mut draft = Draft::unvalidated(table)?;
    if !table.is_indexed(columns) {
        draft.build(columns, "idx", false)?;
    }
    let name = table.name_for(columns, "fkey");
    let alter = format!("ALTER TABLE {}", draft.name);
    draft.step(
        Stage::Constrain,
        format!(
            "{alter} ADD CONSTRAINT {name} FOREIGN KEY ({}) REFERENCES {} ({}) NOT VALID;",
            table.spelled_columns(columns),
            parent.spelled(),
            parent.spelled_columns(referred),
        ),
        format!("{alter} DROP CONSTRAINT IF EXISTS {name};"),
    );
    draft.step(
        Stage::Validate,
        format!("-- Fails while a row names none of {}.\n{alter} VALIDATE CONSTRAINT {name};", parent.name),
        String::new(),
    );
    draft.done()
}

/// A primary key over columns that stand, or over a number that each row gets.
pub(in crate::rules) fn primary_key(table: &Table, columns: &[String]) -> Option<Migration> {
    let mut draft = Draft::unvalidated(table)?;
    let columns = if columns.is_empty() { draft.number()? } else { columns.to_vec() };
    let index = draft.build(&columns, "pkey", true)?;
    for name in &columns {
        if table.column(name).is_none_or(|column| column.nullable) {
            draft.demand(name, &table.spelled_column(name));
        }
    }
    let alter = format!("ALTER TABLE {}", draft.name);
    draft.step(
        Stage::Settle,
        format!("{alter} ADD CONSTRAINT {index} PRIMARY KEY USING INDEX {index};"),
        format!("{alter} DROP CONSTRAINT {index};"),
    );
    draft.done()
}

/// A key that is counted up to 32 bits becomes one of 64 bits under its name; nothing may refer to it.
pub(in crate::rules) fn widen(table: &Table, column: &Column) -> Option<Migration> {
    let mut draft = Draft::unvalidated(table)?;
    let wide = format!("{}_wide", column.name);
    let default = column.default.as_ref().map(|own| own.value.as_str());
    let serial = ["serial", "serial4"].contains(&column.type_.text.to_ascii_lowercase().as_str());
    let sequence = match default {
        None if serial => {
            let [table, column] = [&table.name, &column.name].map(|name| name.to_lowercase());
            draft.beside(&format!("{table}_{column}_seq"))
        }
        Some(value) if value.to_ascii_lowercase().starts_with("nextval('") => {
            value.split('\'').nth(1).unwrap_or_default().to_owned()
        }
        _ => return None,
    };
    let plain =
        |own: &str| own.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.".contains(&b));
    let key = table.primary_key.as_ref().filter(|key| key.columns.len() == 1)?;
    let simple = [&sequence, &draft.name, &column.name].into_iter().all(|name| plain(name));
    if !simple || sequence.len() > 60 || table.column(&wide).is_some() || is_used_beside(table, &column.name)
    {
        return None;
    }
    let mirror = Mirror::of(&draft, column);
    let (name, own) = (draft.name.clone(), &column.name);
    let keep = mirror.made(&format!("  NEW.{wide} := NEW.{own};\n"));
    let forget = mirror.forget();
    draft.step(
        Stage::Add,
        format!("ALTER TABLE {name} ADD COLUMN {wide} bigint;\n{keep}"),
        format!("{forget}\nALTER TABLE {name} DROP COLUMN {wide};"),
    );
    let fill = draft.fill(&format!("{wide} = {own}"), &format!("{wide} IS NULL"));
    draft.step(Stage::Fill, fill, String::new());
    let index = draft.build(std::slice::from_ref(&wide), "key", true)?;
    draft.demand(&wide, &wide);
    let constraint = key.name.clone().unwrap_or_else(|| format!("{}_pkey", table.name));
    draft.step(
        Stage::Remove,
        format!(
            "-- The key keeps its name. Apply this when no program holds it in 32 bits.\n{forget}\n\
             ALTER SEQUENCE {sequence} OWNED BY NONE;\n\
             ALTER TABLE {name} DROP CONSTRAINT {constraint};\n\
             ALTER TABLE {name} DROP COLUMN {own};\n\
             ALTER TABLE {name} RENAME COLUMN {wide} TO {own};\n\
             ALTER TABLE {name} ADD CONSTRAINT {constraint} PRIMARY KEY USING INDEX {index};\n\
             ALTER SEQUENCE {sequence} AS bigint OWNED BY {name}.{own};\n\
             ALTER TABLE {name} ALTER COLUMN {own} SET DEFAULT nextval('{sequence}');"
        ),
        format!(
            "ALTER TABLE {name} ALTER COLUMN {own} TYPE integer;\n\
             ALTER SEQUENCE {sequence} AS integer;\n\
             ALTER TABLE {name} ADD COLUMN {wide} bigint;\n\
             UPDATE {name} SET {wide} = {own};\n\
             ALTER TABLE {name} ALTER COLUMN {wide} SET NOT NULL;\n\
             CREATE UNIQUE INDEX {index} ON {name} ({wide});\n{keep}"
        ),
    );
    draft.done()
}

/// Whether another index, key or condition than the primary key speaks of a column.
fn is_used_beside(table: &Table, column: &str) -> bool {
    let mut rest = table.clone();
    rest.primary_key = None;
    super::columns::is_used(&rest, column)
}

impl Draft<'_> {
    /// A column that numbers the rows, those that exist too.
    fn number(&mut self) -> Option<Vec<String>> {
        let name = "id".to_owned();
        if self.table.column(&name).is_some() {
            return None;
        }
        let sequence = self.beside(&self.table.name_for(std::slice::from_ref(&name), "seq"));
        let alter = format!("ALTER TABLE {}", self.name);
        self.step(
            Stage::Add,
            format!(
                "{alter} ADD COLUMN id bigint;\n\
                 CREATE SEQUENCE {sequence} OWNED BY {}.id;\n\
                 {alter} ALTER COLUMN id SET DEFAULT nextval('{sequence}');",
                self.name
            ),
            format!("{alter} DROP COLUMN id;"),
        );
        let fill = self.fill("id = DEFAULT", "id IS NULL");
        self.step(Stage::Fill, fill, String::new());
        Some(vec![name])
    }
}
