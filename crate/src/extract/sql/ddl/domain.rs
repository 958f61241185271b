//! `CREATE DOMAIN` and the alias types of SQL Server.

use super::column;
use super::constraint::{self, Constraint};
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::sql::cursor::Cursor;
use crate::facts::{Located, NamedTypeKind, SchemaChange};

/// The cursor stands at the type that the domain is made of.
pub(in crate::extract::sql) fn domain(cursor: &mut Cursor<'_>, dialect: Dialect) -> NamedTypeKind {
    let name = Located { value: String::new(), place: Place::default() };
    let defined = column::named_column(name, cursor, dialect);
    let checks = defined.constraints.into_iter().filter_map(|constraint| match constraint {
        Constraint::Check(check) => Some(check),
        _ => None,
    });
    NamedTypeKind::Domain {
        base: defined.column.type_,
        nullable: defined.column.nullable,
        checks: checks.collect(),
    }
}

/// `ALTER DOMAIN name ADD CONSTRAINT name CHECK (...)`, the cursor behind `DOMAIN`.
pub(in crate::extract::sql) fn alter_domain(cursor: &mut Cursor<'_>) -> Option<SchemaChange> {
    let name = cursor.name()?;
    let start = cursor.start();
    if cursor.eat(&["SET", "NOT", "NULL"]) {
        return Some(SchemaChange::RequireDomain { name: name.name, place: cursor.place_from(start) });
    }
    let name = name.name;
    cursor.eat(&["ADD"]).then_some(())?;
    match constraint::table_constraint(cursor)? {
        Constraint::Check(check) => Some(SchemaChange::ConstrainDomain { name, check }),
        _ => None,
    }
}
