//! Keys and references that are added while rows are written.

use super::Draft;
use crate::facts::Table;
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
