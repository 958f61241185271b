//! What a body does to the row at hand, to other tables, and with SQL that it puts together.

use super::body::Tokens;
use super::scan::TokenKind;
use super::unquoted;
use crate::artifact::Source;
use crate::detect::Dialect;
use crate::facts::{DynamicSql, Effects};

/// More than one body has of each.
const MOST: usize = 200;

/// Columns that get a value, and texts that are run; what the statements write is for the caller.
pub(super) fn effects(source: &Source<'_>, body: Tokens<'_>, table: Option<&str>) -> Effects {
    let mut effects = Effects::default();
    for at in 0..body.all.len() {
        if let Some(column) = assigned(body, at)
            && effects.assigned.len() < MOST
        {
            effects.assigned.push(column);
        }
        if table.is_some_and(|table| updates(body, at, table)) {
            effects.assigned.extend(set_columns(body, at).into_iter().take(MOST));
        }
        if effects.dynamic.len() < MOST
            && let Some(joined) = runs_text(body, at)
            && let Some(token) = body.all.get(at)
        {
            effects.dynamic.push(DynamicSql { place: source.place(token.start, token.end), joined });
        }
    }
    effects
}

/// `NEW.column := ...`, `SET NEW.column = ...`, `:NEW.column := ...`
fn assigned(body: Tokens<'_>, at: usize) -> Option<String> {
    let token = body.all.get(at)?;
    let text = body.text.get(token.start..token.end)?;
    if !text.trim_start_matches(':').eq_ignore_ascii_case("NEW") || !body.is_symbol(at + 1, b'.') {
        return None;
    }
    let column = body.all.get(at + 2)?;
    let becomes = body.is_symbol(at + 3, b':') || body.is_symbol(at + 3, b'=');
    let begins = at == 0
        || body.ends(at - 1)
        || body.is_symbol(at - 1, b',')
        || body.is(at - 1, &["BEGIN", "THEN", "ELSE", "SET", "LOOP", "ROW", "DO"]);
    (becomes && begins).then(|| unquoted(body.text, column))
}

/// Whether an `UPDATE` of that table stands here.
fn updates(body: Tokens<'_>, at: usize, table: &str) -> bool {
    let named = |at: usize| {
        body.all.get(at).is_some_and(|token| unquoted(body.text, token).eq_ignore_ascii_case(table))
    };
    body.is(at, &["UPDATE"]) && (named(at + 1) || (body.is_symbol(at + 2, b'.') && named(at + 3)))
}

/// `SET a = ..., b = ...` of the `UPDATE` here.
fn set_columns(body: Tokens<'_>, at: usize) -> Vec<String> {
    let mut columns = Vec::new();
    let (mut depth, mut open) = (0usize, false);
    for at in at + 1..body.all.len().min(at + 400) {
        match body.all.get(at).map(|token| token.kind) {
            Some(TokenKind::Symbol(b'(')) => depth += 1,
            Some(TokenKind::Symbol(b')')) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if body.ends(at) || body.is(at, &["WHERE", "FROM"]) {
            break;
        }
        if depth == 0 && (body.is(at, &["SET"]) || body.is_symbol(at, b',')) {
            open = true;
        } else if open && body.is_symbol(at, b'=') {
            let column = at.checked_sub(1).and_then(|at| body.all.get(at));
            columns.extend(column.map(|column| unquoted(body.text, column)));
            open = false;
        }
    }
    columns
}

/// Whether a text is run as SQL here, and if so, whether values are joined into it.
fn runs_text(body: Tokens<'_>, at: usize) -> Option<bool> {
    let next = at + 1;
    match body.dialect {
        Dialect::SqlServer => {
            let call = body.is(at, &["EXEC", "EXECUTE"]);
            let text = body.is_symbol(next, b'(')
                || (next..next + 4).any(|at| body.is(at, &["sp_executesql"]) && !body.ends(at));
            (call && text).then(|| joins(body, 0, body.all.len(), b'+'))
        }
        Dialect::MySql => {
            let prepares = body.is(at, &["PREPARE"]) && body.is(at + 2, &["FROM"]);
            prepares.then(|| (0..body.all.len()).any(|at| body.is(at, &["CONCAT", "CONCAT_WS"])))
        }
        _ => {
            let from = if body.is(next, &["IMMEDIATE"]) { next + 1 } else { next };
            if !body.is(at, &["EXECUTE"]) || body.is(next, &["FUNCTION", "PROCEDURE", "ON"]) {
                return None;
            }
            let end = (from..body.all.len())
                .find(|at| body.ends(*at) || body.is(*at, &["USING", "INTO", "LOOP"]))
                .unwrap_or(body.all.len());
            let fixed =
                end <= from + 1 && body.all.get(from).is_some_and(|token| token.kind == TokenKind::Text);
            if fixed {
                return None;
            }
            let placed = body.all.get(from..end).unwrap_or_default().iter().any(|token| {
                token.kind == TokenKind::Text
                    && body.text.get(token.start..token.end).is_some_and(|text| text.contains("%s"))
            });
            Some(placed || joins(body, from, end, b'|'))
        }
    }
}

/// Whether a text is joined with something that is no text and no call that quotes.
fn joins(body: Tokens<'_>, from: usize, to: usize, sign: u8) -> bool {
    let quotes = [
        "quote_ident",
        "quote_literal",
        "quote_nullable",
        "QUOTENAME",
        "enquote_name",
        "enquote_literal",
        "format",
    ];
    let width = if sign == b'|' { 2 } else { 1 };
    (from + 1..to).any(|at| {
        let here = body.is_symbol(at, sign) && (width == 1 || body.is_symbol(at + 1, sign));
        let text = |at: usize| body.all.get(at).is_some_and(|token| token.kind == TokenKind::Text);
        let value = |at: usize| {
            body.all
                .get(at)
                .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Placeholder))
                && !body.is(at, &quotes)
        };
        here && ((text(at - 1) && value(at + width)) || (value(at - 1) && text(at + width)))
    })
}
