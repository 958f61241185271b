//! `ALTER TABLE` of every dialect, action by action.

use super::column::{self, Defined};
use super::constraint::{self, Constraint};
use super::table::alterations;
use super::types;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::sql::cursor::{Cursor, Name};
use crate::facts::{AlterTable, Derivation, Located, SchemaChange};

/// The cursor stands behind `ALTER TABLE`.
pub(in crate::extract::sql) fn alter_table(
    cursor: &mut Cursor<'_>,
    dialect: Dialect,
) -> Option<Vec<SchemaChange>> {
    cursor.eat(&["IF", "EXISTS"]);
    cursor.eat(&["ONLY"]);
    let table = cursor.name()?;
    cursor.eat_symbol(b'*');
    let _checked = cursor.eat(&["WITH", "CHECK"]) || cursor.eat(&["WITH", "NOCHECK"]);
    let mut altered = Altered { place: table.place, table, dialect, changes: Vec::new() };
    let mut adding = false;
    for mut action in cursor.parts() {
        altered.place = action.rest_place();
        adding = action.is("ADD") || (adding && !begins_action(&action));
        altered.action(&mut action, adding);
    }
    Some(altered.changes)
}

const ACTIONS: &[&str] = &[
    "DROP",
    "ALTER",
    "MODIFY",
    "CHANGE",
    "RENAME",
    "ENABLE",
    "DISABLE",
    "SET",
    "RESET",
    "OWNER",
    "INHERIT",
    "NO",
    "ATTACH",
    "DETACH",
    "VALIDATE",
    "CLUSTER",
    "REPLICA",
    "FORCE",
    "ENGINE",
    "COMMENT",
    "ORDER",
    "CONVERT",
    "DEFAULT",
    "AUTO_INCREMENT",
    "ALGORITHM",
    "LOCK",
    "REBUILD",
    "CHECK",
    "NOCHECK",
    "SWITCH",
    "WITH",
];

fn begins_action(cursor: &Cursor<'_>) -> bool {
    cursor.is_any(ACTIONS)
}

struct Altered {
    table: Name,
    /// The action that is being read.
    place: Place,
    dialect: Dialect,
    changes: Vec<SchemaChange>,
}

impl Altered {
    fn push(&mut self, change: AlterTable) {
        self.changes.push(SchemaChange::AlterTable {
            schema: self.table.schema.clone(),
            name: self.table.name.clone(),
            change,
            place: self.place,
        });
    }

    fn action(&mut self, cursor: &mut Cursor<'_>, adding: bool) {
        if adding {
            cursor.eat(&["ADD"]);
            self.add(cursor);
        } else if cursor.eat(&["DROP"]) {
            self.drop(cursor);
        } else if cursor.eat(&["ALTER", "INDEX"]) || cursor.eat(&["ALTER", "CONSTRAINT"]) {
            // Neither visibility nor the time of a check is asked for.
        } else if cursor.eat(&["ALTER"]) {
            cursor.eat(&["COLUMN"]);
            self.alter_column(cursor);
        } else if cursor.eat(&["MODIFY"]) {
            cursor.eat(&["COLUMN"]);
            self.modify(cursor, None);
        } else if cursor.eat(&["CHANGE"]) {
            cursor.eat(&["COLUMN"]);
            let from = cursor.ident().map(|name| name.value);
            self.modify(cursor, from.as_deref());
        } else if cursor.eat(&["RENAME"]) {
            self.rename(cursor);
        } else if cursor.eat(&["INHERIT"]) {
            let parent = cursor.name().map(|parent| parent.name);
            if let Some(parent) = parent {
                self.push(AlterTable::Derive(Derivation::Child(vec![parent])));
            }
        } else if cursor.eat(&["ATTACH", "PARTITION"]) {
            self.attach(cursor);
        } else if cursor.is("ENABLE") && cursor.is_ahead(1, "ROW") {
            let start = cursor.start();
            cursor.eat(&["ENABLE", "ROW", "LEVEL", "SECURITY"]);
            let place = cursor.place_from(start);
            self.push(AlterTable::AddTrait(Located { value: "row level security".to_owned(), place }));
        }
    }

    fn add(&mut self, cursor: &mut Cursor<'_>) {
        let column = cursor.eat(&["COLUMN"]);
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        if let Some(group) = cursor.group() {
            for mut part in group.parts() {
                self.add_element(&mut part, false);
            }
            return;
        }
        self.add_element(cursor, column);
    }

