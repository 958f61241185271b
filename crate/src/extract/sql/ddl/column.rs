//! The definition of one column, with the keys and references that stand behind it.

use super::constraint::{self, Constraint};
use super::types;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::sql::cursor::Cursor;
use crate::extract::sql::scan::TokenKind;
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
    /// An option that no dialect is known to have.
    pub unknown: Option<Place>,
}

pub(super) fn column(cursor: &mut Cursor<'_>, dialect: Dialect) -> Option<Defined> {
    let name = cursor.ident()?;
    Some(named_column(name, cursor, dialect))
}

/// The column of that name, the cursor at its type.
pub(super) fn named_column(name: Located<String>, cursor: &mut Cursor<'_>, dialect: Dialect) -> Defined {
    let hole = cursor.peek().filter(|token| token.kind == TokenKind::Placeholder);
    let is_key = hole.is_some_and(|hole| names_key(cursor.text(hole)));
    let mut type_ = types::column_type(cursor, dialect);
    if type_.text.is_empty() {
        type_.place = name.place;
    }
    let generated = types::counts(&type_.text);
    let values =
        if type_.family == TypeFamily::Enumeration { types::values(&type_.text) } else { Vec::new() };
    let column =
        Column { type_, nullable: !generated, generated, values, ..Column::new(name.value, name.place) };
    let mut defined = Defined { column, constraints: Vec::new(), unknown: None };
    if is_key {
        let key = constraint::column_key(defined.column.place, &defined.column.name, None);
        defined.column.nullable = false;
        defined.column.generated = true;
        defined.constraints.push(Constraint::Primary(key));
    }
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

/// Whether a template is filled with a primary key, by its name: `{{ AUTO_INCREMENT_PRIMARY_KEY }}`.
fn names_key(hole: &str) -> bool {
    let name = hole.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()).to_ascii_lowercase();
    name.ends_with("primary_key") || name.ends_with("primarykey")
}

fn option(cursor: &mut Cursor<'_>, defined: &mut Defined, name: Option<String>) {
    let start = cursor.start();
    let column = &mut defined.column;
    if cursor.eat(&["NOT", "NULL"]) {
        column.nullable = false;
    } else if cursor.eat(&["NULL"]) {
        column.stated_null = Some(cursor.place_from(start));
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
        defined.constraints.extend(constraint::check(cursor, name, start).map(Constraint::Check));
    } else if cursor.eat(&["DEFAULT"]) {
        column.default = Some(default(cursor));
        column.generated |= column.default.as_ref().is_some_and(|default| types::is_sequence(&default.value));
    } else if cursor.eat(&["GENERATED"]) {
        generated(cursor, column);
    } else if cursor.eat(&["AUTO_INCREMENT"]) || cursor.eat(&["AUTOINCREMENT"]) || cursor.eat(&["IDENTITY"]) {
        column.generated = true;
        cursor.group();
    } else if cursor.eat(&["AS"]) {
        computed(cursor, column);
    } else if cursor.eat(&["ON", "UPDATE"]) {
        cursor.skip();
        cursor.group();
        column.on_change = Some(cursor.place_from(start));
    } else if cursor.eat(&["COLLATE"]) {
        column.collation = cursor.name().map(|name| name.name.to_ascii_lowercase());
    } else if cursor.eat(&["COMMENT"]) {
        column.described = true;
        cursor.skip();
    } else if cursor.eat(&["CHARACTER", "SET"]) || cursor.eat(&["CHARSET"]) {
        cursor.name();
    } else {
        trifle(cursor, defined);
    }
}

/// Options that say nothing the catalog holds.
fn trifle(cursor: &mut Cursor<'_>, defined: &mut Defined) {
    let start = cursor.start();
    let deferrable = cursor.is("DEFERRABLE");
    if deferrable && let Some(Constraint::Foreign(key)) = defined.constraints.last_mut() {
        key.deferrable = true;
    }
    let with_name =
        ["STORAGE", "COMPRESSION", "FIRST", "AFTER", "USING", "ON", "COLUMN_FORMAT", "INITIALLY", "SRID"];
    if cursor.is_any(&with_name) {
        cursor.skip();
        cursor.eat(&["CONFLICT"]);
        cursor.skip();
        return;
    }
    let known = cursor.is_any(OPTIONS)
        || cursor.is_any(TRIFLES)
        || cursor
            .peek()
            .is_some_and(|token| matches!(token.kind, TokenKind::Placeholder | TokenKind::Symbol(b'(')));
    cursor.skip();
    if !known && defined.unknown.is_none() {
        defined.unknown = Some(cursor.place_from(start));
    }
}

/// Words behind a column that need no more said of them, beside those of [`OPTIONS`].
const TRIFLES: &[&str] = &[
    "DEFERRED",
    "IMMEDIATE",
    "REPLICATION",
    "CLUSTERED",
    "NONCLUSTERED",
    "ALWAYS",
    "ROW",
    "START",
    "END",
    "FILESTREAM",
    "INCREMENT",
    "BY",
    "FOR",
    "NOVALIDATE",
    "VALIDATE",
    "RELY",
    "NORELY",
    "INDEX",
    "TABLESPACE",
    "ASC",
    "DESC",
    "SORT",
    "BINARY",
    "ASCII",
    "UNICODE",
    "SIGNED",
    "UNSIGNED",
    "ZEROFILL",
    "ENFORCED",
    "ADD",
    "UNUSABLE",
    "BEFORE",
    "LOCAL",
    "OPTIONS",
    "NOLOGGING",
    "PCTFREE",
    "REVERSE",
    "LOCATION",
    "SERIAL",
    "VALUE",
    "FULLTEXT",
    "SET",
    "ENCODE",
];

/// `AS (expression) PERSISTED`: a computed column is as its expression says, and nobody writes it.
fn computed(cursor: &mut Cursor<'_>, column: &mut Column) {
    let start = cursor.start();
    column.nullable = false;
    cursor.skip();
    while !(cursor.is_done() || begins_option(cursor)) {
        cursor.skip();
    }
    let value = cursor.source.slice(start, cursor.end()).to_owned();
    column.computed = Some(Located { value, place: cursor.place_from(start) });
    column.stored = cursor.is_any(&["STORED", "PERSISTED"]);
}

/// `GENERATED ALWAYS AS IDENTITY (...)` or `GENERATED ALWAYS AS (expression)`.
fn generated(cursor: &mut Cursor<'_>, column: &mut Column) {
    let _always = cursor.eat(&["ALWAYS"]) || cursor.eat(&["BY", "DEFAULT"]);
    cursor.eat(&["ON", "NULL"]);
    cursor.eat(&["AS"]);
    column.nullable = false;
    if cursor.eat(&["IDENTITY"]) {
        column.generated = true;
        cursor.group();
    } else if cursor.is_symbol(b'(') {
        computed(cursor, column);
    }
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
