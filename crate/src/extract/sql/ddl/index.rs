//! `CREATE INDEX` and `DROP INDEX`.

use crate::extract::sql::cursor::Cursor;
use crate::extract::sql::scan::TokenKind;
use crate::facts::{Derivation, Index, IndexPart, SchemaChange};

/// The cursor stands behind `CREATE`.
pub(in crate::extract::sql) fn create_index(cursor: &mut Cursor<'_>) -> Option<SchemaChange> {
    let start = cursor.start();
    let (mut unique, mut method) = (false, None);
    while !cursor.is_done() && !cursor.is("INDEX") {
        unique |= cursor.is("UNIQUE");
        if cursor.is_any(&["FULLTEXT", "SPATIAL", "BITMAP", "XML", "COLUMNSTORE"]) {
            method = cursor.peek().map(|token| cursor.text(token).to_ascii_lowercase());
        }
        cursor.skip();
    }
    cursor.eat(&["INDEX"]);
    let mut online = cursor.eat(&["CONCURRENTLY"]);
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let name = if cursor.is("ON") && !cursor.is_ahead(1, "ON") { None } else { cursor.name() };
    let place = name.as_ref().map_or_else(|| cursor.place_from(start), |name| name.place);
    if !cursor.seek("ON") {
        return None;
    }
    cursor.eat(&["ON"]);
    let parent_only = cursor.eat(&["ONLY"]);
    let table = cursor.name()?;
    if cursor.eat(&["USING"]) {
        method = cursor.ident().map(|name| name.value.to_ascii_lowercase());
    }
    let group = cursor.group();
    let descending = group.as_ref().map(descending).unwrap_or_default();
    let written = group.as_ref().map(|group| group.rest_text().to_owned());
    let parts = group.map(|group| parts(&group)).unwrap_or_default();
    let included = included(cursor);
    let nulls_alike = cursor.eat(&["NULLS", "NOT", "DISTINCT"]);
    let condition = condition(cursor, &mut online, &mut method);
    let name = name.map(|name| name.name);
    let index = Index {
        name,
        parts,
        written,
        descending,
        included,
        unique,
        nulls_alike,
        method,
        condition,
        online,
        parent_only,
        place,
    };
    Some(SchemaChange::CreateIndex { schema: table.schema, table: table.name, index })
}

fn included(cursor: &mut Cursor<'_>) -> Vec<String> {
    let group = cursor.eat(&["INCLUDE"]).then(|| cursor.group()).flatten();
    let parts = group.map(|group| group.parts()).unwrap_or_default();
    parts.into_iter().filter_map(|mut part| part.ident().map(|name| name.value)).collect()
}

/// The predicate of a partial index; notes the options that stand before it.
fn condition(cursor: &mut Cursor<'_>, online: &mut bool, method: &mut Option<String>) -> Option<String> {
    while !cursor.is_done() {
        if cursor.eat(&["WHERE"]) {
            return Some(cursor.rest_text().to_owned());
        }
        if cursor.eat(&["USING"]) {
            *method = cursor.ident().map(|name| name.value.to_ascii_lowercase());
            continue;
        }
        *online |= cursor.is("ONLINE");
        if let Some(mut options) = cursor.group() {
            *online |= options.seek("ONLINE") && options.rest_text().to_ascii_uppercase().contains("ON");
            continue;
        }
        cursor.skip();
    }
    None
}

/// The parts of a key or index within its parentheses.
pub(super) fn parts(group: &Cursor<'_>) -> Vec<IndexPart> {
    group.parts().into_iter().map(part).collect()
}

/// The columns that are kept from the largest to the smallest.
pub(super) fn descending(group: &Cursor<'_>) -> Vec<String> {
    let parts = group.parts().into_iter();
    let falling =
        parts.filter(|part| part.rest().iter().any(|token| part.text(token).eq_ignore_ascii_case("DESC")));
    falling.filter_map(|mut part| part.ident().map(|name| name.value)).collect()
}

fn part(mut cursor: Cursor<'_>) -> IndexPart {
    let expression = IndexPart::Expression(cursor.rest_text().to_owned());
    let Some(name) = cursor.ident() else { return expression };
    match cursor.group() {
        // The length of a prefix.
        Some(inner) if inner.peek().is_some_and(|token| token.kind == TokenKind::Number) => {
            IndexPart::Column(name.value)
        }
        Some(_) => expression,
        // An operator class or a collation makes it another order than the column's own.
        None if !cursor.is_done() && !cursor.is_any(&["ASC", "DESC", "NULLS"]) => expression,
        None => IndexPart::Column(name.value),
    }
}

/// `KEY name (columns)` and `INDEX name (columns)`, as MySQL and SQL Server have them. A column may be called
/// `key` or `index` too: then a type follows.
pub(super) fn index_element(cursor: &mut Cursor<'_>, start: usize) -> Option<Index> {
    let mut ahead = *cursor;
    let method = ["FULLTEXT", "SPATIAL"].into_iter().find(|method| ahead.eat(&[method]));
    let keyword = ahead.eat(&["KEY"]) || ahead.eat(&["INDEX"]);
    if !keyword && method.is_none() {
        return None;
    }
    ahead.eat(&["IF", "NOT", "EXISTS"]);
    let name = if ahead.is_symbol(b'(') || ahead.is("USING") { None } else { Some(ahead.ident()?) };
    let (mut unique, mut using) = (false, method.map(str::to_ascii_lowercase));
    while ahead.is_any(&["USING", "UNIQUE", "CLUSTERED", "NONCLUSTERED"]) {
        unique |= ahead.is("UNIQUE");
        if ahead.eat(&["USING"]) {
            using = ahead.ident().map(|name| name.value.to_ascii_lowercase());
        } else {
            ahead.skip();
        }
    }
    let group = ahead.group()?;
    let sized = group.peek().is_some_and(|token| token.kind == TokenKind::Number);
    let descending = descending(&group);
    let written = Some(group.rest_text().to_owned());
    let parts = parts(&group);
    if sized || parts.is_empty() {
        return None;
    }
    let place = name.as_ref().map_or_else(|| ahead.place_from(start), |name| name.place);
    *cursor = ahead;
    Some(Index {
        name: name.map(|name| name.value),
        parts,
        written,
        descending,
        included: Vec::new(),
        unique,
        nulls_alike: false,
        method: using,
        condition: None,
        online: false,
        parent_only: false,
        place,
    })
}

/// `LIKE parent INCLUDING ALL`
pub(super) fn like(cursor: &mut Cursor<'_>) -> Option<Derivation> {
    cursor.eat(&["LIKE"]);
    let of = cursor.name()?.name;
    let mut keys = false;
    while !cursor.is_done() {
        keys |= cursor.eat(&["INCLUDING", "ALL"]) || cursor.eat(&["INCLUDING", "INDEXES"]);
        cursor.skip();
    }
    Some(Derivation::Copy { of, keys })
}

/// The cursor stands behind `DROP INDEX`.
pub(in crate::extract::sql) fn drop_index(cursor: &mut Cursor<'_>) -> Vec<SchemaChange> {
    let online = cursor.eat(&["CONCURRENTLY"]);
    cursor.eat(&["IF", "EXISTS"]);
    let names = cursor.parts().into_iter().filter_map(|mut part| part.name());
    names.map(|name| SchemaChange::DropIndex { name: name.name, online, place: name.place }).collect()
}
