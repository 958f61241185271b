//! Values of SQL as tokens: which names stand in one as they are.

use std::collections::HashSet;

use super::super::body::Tokens;
use super::super::scan::TokenKind;
use crate::detect::Dialect;

/// Calls whose result holds nothing that could be read as SQL.
const QUOTES: &[&str] = &[
    "quote_ident",
    "quote_literal",
    "quote_nullable",
    "quotename",
    "enquote_name",
    "enquote_literal",
    "simple_sql_name",
    "sql_object_name",
    "schema_name",
    "quote",
    "len",
    "length",
    "datalength",
    "char_length",
    "count",
    "object_id",
    "array_length",
    "position",
    "charindex",
    "instr",
    "md5",
];
/// Types whose text is no more than a number, a date or a name that exists.
const HARMLESS: &[&str] = &[
    "int",
    "integer",
    "bigint",
    "smallint",
    "tinyint",
    "mediumint",
    "int2",
    "int4",
    "int8",
    "serial",
    "bit",
    "bool",
    "boolean",
    "numeric",
    "decimal",
    "dec",
    "number",
    "float",
    "real",
    "double",
    "money",
    "smallmoney",
    "date",
    "time",
    "datetime",
    "datetime2",
    "smalldatetime",
    "datetimeoffset",
    "timestamp",
    "timestamptz",
    "interval",
    "uuid",
    "uniqueidentifier",
    "regclass",
    "regtype",
    "regproc",
    "oid",
    "binary",
    "varbinary",
    "bytea",
    "pls_integer",
    "binary_integer",
    "simple_integer",
    "year",
    "trigger",
    "refcursor",
    "sys_refcursor",
];

/// Whether a value of a type is no more than a number, a date or a name that exists.
pub(super) fn is_harmless(type_: &str) -> bool {
    HARMLESS.contains(&type_)
}

/// Whether one of the names stands in a value as it is.
pub(super) fn holds(value: Tokens<'_>, names: &HashSet<String>) -> bool {
    let mut at = 0;
    while at < value.all.len() {
        let called = value.is_symbol(at + 1, b'(');
        let word = name(value, at);
        if called && (QUOTES.contains(&word.as_str()) || turns_harmless(value, at, &word)) {
            at = group_end(value, at + 1);
        } else if called && word == "format" {
            let end = group_end(value, at + 1);
            let inside = part(value, at + 2, end);
            if has_plain_hole(inside) && names_any(inside, names) {
                return true;
            }
            at = end;
        } else if value.is(at, &["WHERE", "ON", "HAVING"]) {
            // Nor does what rows are chosen by.
            at = condition_end(value, at);
        } else if value.is(at, &["WHEN"]) {
            // What a branch depends on does not get into the text.
            at = (at..value.all.len()).find(|at| value.is(*at, &["THEN"])).unwrap_or(value.all.len());
        } else if names.contains(&word) && !cast_harmless(value, at) {
            return true;
        }
        at += 1;
    }
    false
}

/// Where the query around a condition ends.
fn condition_end(value: Tokens<'_>, from: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in value.all.iter().enumerate().skip(from) {
        match token.kind {
            TokenKind::Symbol(b'(') => depth += 1,
            TokenKind::Symbol(b')') if depth == 0 => return at,
            TokenKind::Symbol(b')') => depth -= 1,
            _ => {}
        }
    }
    value.all.len()
}

fn names_any(value: Tokens<'_>, names: &HashSet<String>) -> bool {
    (0..value.all.len()).any(|at| names.contains(&name(value, at)))
}

/// `%s` puts a value into the text as it is.
fn has_plain_hole(value: Tokens<'_>) -> bool {
    value.all.iter().any(|token| {
        token.kind == TokenKind::Text
            && value.text.get(token.start..token.end).is_some_and(|text| text.contains("%s"))
    })
}

/// `CAST(x AS int)`, `CONVERT(int, x)`
fn turns_harmless(value: Tokens<'_>, at: usize, word: &str) -> bool {
    let end = group_end(value, at + 1);
    match word {
        "cast" | "try_cast" => {
            (at..end).find(|at| value.is(*at, &["AS"])).is_some_and(|at| is_harmless(&name(value, at + 1)))
        }
        "convert" | "try_convert" => is_harmless(&name(value, at + 2)),
        _ => false,
    }
}

/// `x::int`
fn cast_harmless(value: Tokens<'_>, at: usize) -> bool {
    value.is_symbol(at + 1, b':') && is_harmless(&name(value, at + 2))
}

/// Whether a text is joined with something that is no text and no call that quotes.
pub(super) fn joins(text: Tokens<'_>) -> bool {
    let sign = if text.dialect == Dialect::SqlServer { b'+' } else { b'|' };
    let width = if sign == b'|' { 2 } else { 1 };
    let is_text = |at: usize| text.all.get(at).is_some_and(|token| token.kind == TokenKind::Text);
    let is_value = |at: usize| {
        let word = name(text, at);
        !word.is_empty() && !QUOTES.contains(&word.as_str()) && word != "format"
    };
    has_plain_hole(text)
        || (1..text.all.len()).any(|at| {
            text.is_symbol(at, sign)
                && ((is_text(at - 1) && is_value(at + width)) || (is_value(at - 1) && is_text(at + width)))
        })
}

/// The word or variable at a position, in small letters.
pub(super) fn name(body: Tokens<'_>, at: usize) -> String {
    let token = body
        .all
        .get(at)
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Placeholder | TokenKind::Quoted));
    let text = token.and_then(|token| body.text.get(token.start..token.end)).unwrap_or_default();
    text.trim_matches(['"', '`', '[', ']']).to_ascii_lowercase()
}

pub(super) fn part(body: Tokens<'_>, from: usize, to: usize) -> Tokens<'_> {
    Tokens { all: body.all.get(from..to.max(from)).unwrap_or_default(), ..body }
}

/// Where the parenthesis that opens at `open` is closed.
pub(super) fn group_end(body: Tokens<'_>, open: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in body.all.iter().enumerate().skip(open) {
        match token.kind {
            TokenKind::Symbol(b'(') => depth += 1,
            TokenKind::Symbol(b')') if depth <= 1 => return at,
            TokenKind::Symbol(b')') => depth -= 1,
            _ => {}
        }
    }
    body.all.len()
}