    fn add_element(&mut self, cursor: &mut Cursor<'_>, column: bool) {
        let mut ahead = *cursor;
        match constraint::table_constraint(&mut ahead).filter(|_| !column) {
            Some(Constraint::Other) => self.named_default(cursor),
            Some(Constraint::Index(index)) => {
                let (schema, table) = (self.table.schema.clone(), self.table.name.clone());
                self.changes.push(SchemaChange::CreateIndex { schema, table, index });
            }
            Some(constraint) => alterations(constraint).into_iter().for_each(|change| self.push(change)),
            None if cursor.is("DEFAULT") => self.named_default(cursor),
            None if cursor.is_any(&["PARTITION", "VALUE", "PERIOD"]) => {}
            None => self.add_column(cursor),
        }
    }

    fn add_column(&mut self, cursor: &mut Cursor<'_>) {
        let Some(Defined { column, constraints }) = column::column(cursor, self.dialect) else { return };
        self.push(AlterTable::AddColumn(column));
        for change in constraints.into_iter().filter_map(alterations) {
            self.push(change);
        }
    }

    /// `CONSTRAINT name DEFAULT (expression) FOR column`
    fn named_default(&mut self, cursor: &mut Cursor<'_>) {
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

    fn drop(&mut self, cursor: &mut Cursor<'_>) {
        if cursor.eat(&["PRIMARY", "KEY"]) {
            return self.push(AlterTable::DropPrimaryKey);
        }
        let index = cursor.eat(&["INDEX"]) || (cursor.is("KEY") && cursor.eat(&["KEY"]));
        let constraint =
            cursor.eat(&["CONSTRAINT"]) || cursor.eat(&["FOREIGN", "KEY"]) || cursor.eat(&["CHECK"]);
        if !index && !constraint {
            cursor.eat(&["COLUMN"]);
        }
        cursor.eat(&["IF", "EXISTS"]);
        let names = cursor.group().map_or_else(|| vec![*cursor], |group| group.parts());
        for mut part in names {
            let Some(name) = part.name() else { continue };
            if index {
                let change = SchemaChange::DropIndex { name: name.name, online: true, place: name.place };
                self.changes.push(change);
            } else if constraint {
                self.push(AlterTable::DropConstraint(name.name));
            } else {
                self.push(AlterTable::DropColumn(name.name));
            }
        }
    }

    fn alter_column(&mut self, cursor: &mut Cursor<'_>) {
        let Some(name) = cursor.ident() else { return };
        let column = name.value.clone();
        if cursor.eat(&["SET", "NOT", "NULL"]) {
            self.push(AlterTable::SetNullable { column, nullable: false });
        } else if cursor.eat(&["DROP", "NOT", "NULL"]) {
            self.push(AlterTable::SetNullable { column, nullable: true });
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
            let Defined { column, .. } = column::named_column(name, cursor, self.dialect);
            self.push(AlterTable::ReplaceColumn { name: column.name.clone(), column });
        }
    }

    /// `MODIFY column definition` and `CHANGE old new definition`.
    fn modify(&mut self, cursor: &mut Cursor<'_>, from: Option<&str>) {
        let parts = cursor.group().map_or_else(|| vec![*cursor], |group| group.parts());
        for mut part in parts {
            let Some(Defined { column, constraints }) = column::column(&mut part, self.dialect) else {
                continue;
            };
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

    fn rename(&mut self, cursor: &mut Cursor<'_>) {
        let index = cursor.eat(&["INDEX"]) || cursor.eat(&["KEY"]);
        if cursor.eat(&["CONSTRAINT"]) {
            return;
        }
        let _to = cursor.eat(&["TO"]) || cursor.eat(&["AS"]);
        cursor.eat(&["COLUMN"]);
        let Some(first) = cursor.name() else { return };
        if !cursor.eat(&["TO"]) {
            let (schema, name) = (self.table.schema.clone(), self.table.name.clone());
            self.changes.push(SchemaChange::RenameTable { schema, name, to: first.name, place: first.place });
            return;
        }
        let Some(to) = cursor.ident() else { return };
        if index {
            self.changes.push(SchemaChange::RenameIndex {
                name: first.name,
                to: to.value,
                place: first.place,
            });
        } else {
            self.push(AlterTable::RenameColumn { from: first.name, to: to.value });
        }
    }

    /// The part becomes a partition of the table.
    fn attach(&mut self, cursor: &mut Cursor<'_>) {
        let Some(part) = cursor.name() else { return };
        let change = AlterTable::Derive(Derivation::Partition(self.table.name.clone()));
        self.changes.push(SchemaChange::AlterTable {
            schema: part.schema,
            name: part.name,
            change,
            place: part.place,
        });
    }
}
