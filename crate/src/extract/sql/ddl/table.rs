//! `CREATE TABLE` and `DROP TABLE`.

use super::column::{self, Defined};
use super::constraint::{self, Constraint};
use super::index;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::sql::cursor::Cursor;
use crate::facts::{Derivation, IndexPart, Located, SchemaChange, Table};

/// Columns and constraints that are kept of one table: about as many as any database takes.
pub(in crate::extract::sql) const MOST_ELEMENTS: usize = 2_000;

/// A table as its statement makes it.
pub(in crate::extract::sql) struct Created {
    pub table: Table,
    /// The first part of the statement that no dialect is known to have.
    pub unknown: Option<Place>,
}

/// The cursor stands behind `TABLE`. `statement` is the whole statement.
pub(in crate::extract::sql) fn create_table(
    cursor: &mut Cursor<'_>,
    dialect: Dialect,
    statement: Place,
) -> Option<Created> {
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let name = cursor.name()?;
    let table = Table { schema: name.schema, ..Table::new(name.name, name.place, statement) };
    let mut created = Created { table, unknown: None };
    if cursor.eat(&["PARTITION", "OF"]) {
        created.table.derived = cursor.name().map(|parent| Derivation::Partition(parent.name));
        if let Some(group) = cursor.group() {
            elements(&mut created, &group, dialect);
            // `column WITH OPTIONS ...` is the parent's column: only what it adds is the partition's.
            created.table.columns.clear();
        }
        options(&mut created.table, cursor);
        return Some(created);
    }
    if cursor.is("LIKE") {
        created.table.derived = copy(cursor);
        return Some(created);
    }
    if cursor.eat(&["OF"]) {
        cursor.name();
        created.table.derived = Some(Derivation::Rows);
    }
    if let Some(group) = cursor.group() {
        elements(&mut created, &group, dialect);
    }
    options(&mut created.table, cursor);
    let certain = !created.table.columns.is_empty()
        || created.table.derived.is_some()
        || created.table.trait_of("graph").is_some();
    certain.then_some(created)
}

/// MySQL copies keys and indexes whatever the statement says.
fn copy(cursor: &mut Cursor<'_>) -> Option<Derivation> {
    match index::like(cursor)? {
        Derivation::Copy { of, .. } => Some(Derivation::Copy { of, keys: true }),
        other => Some(other),
    }
}

fn elements(created: &mut Created, group: &Cursor<'_>, dialect: Dialect) {
    let Created { table, unknown } = created;
    let parts = group.parts();
    let alone = parts.len() == 1;
    for mut part in parts.into_iter().take(MOST_ELEMENTS) {
        if alone && part.is("LIKE") && part.rest().len() == 2 {
            // `CREATE TABLE a (LIKE b)` of MySQL, which copies everything; elsewhere columns alone.
            let keys = dialect == Dialect::MySql;
            let Some(Derivation::Copy { of, .. }) = index::like(&mut part) else { continue };
            table.derived = Some(Derivation::Copy { of, keys });
            continue;
        }
        let mut ahead = part;
        if let Some(constraint) = constraint::table_constraint(&mut ahead) {
            if matches!(constraint, Constraint::Unknown) {
                *unknown = unknown.or_else(|| Some(part.place_from(part.start())));
            }
            add(table, constraint);
            continue;
        }
        if let Some(mut defined) = column::column(&mut part, dialect) {
            note_row_id(&mut defined, dialect);
            *unknown = unknown.or(defined.unknown);
            table.columns.push(defined.column);
            defined.constraints.into_iter().for_each(|constraint| add(table, constraint));
        }
    }
}

fn note_row_id(defined: &mut Defined, dialect: Dialect) {
    let keyed = defined.constraints.iter().any(|own| matches!(own, Constraint::Primary(_)));
    defined.column.generated |= keyed && column::is_row_id(&defined.column, dialect);
}

fn add(table: &mut Table, constraint: Constraint) {
    match constraint {
        Constraint::Primary(key) => {
            for column in &mut table.columns {
                let keyed = key.columns.iter().any(|own| own.eq_ignore_ascii_case(&column.name));
                column.nullable &= !keyed;
            }
            let second = key.place;
            if table.primary_key.replace(key).is_some() {
                table.second_key = table.second_key.or(Some(second));
            }
        }
        Constraint::Unique(key) => table.uniques.push(key),
        Constraint::Foreign(key) => table.foreign_keys.push(key),
        Constraint::Check(check) => table.checks.push(check),
        Constraint::Exclusion(exclusion) => table.exclusions.push(exclusion),
        Constraint::Index(index) => table.indexes.push(index),
        Constraint::Like(derivation) => table.derived = Some(derivation),
        Constraint::NotNull(own) => {
            let named =
                table.columns.iter_mut().filter(|column| column.name.eq_ignore_ascii_case(&own.column));
            named.for_each(|column| column.nullable = false);
        }
        Constraint::Other | Constraint::Unknown => {}
    }
}

