//! Keys, references and checks, behind a column or beside the columns.

use super::index::{index_element, like, parts};
use crate::artifact::Place;
use crate::extract::sql::cursor::Cursor;
use crate::facts::{Action, Check, Derivation, Exclusion, ForeignKey, Index, IndexPart, Key};

/// What an element of a table that is not a column says.
#[derive(Clone, Debug)]
pub(super) enum Constraint {
    Primary(Key),
    Unique(Key),
    Foreign(ForeignKey),
    Check(Check),
    Exclusion(Exclusion),
    Index(Index),
    Like(Derivation),
    NotNull(NotNull),
    /// Something that no rule asks for: a period.
    Other,
    /// Something that no dialect is known to have.
    Unknown,
}

/// `CONSTRAINT name NOT NULL column NOT VALID`
#[derive(Clone, Debug)]
pub(super) struct NotNull {
    pub name: Option<String>,
    pub column: String,
    pub validated: bool,
}

/// The constraint here; `None` where a column begins.
pub(super) fn table_constraint(cursor: &mut Cursor<'_>) -> Option<Constraint> {
    let start = cursor.start();
    let name = constraint_name(cursor);
    if cursor.eat(&["PRIMARY", "KEY"]) {
        let columns = key_columns(cursor);
        return Some(Constraint::Primary(key(cursor, name, columns, start)));
    }
    if cursor.is("UNIQUE") {
        cursor.skip();
        let (own, nulls_alike) = unique_name(cursor);
        let columns = key_columns(cursor);
        let key = key(cursor, name.or(own), columns, start);
        return Some(Constraint::Unique(Key { nulls_alike, ..key }));
    }
    if cursor.eat(&["FOREIGN", "KEY"]) {
        let own = if cursor.is_symbol(b'(') { None } else { cursor.ident().map(|own| own.value) };
        let columns = cursor.group().map(|group| parts(&group)).unwrap_or_default();
        let columns = columns.into_iter().filter_map(plain).collect();
        let Some(mut key) = foreign_key(cursor, name.or(own), columns, start) else {
            return Some(Constraint::Unknown);
        };
        let state = state(cursor);
        (key.validated, key.deferrable) = (state.validated, state.deferrable);
        return Some(Constraint::Foreign(key));
    }
    if cursor.is("CHECK") {
        let Some(mut check) = check(cursor, name, start) else { return Some(Constraint::Unknown) };
        check.validated = state(cursor).validated;
        return Some(Constraint::Check(check));
    }
    if cursor.eat(&["EXCLUDE"]) {
        return Some(exclusion(cursor, name, start).map_or(Constraint::Unknown, Constraint::Exclusion));
    }
    if name.is_some() {
        return Some(not_null(cursor, name));
    }
    if let Some(index) = index_element(cursor, start) {
        return Some(Constraint::Index(index));
    }
    if cursor.is("LIKE") {
        return Some(like(cursor).map_or(Constraint::Unknown, Constraint::Like));
    }
    if cursor.is("NOT") {
        return Some(not_null(cursor, None));
    }
    let other = cursor.is_any(&["PERIOD", "SUPPLEMENTAL"])
        && (cursor.is_ahead(1, "FOR") || cursor.is_ahead(1, "LOG"));
    other.then_some(Constraint::Other)
}

/// `CONSTRAINT name NOT NULL column`; what its index or connection is, SQL Server says of graph tables.
fn not_null(cursor: &mut Cursor<'_>, name: Option<String>) -> Constraint {
    let known = cursor.is_any(&["NOT", "NULL", "CONNECTION", "DEFAULT"]);
    if cursor.eat(&["NOT", "NULL"])
        && let Some(column) = cursor.ident()
    {
        let name = name.filter(|name| !name.is_empty());
        return Constraint::NotNull(NotNull {
            name,
            column: column.value,
            validated: state(cursor).validated,
        });
    }
    if known { Constraint::Other } else { Constraint::Unknown }
}

/// How a constraint holds.
struct State {
    validated: bool,
    deferrable: bool,
}

/// What stands behind a constraint: `NOT VALID`, `DEFERRABLE`, `ENABLE NOVALIDATE`, `NOT ENFORCED`.
fn state(cursor: &mut Cursor<'_>) -> State {
    let mut state = State { validated: true, deferrable: false };
    while !cursor.is_done() {
        if cursor.eat(&["NOT", "DEFERRABLE"]) {
            continue;
        }
        let unchecked = cursor.eat(&["NOT", "VALID"]) || cursor.eat(&["NOT", "ENFORCED"]);
        state.validated &= !(unchecked || cursor.is_any(&["NOVALIDATE", "DISABLE"]));
        state.deferrable |= cursor.is("DEFERRABLE");
        if !unchecked {
            cursor.skip();
        }
    }
    state
}

/// `EXCLUDE USING gist (room WITH =, during WITH &&)`, the cursor behind the keyword.
fn exclusion(cursor: &mut Cursor<'_>, name: Option<String>, start: usize) -> Option<Exclusion> {
    while !cursor.is_done() && !cursor.is_symbol(b'(') {
        cursor.skip();
    }
    let terms = cursor.group()?.rest_text().to_owned();
    let name = name.filter(|name| !name.is_empty());
    Some(Exclusion { name, terms, place: cursor.place_from(start) })
}

