//! `ALTER TABLE` of every dialect, action by action.

use super::actions::ACTIONS;
use super::column::{self, Defined};
use super::constraint::{self, Constraint};
use super::table::{alterations, history, option};
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::sql::cursor::{Cursor, Name};
use crate::facts::{AlterTable, Derivation, Located, SchemaChange, Switch};

/// The cursor stands behind `ALTER TABLE`.
pub(in crate::extract::sql) fn alter_table(cursor: &mut Cursor<'_>, dialect: Dialect) -> Option<Altered> {
    cursor.eat(&["IF", "EXISTS"]);
    cursor.eat(&["ONLY"]);
    let table = cursor.name()?;
    cursor.eat_symbol(b'*');
    let checked = cursor.eat(&["WITH", "CHECK"]);
    let unchecked = cursor.eat(&["WITH", "NOCHECK"]);
    let place = table.place;
    let mut altered =
        Altered { table, place, dialect, checked, unchecked, changes: Vec::new(), unknown: None };
    let mut adding = false;
    for mut action in cursor.parts() {
        altered.place = action.rest_place();
        adding = action.is("ADD") || (adding && !begins_action(&action));
        altered.action(&mut action, adding);
    }
    Some(altered)
}

/// `DISABLE TRIGGER ALL`, `NOCHECK CONSTRAINT name`, `ENABLE NOVALIDATE CONSTRAINT name`
fn guard(mut cursor: Cursor<'_>, checked: bool) -> Option<Switch> {
    let on = cursor.is_any(&["ENABLE", "CHECK"]);
    let switch = cursor.is_any(&["DISABLE", "NOCHECK"]) || on;
    // Oracle checks the rows unless it is told not to.
    let by_itself = cursor.is("ENABLE") && !cursor.is_ahead(1, "NOVALIDATE");
    switch.then(|| cursor.skip())?;
    while cursor.is_any(&["REPLICA", "ALWAYS", "VALIDATE", "NOVALIDATE"]) {
        cursor.skip();
    }
    let triggers = cursor.eat(&["TRIGGER"]);
    if !triggers && !cursor.eat(&["CONSTRAINT"]) {
        return None;
    }
    let all = cursor.is_any(&["ALL", "USER"]);
    let name = cursor.ident().map(|name| name.value).filter(|_| !all);
    Some(Switch { triggers, name, on, checked: checked || by_itself })
}

fn begins_action(cursor: &Cursor<'_>) -> bool {
    cursor.is_any(ACTIONS)
}

pub(in crate::extract::sql) struct Altered {
    pub table: Name,
    /// The action that is being read.
    place: Place,
    pub dialect: Dialect,
    /// `WITH CHECK`: rows that exist are checked against what is switched on.
    checked: bool,
    /// `WITH NOCHECK`: rows that exist are not checked against what is added.
    unchecked: bool,
    pub changes: Vec<SchemaChange>,
    /// The first part of the statement that no dialect is known to have.
    pub unknown: Option<Place>,
}