/// What stands behind the columns.
fn options(table: &mut Table, cursor: &mut Cursor<'_>) {
    table.traits.extend(history(cursor));
    while !cursor.is_done() {
        let start = cursor.start();
        if cursor.eat(&["INHERITS"]) {
            let parents = cursor.group().map(|group| group.parts()).unwrap_or_default();
            let parents =
                parents.into_iter().filter_map(|mut part| part.name().map(|name| name.name)).collect();
            table.derived = Some(Derivation::Child(parents));
        } else if cursor.eat(&["PARTITION", "BY"]) {
            let place = cursor.place_from(start);
            table.traits.push(Located { value: "partition by".to_owned(), place });
            table.partitioned_by = partition_key(cursor);
        } else if cursor.is("AS") && (cursor.is_ahead(1, "NODE") || cursor.is_ahead(1, "EDGE")) {
            // The database gives the nodes and edges of a graph keys of its own.
            cursor.skip();
            let value = format!("graph {}", if cursor.is("NODE") { "node" } else { "edge" });
            cursor.skip();
            table.traits.push(Located { value, place: cursor.place_from(start) });
        } else if let Some(value) = option(cursor) {
            table.traits.push(Located { value, place: cursor.place_from(start) });
        } else if cursor.is_any(&["SELECT", "WITH", "AS"]) && selects(cursor) {
            table.derived = Some(Derivation::Rows);
            return;
        } else {
            cursor.skip();
        }
    }
}

/// `RANGE (day)`, `LIST COLUMNS (country, city)`
fn partition_key(cursor: &mut Cursor<'_>) -> Vec<String> {
    cursor.eat(&["LINEAR"]);
    let _method =
        cursor.eat(&["RANGE"]) || cursor.eat(&["LIST"]) || cursor.eat(&["HASH"]) || cursor.eat(&["KEY"]);
    cursor.eat(&["COLUMNS"]);
    let parts = cursor.group().map(|group| index::parts(&group)).unwrap_or_default();
    let columns = parts.into_iter().map(|part| match part {
        IndexPart::Column(name) => Some(name),
        IndexPart::Expression(_) => None,
    });
    columns.collect::<Option<_>>().unwrap_or_default()
}

/// `history ...`: the table in which SQL Server keeps the earlier rows, named anywhere in the rest of a statement.
pub(super) fn history(cursor: &Cursor<'_>) -> Option<Located<String>> {
    let mut ahead = *cursor;
    while !ahead.is_done() {
        if ahead.eat(&["HISTORY_TABLE"]) {
            ahead.eat_symbol(b'=');
            let name = ahead.name()?;
            let value = format!("history {}", name.name.to_lowercase());
            return Some(Located { value, place: name.place });
        }
        ahead.next();
    }
    None
}

/// An option of the table, in lower case: `engine innodb`, `charset utf8mb4`, `without rowid`.
pub(super) fn option(cursor: &mut Cursor<'_>) -> Option<String> {
    let words = [
        (&["WITHOUT", "ROWID"][..], "without rowid"),
        (&["ENGINE"], "engine"),
        (&["DEFAULT", "CHARSET"], "charset"),
        (&["DEFAULT", "CHARACTER", "SET"], "charset"),
        (&["CHARSET"], "charset"),
        (&["CHARACTER", "SET"], "charset"),
        (&["DEFAULT", "COLLATE"], "collate"),
        (&["COLLATE"], "collate"),
        (&["COMMENT"], "comment"),
    ];
    let name = words.into_iter().find(|(words, _)| cursor.eat(words))?.1;
    if name == "without rowid" {
        return Some(name.to_owned());
    }
    cursor.eat_symbol(b'=');
    if name == "comment" {
        cursor.skip();
        return Some(name.to_owned());
    }
    Some(format!("{name} {}", cursor.ident()?.value.trim_matches('\'').to_ascii_lowercase()))
}

fn selects(cursor: &Cursor<'_>) -> bool {
    cursor.rest().iter().take(8).any(|token| cursor.text(token).eq_ignore_ascii_case("SELECT"))
        || cursor.is_ahead(1, "VALUES")
        || (cursor.is("AS") && cursor.is_ahead(1, "TABLE"))
}

/// The cursor stands behind `DROP TABLE`.
pub(in crate::extract::sql) fn drop_table(cursor: &mut Cursor<'_>) -> Vec<SchemaChange> {
    cursor.eat(&["IF", "EXISTS"]);
    let mut names = Vec::new();
    for mut part in cursor.parts() {
        names.extend(part.name());
        // Where nothing stands between statements, the list ends with the first name that is not alone.
        if !part.is_done() {
            break;
        }
    }
    names
        .into_iter()
        .map(|name| SchemaChange::DropTable { schema: name.schema, name: name.name, place: name.place })
        .collect()
}

/// What one constraint adds to a table that exists.
pub(super) fn alterations(constraint: Constraint) -> Option<crate::facts::AlterTable> {
    use crate::facts::AlterTable as Alter;
    match constraint {
        Constraint::Primary(key) => Some(Alter::AddPrimaryKey(key)),
        Constraint::Unique(key) => Some(Alter::AddUnique(key)),
        Constraint::Foreign(key) => Some(Alter::AddForeignKey(key)),
        Constraint::Check(check) => Some(Alter::AddCheck(check)),
        Constraint::Exclusion(exclusion) => Some(Alter::AddExclusion(exclusion)),
        Constraint::NotNull(own) => Some(Alter::SetNullable {
            column: own.column,
            nullable: false,
            unchecked: (!own.validated).then(|| own.name.unwrap_or_default()),
        }),
        Constraint::Index(_) | Constraint::Like(_) | Constraint::Other | Constraint::Unknown => None,
    }
}