/// `CONSTRAINT name`; the name may be missing.
pub(super) fn constraint_name(cursor: &mut Cursor<'_>) -> Option<String> {
    if !cursor.eat(&["CONSTRAINT"]) {
        return None;
    }
    let nameless = cursor.is_any(&["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]);
    if nameless {
        Some(String::new())
    } else {
        Some(cursor.ident().map(|name| name.value).unwrap_or_default())
    }
}

/// The name, and whether rows without a value are alike.
fn unique_name(cursor: &mut Cursor<'_>) -> (Option<String>, bool) {
    let _keyword = cursor.eat(&["KEY"]) || cursor.eat(&["INDEX"]);
    let nulls_alike = cursor.eat(&["NULLS", "NOT", "DISTINCT"]);
    cursor.eat(&["NULLS", "DISTINCT"]);
    let kind = cursor.is_any(&["CLUSTERED", "NONCLUSTERED", "USING"]);
    let unnamed = kind || cursor.is_symbol(b'(');
    (if unnamed { None } else { cursor.ident().map(|name| name.value) }, nulls_alike)
}

/// The columns of a key, up to and with the parenthesis that holds them. Empty for `USING INDEX name`.
fn key_columns(cursor: &mut Cursor<'_>) -> Vec<String> {
    while !cursor.is_done() && !cursor.is_symbol(b'(') {
        if cursor.is("USING") && cursor.is_ahead(1, "INDEX") {
            return Vec::new();
        }
        cursor.skip();
    }
    let columns = cursor.group().map(|group| parts(&group)).unwrap_or_default();
    columns.into_iter().filter_map(plain).collect()
}

fn plain(part: IndexPart) -> Option<String> {
    match part {
        IndexPart::Column(name) => Some(name),
        IndexPart::Expression(_) => None,
    }
}

fn key(cursor: &mut Cursor<'_>, name: Option<String>, columns: Vec<String>, start: usize) -> Key {
    let place = cursor.place_from(start);
    let index = cursor.eat(&["USING", "INDEX"]).then(|| cursor.ident().map(|name| name.value)).flatten();
    let name = name.filter(|name| !name.is_empty());
    Key { name: name.or_else(|| index.clone()), columns, index, nulls_alike: false, place }
}

/// `REFERENCES table (columns) ON DELETE ...`, the cursor at `REFERENCES`.
pub(super) fn foreign_key(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    columns: Vec<String>,
    start: usize,
) -> Option<ForeignKey> {
    if !cursor.eat(&["REFERENCES"]) {
        return None;
    }
    let table = cursor.name()?;
    let referred = cursor.group().map(|group| parts(&group)).unwrap_or_default();
    let mut key = ForeignKey {
        name: name.filter(|name| !name.is_empty()),
        columns,
        schema: table.schema,
        table: table.name,
        referred: referred.into_iter().filter_map(plain).collect(),
        on_delete: None,
        on_update: None,
        inline: false,
        validated: true,
        deferrable: false,
        place: cursor.place_from(start),
    };
    loop {
        if cursor.eat(&["ON", "DELETE"]) {
            key.on_delete = action(cursor);
        } else if cursor.is("ON") && cursor.is_ahead(1, "UPDATE") && is_action(cursor) {
            cursor.eat(&["ON", "UPDATE"]);
            key.on_update = action(cursor);
        } else if cursor.eat(&["MATCH"]) {
            cursor.skip();
        } else {
            break;
        }
        key.place = cursor.place_from(start);
    }
    Some(key)
}

/// `ON UPDATE CURRENT_TIMESTAMP` stands behind columns of MySQL and is no action.
fn is_action(cursor: &Cursor<'_>) -> bool {
    ["NO", "RESTRICT", "CASCADE", "SET"].iter().any(|word| cursor.is_ahead(2, word))
}

fn action(cursor: &mut Cursor<'_>) -> Option<Action> {
    let action = [
        (&["NO", "ACTION"][..], Action::NoAction),
        (&["RESTRICT"], Action::Restrict),
        (&["CASCADE"], Action::Cascade),
        (&["SET", "NULL"], Action::SetNull),
        (&["SET", "DEFAULT"], Action::SetDefault),
    ]
    .into_iter()
    .find(|(words, _)| cursor.eat(words))?
    .1;
    // `SET NULL (column)` names the columns to set.
    cursor.group();
    Some(action)
}

pub(super) fn check(cursor: &mut Cursor<'_>, name: Option<String>, start: usize) -> Option<Check> {
    cursor.eat(&["CHECK"]);
    cursor.eat(&["NOT", "FOR", "REPLICATION"]);
    let expression = cursor.group()?.rest_text().to_owned();
    let name = name.filter(|name| !name.is_empty());
    Some(Check { name, expression, validated: true, place: cursor.place_from(start) })
}

/// The place of a constraint that stands behind a column.
pub(super) fn column_key(place: Place, column: &str, name: Option<String>) -> Key {
    Key {
        name: name.filter(|name| !name.is_empty()),
        columns: vec![column.to_owned()],
        index: None,
        nulls_alike: false,
        place,
    }
}