impl Altered {
    pub(super) fn push(&mut self, change: AlterTable) {
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
        } else if cursor.eat(&["DETACH", "PARTITION"]) {
            if let Some(part) = cursor.name() {
                let online = cursor.is_any(&["CONCURRENTLY", "FINALIZE"]);
                self.push(AlterTable::Detach { part: part.name, online });
            }
        } else if cursor.eat(&["SET", "SCHEMA"]) {
            if let Some(schema) = cursor.ident() {
                self.push(AlterTable::SetSchema(schema.value));
            }
        } else {
            self.state(cursor);
        }
    }

    /// What switches parts of a table on and off, or says how it is kept.
    fn state(&mut self, cursor: &mut Cursor<'_>) {
        let start = cursor.start();
        if let Some(guard) = guard(*cursor, self.checked) {
            self.push(AlterTable::Switch(guard));
        } else if cursor.eat(&["ENABLE", "ROW", "LEVEL", "SECURITY"]) {
            let place = cursor.place_from(start);
            self.push(AlterTable::AddTrait(Located { value: "row level security".to_owned(), place }));
        } else if cursor.eat(&["FORCE", "ROW", "LEVEL", "SECURITY"]) {
            let place = cursor.place_from(start);
            self.push(AlterTable::AddTrait(Located { value: "force row level security".to_owned(), place }));
        } else if cursor.eat(&["DISABLE", "ROW", "LEVEL", "SECURITY"]) {
            self.push(AlterTable::DropTrait("row level security"));
        } else if cursor.eat(&["NO", "FORCE"]) {
            self.push(AlterTable::DropTrait("force row level security"));
        } else if cursor.eat(&["SET", "UNLOGGED"]) {
            let place = cursor.place_from(start);
            self.push(AlterTable::AddTrait(Located { value: "unlogged".to_owned(), place }));
        } else if cursor.eat(&["SET", "LOGGED"]) {
            self.push(AlterTable::DropTrait("unlogged"));
        } else if cursor.eat(&["SET", "TABLESPACE"]) {
            self.push(AlterTable::Rewrite("it moves to another tablespace"));
        } else if cursor.eat(&["SET", "ACCESS", "METHOD"]) {
            self.push(AlterTable::Rewrite("it gets another access method"));
        } else if let Some(history) = history(cursor) {
            self.push(AlterTable::AddTrait(history));
        } else if cursor.eat(&["VALIDATE", "CONSTRAINT"]) {
            if let Some(name) = cursor.ident() {
                self.push(AlterTable::Validate(name.value));
            }
        } else if let (converts, Some(value)) = (cursor.eat(&["CONVERT", "TO"]), option(cursor)) {
            let place = cursor.place_from(start);
            if converts {
                self.push(AlterTable::Rewrite("its texts get another character set"));
            }
            self.push(AlterTable::AddTrait(Located { value, place }));
        } else if !cursor.is_any(ACTIONS) {
            self.unknown = self.unknown.or_else(|| Some(cursor.place_from(start)));
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
            Some(Constraint::Unknown) => {
                self.unknown = self.unknown.or_else(|| Some(cursor.place_from(cursor.start())));
            }
            Some(Constraint::Index(index)) => {
                let (schema, table) = (self.table.schema.clone(), self.table.name.clone());
                self.changes.push(SchemaChange::CreateIndex { schema, table, index });
            }
            Some(mut constraint) => {
                match &mut constraint {
                    Constraint::Foreign(key) => key.validated &= !self.unchecked,
                    Constraint::Check(check) => check.validated &= !self.unchecked,
                    _ => {}
                }
                if let Some(change) = alterations(constraint) {
                    self.push(change);
                }
            }
            // No database that is read has it; a column of that name is followed by its type.
            None if cursor.is("INDEX") && cursor.is_ahead(1, "IF") => {}
            None if cursor.is("DEFAULT") => self.named_default(cursor),
            None if cursor.is_any(&["PARTITION", "VALUE", "PERIOD", "SUPPLEMENTAL"]) => {}
            None => self.add_column(cursor),
        }
    }

    fn add_column(&mut self, cursor: &mut Cursor<'_>) {
        let Some(Defined { column, constraints, unknown }) = column::column(cursor, self.dialect) else {
            return;
        };
        self.unknown = self.unknown.or(unknown);
        self.push(AlterTable::AddColumn(column));
        for change in constraints.into_iter().filter_map(alterations) {
            self.push(change);
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

    fn rename(&mut self, cursor: &mut Cursor<'_>) {
        let index = cursor.eat(&["INDEX"]) || cursor.eat(&["KEY"]);
        let constraint = cursor.eat(&["CONSTRAINT"]);
        let _to = cursor.eat(&["TO"]) || cursor.eat(&["AS"]);
        cursor.eat(&["COLUMN"]);
        let Some(first) = cursor.name() else { return };
        if constraint {
            let to = cursor.eat(&["TO"]).then(|| cursor.ident()).flatten();
            if let Some(to) = to {
                self.push(AlterTable::RenameConstraint { from: first.name, to: to.value });
            }
            return;
        }
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
