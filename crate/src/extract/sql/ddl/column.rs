//! The definition of one column, with the keys and references that stand behind it.

use super::constraint::{self, Constraint};
use super::types;
use crate::detect::Dialect;
use crate::extract::sql::cursor::Cursor;
use crate::facts::{Column, ForeignKey, Located, TypeFamily};

/// Words that begin an option of a column, and so end its type and its default.
const OPTIONS: &[&str] = &[
    "CONSTRAINT",
    "NOT",
    "NULL",
    "PRIMARY",
    "UNIQUE",
    "REFERENCES",
    "CHECK",
    "DEFAULT",
    "GENERATED",
    "AUTO_INCREMENT",
    "AUTOINCREMENT",
    "IDENTITY",
    "COMMENT",
    "COLLATE",
    "ON",
    "KEY",
    "FOREIGN",
    "AS",
    "DEFERRABLE",
    "INITIALLY",
    "ROWGUIDCOL",
    "SPARSE",
    "INVISIBLE",
    "VISIBLE",
    "ENABLE",
    "DISABLE",
    "STORAGE",
    "COMPRESSION",
    "FIRST",
    "AFTER",
    "USING",
    "MASKED",
    "ENCRYPTED",
    "HIDDEN",
    "PERSISTED",
    "STORED",
    "VIRTUAL",
    "WITH",
];

pub(super) fn begins_option(cursor: &Cursor<'_>) -> bool {
    cursor.is_any(OPTIONS) || (cursor.is("CHARACTER") && cursor.is_ahead(1, "SET"))
}

/// A column with what it says of its table.
pub(super) struct Defined {
    pub column: Column,
    pub constraints: Vec<Constraint>,
}

pub(super) fn column(cursor: &mut Cursor<'_>, dialect: Dialect) -> Option<Defined> {
    let name = cursor.ident()?;
    Some(named_column(name, cursor, dialect))
}

/// The column of that name, the cursor at its type.
pub(super) fn named_column(name: Located<String>, cursor: &mut Cursor<'_>, dialect: Dialect) -> Defined {
    let mut type_ = types::column_type(cursor, dialect);
    if type_.text.is_empty() {
        type_.place = name.place;
    }
    let generated = types::counts(&type_.text);
    let column = Column {
        name: name.value,
        place: name.place,
        type_,
        nullable: !generated,
        default: None,
        generated,
        stored: false,
    };
    let mut defined = Defined { column, constraints: Vec::new() };
    let mut constraint_name = None;
    while !cursor.is_done() {
        if cursor.is("CONSTRAINT") {
            constraint_name = constraint::constraint_name(cursor);
        } else {
            option(cursor, &mut defined, constraint_name.take());
        }
    }
    defined
}

fn option(cursor: &mut Cursor<'_>, defined: &mut Defined, name: Option<String>) {
    let start = cursor.start();
    let column = &mut defined.column;
    if cursor.eat(&["NOT", "NULL"]) {
        column.nullable = false;
    } else if cursor.eat(&["PRIMARY", "KEY"]) {
        column.nullable = false;
        let place = cursor.place_from(start);
        defined.constraints.push(Constraint::Primary(constraint::column_key(place, &column.name, name)));
    } else if cursor.eat(&["UNIQUE"]) {
        cursor.eat(&["KEY"]);
        let place = cursor.place_from(start);
        defined.constraints.push(Constraint::Unique(constraint::column_key(place, &column.name, name)));
    } else if cursor.eat(&["FOREIGN", "KEY"]) || cursor.is("REFERENCES") {
        let key = constraint::foreign_key(cursor, name, vec![column.name.clone()], start);
        let key = key.map(|key| Constraint::Foreign(ForeignKey { inline: true, ..key }));
        defined.constraints.extend(key);
    } else if cursor.is("CHECK") {
        defined.constraints.extend(constraint::check(cursor, start).map(Constraint::Check));
    } else if cursor.eat(&["DEFAULT"]) {
        column.default = Some(default(cursor));
        column.generated |= column.default.as_ref().is_some_and(|default| types::is_sequence(&default.value));
    } else if cursor.eat(&["GENERATED"]) {
        generated(cursor, column);
    } else if cursor.eat(&["AUTO_INCREMENT"]) || cursor.eat(&["AUTOINCREMENT"]) || cursor.eat(&["IDENTITY"]) {
        column.generated = true;
    } else if cursor.eat(&["AS"]) {
        // A computed column is as its expression says, and nobody writes it.
        column.nullable = false;
        cursor.skip();
        column.stored = cursor.is_any(&["STORED", "PERSISTED"]);
    } else if cursor.eat(&["COMMENT"]) || cursor.eat(&["COLLATE"]) || cursor.eat(&["CHARACTER", "SET"]) {
        cursor.name();
    } else {
        cursor.skip();
    }
}

/// `GENERATED ALWAYS AS IDENTITY (...)` or `GENERATED ALWAYS AS (expression)`.
fn generated(cursor: &mut Cursor<'_>, column: &mut Column) {
    let _always = cursor.eat(&["ALWAYS"]) || cursor.eat(&["BY", "DEFAULT"]);
    cursor.eat(&["ON", "NULL"]);
    cursor.eat(&["AS"]);
    column.nullable = false;
    if cursor.eat(&["IDENTITY"]) {
        column.generated = true;
    }
    cursor.group();
    column.stored = cursor.is("STORED");
}

/// The expression behind `DEFAULT`, up to the next option.
pub(super) fn default(cursor: &mut Cursor<'_>) -> Located<String> {
    let start = cursor.start();
    cursor.eat(&["NEXT", "VALUE", "FOR"]);
    cursor.skip();
    while !(cursor.is_done() || begins_option(cursor)) {
        cursor.skip();
    }
    let place = cursor.place_from(start);
    Located { value: cursor.source.slice(start, cursor.end()).to_owned(), place }
}

/// SQLite's only column that counts up by itself: the integer that is the whole key.
pub(super) fn is_row_id(column: &Column, dialect: Dialect) -> bool {
    dialect == Dialect::Sqlite
        && matches!(column.type_.family, TypeFamily::Integer { .. })
        && column.type_.text.eq_ignore_ascii_case("integer")
}
