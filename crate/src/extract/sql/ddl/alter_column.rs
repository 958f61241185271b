//! The actions of `ALTER TABLE` that change one column.

use super::alter::Altered;
use super::column::{self, Defined};
use super::constraint;
use super::table::alterations;
use super::types;
use crate::extract::sql::cursor::Cursor;
use crate::facts::{AlterTable, Located};

impl Altered {
    pub(super) fn alter_column(&mut self, cursor: &mut Cursor<'_>) {
        let Some(name) = cursor.ident() else { return };
        let column = name.value.clone();
        if cursor.eat(&["DROP", "EXPRESSION"]) || cursor.eat(&["DROP", "IDENTITY"]) {
            // Its values stay as they are.
        } else if cursor.eat(&["SET", "EXPRESSION"]) {
            self.push(AlterTable::Rewrite("a column is computed anew"));
        } else if cursor.eat(&["SET", "NOT", "NULL"]) {
            self.push(AlterTable::SetNullable { column, nullable: false, unchecked: None });
        } else if cursor.eat(&["DROP", "NOT", "NULL"]) {
            self.push(AlterTable::SetNullable { column, nullable: true, unchecked: None });
        } else if cursor.eat(&["DROP", "DEFAULT"]) {
            self.push(AlterTable::SetDefault { column, default: None });
        } else if cursor.eat(&["SET", "DEFAULT"]) {
            let default = column::default(cursor);
            if types::is_sequence(&default.value) {
                self.push(AlterTable::SetGenerated { column: column.clone() });
            }
            self.push(AlterTable::SetDefault { column, default: Some(default) });
        } else if cursor.eat(&["TYPE"]) || cursor.eat(&["SET", "DATA", "TYPE"]) {
            let type_ = types::column_type(cursor, self.dialect);
            self.push(AlterTable::SetType { column, type_ });
        } else if cursor.eat(&["ADD", "GENERATED"]) {
            self.push(AlterTable::SetGenerated { column });
        } else if cursor.peek().is_some_and(|token| types::is_name(token.kind))
            && !cursor.is_any(&["SET", "DROP", "ADD", "RESET", "RESTART"])
        {
            let Defined { column, unknown, .. } = column::named_column(name, cursor, self.dialect);
            self.unknown = self.unknown.or(unknown);
            self.push(AlterTable::ReplaceColumn { name: column.name.clone(), column });
        }
    }

    /// `MODIFY column definition` and `CHANGE old new definition`.
    pub(super) fn modify(&mut self, cursor: &mut Cursor<'_>, from: Option<&str>) {
        let parts = cursor.group().map_or_else(|| vec![*cursor], |group| group.parts());
        for mut part in parts {
            let Some(Defined { column, constraints, unknown }) = column::column(&mut part, self.dialect)
            else {
                continue;
            };
            self.unknown = self.unknown.or(unknown);
            let name = from.map_or_else(|| column.name.clone(), str::to_owned);
            if name != column.name {
                self.push(AlterTable::RenameColumn { from: name, to: column.name.clone() });
            }
            self.push(AlterTable::ReplaceColumn { name: column.name.clone(), column });
            for change in constraints.into_iter().filter_map(alterations) {
                self.push(change);
            }
        }
    }

    /// `CONSTRAINT name DEFAULT (expression) FOR column`
    pub(super) fn named_default(&mut self, cursor: &mut Cursor<'_>) {
        constraint::constraint_name(cursor);
        if !cursor.eat(&["DEFAULT"]) {
            return;
        }
        let start = cursor.start();
        let mut expression = *cursor;
        if !cursor.seek("FOR") {
            return;
        }
        let place = cursor.place_from(start);
        expression.skip();
        let value = cursor.source.slice(start, cursor.end()).to_owned();
        cursor.eat(&["FOR"]);
        if let Some(column) = cursor.ident() {
            let default = Some(Located { value, place });
            self.push(AlterTable::SetDefault { column: column.value, default });
        }
    }
}
