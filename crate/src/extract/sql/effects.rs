//! What a body does to the row at hand, to other tables, and with SQL that it puts together.

use std::collections::HashSet;

use super::body::Tokens;
use super::dynamic;
use super::scan::TokenKind;
use super::unquoted;
use crate::artifact::Source;
use crate::facts::{DynamicSql, Effects};

/// More than one body has of each.
const MOST: usize = 200;

/// Columns that get a value, and texts that are run; what the statements write is for the caller. `parameters` are
/// the names of those that hold any text.
pub(super) fn effects(
    source: &Source<'_>,
    body: Tokens<'_>,
    table: Option<&str>,
    parameters: HashSet<String>,
) -> Effects {
    let reached = dynamic::reached(body, parameters);
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
            && let Some(values) = dynamic::runs_text(body, at, &reached)
            && let Some(token) = body.all.get(at)
        {
            effects.dynamic.push(DynamicSql { place: source.place(token.start, token.end), values });
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
