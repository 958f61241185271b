//! `DROP` of what is no table.

use super::cursor::Cursor;
use super::heads::OTHER_OBJECTS;
use crate::facts::{AlterTable, SchemaChange};

/// `DROP TRIGGER name ON table`, `DROP POLICY name ON table`, the cursor behind `DROP`.
pub(super) fn drop_on_table(cursor: &mut Cursor<'_>) -> Vec<SchemaChange> {
    let policy = cursor.is("POLICY");
    cursor.next();
    cursor.eat(&["IF", "EXISTS"]);
    let Some(name) = cursor.name() else { return Vec::new() };
    let table = cursor.eat(&["ON"]).then(|| cursor.name()).flatten().map(|table| table.name);
    let change = match (policy, table) {
        (true, Some(table)) => SchemaChange::DropPolicy { table, name: name.name },
        (true, None) => return Vec::new(),
        (false, table) => SchemaChange::DropTrigger { table, name: name.name },
    };
    vec![change]
}

/// `ALTER VIEW name RENAME TO other`, the cursor behind `ALTER`.
pub(super) fn rename_object(cursor: &Cursor<'_>) -> Option<SchemaChange> {
    let mut cursor = *cursor;
    let mut what = cursor.ident()?.value.to_ascii_lowercase();
    if cursor.eat(&["VIEW"]) {
        what.push_str(" view");
    }
    cursor.eat(&["IF", "EXISTS"]);
    let name = cursor.name()?;
    let _parameters = cursor.group();
    let mut to = String::new();
    if cursor.eat(&["SET", "SCHEMA"]) {
        to = format!("{}.{}", cursor.ident()?.value, name.name);
    } else if what.ends_with("view") && cursor.eat(&["RENAME", "COLUMN"]) {
        let from = cursor.ident()?.value;
        let to = cursor.eat(&["TO"]).then(|| cursor.ident()).flatten()?.value;
        let (schema, place, change) = (name.schema, name.place, AlterTable::RenameColumn { from, to });
        return Some(SchemaChange::AlterTable { schema, name: name.name, change, place });
    } else if cursor.eat(&["RENAME", "TO"]) {
        to = cursor.ident()?.value;
    }
    (!to.is_empty()).then_some(())?;
    Some(SchemaChange::RenameObject { what, name: name.name, to, place: name.place })
}

/// `DROP VIEW IF EXISTS name CASCADE`, the cursor behind `DROP`.
pub(super) fn drop_object(cursor: &mut Cursor<'_>) -> Option<SchemaChange> {
    let known = cursor.is_any(OTHER_OBJECTS)
        || cursor.is_any(&["VIEW", "FUNCTION", "PROCEDURE", "PROC", "PACKAGE", "EVENT", "ROUTINE", "OWNED"]);
    if !known {
        return None;
    }
    let mut what = cursor.ident()?.value.to_ascii_lowercase();
    if cursor.eat(&["VIEW"]) {
        what.push_str(" view");
    }
    cursor.eat(&["IF", "EXISTS"]);
    let name = cursor.name()?;
    Some(SchemaChange::DropObject { what, name: name.name, place: name.place })
}
