//! SQL that a body puts together as text and runs: whether a parameter of its routine gets into the text as it is,
//! neither quoted nor bound.

mod values;

use std::collections::HashSet;

use super::body::Tokens;
use super::scan::{Token, TokenKind};
use crate::detect::Dialect;
use crate::facts::TextValues;
use values::{group_end, holds, is_harmless, joins, name, part};

/// Variables are followed through so many assignments of assignments.
const MOST_ROUNDS: usize = 4;
const MOST_PARAMETERS: usize = 200;
/// Tokens of one value, and of all the values of a body.
const MOST_OF_VALUE: usize = 2_000;
const MOST_OF_VALUES: usize = 200_000;

/// Words that begin the next step, where nothing stands between two.
const STEPS: &[&str] = &[
    "SET",
    "SELECT",
    "EXEC",
    "EXECUTE",
    "IF",
    "BEGIN",
    "END",
    "DECLARE",
    "PRINT",
    "RETURN",
    "WHILE",
    "INSERT",
    "UPDATE",
    "DELETE",
    "OPEN",
    "FETCH",
    "CLOSE",
    "FROM",
    "WHERE",
    "THROW",
    "RAISERROR",
    "COMMIT",
    "ROLLBACK",
];

/// The parameters that hold any text the caller likes, in small letters.
pub(super) fn text_parameters(header: Tokens<'_>) -> HashSet<String> {
    let list = if header.is_symbol(0, b'(') {
        header.all.get(1..group_end(header, 0)).unwrap_or_default()
    } else {
        let end = (0..header.all.len()).find(|at| header.is(*at, &["AS", "WITH", "RETURNS"]));
        header.all.get(..end.unwrap_or(header.all.len())).unwrap_or_default()
    };
    let list = Tokens { all: list, ..header };
    let mut names = HashSet::new();
    for (number, parameter) in split(list).into_iter().take(MOST_PARAMETERS).enumerate() {
        let mut at = 0;
        while parameter.is(at, &["IN", "INOUT", "VARIADIC", "NOCOPY"]) {
            at += 1;
        }
        if parameter.all.is_empty() || parameter.is(at, &["OUT"]) {
            continue;
        }
        let given = name(parameter, at);
        let mut type_at = at + 1;
        while parameter.is(type_at, &["IN", "INOUT", "AS", "NOCOPY"]) {
            type_at += 1;
        }
        // A parameter without a name is called by its number.
        let unnamed = parameter.all.get(type_at).is_none();
        let type_ = name(parameter, if unnamed { at } else { type_at });
        if !is_harmless(&type_) {
            names.insert(given);
            names.insert(format!("${}", number + 1));
        }
    }
    names
}

/// The variables that hold what a parameter holds, with the parameters.
pub(super) fn reached(body: Tokens<'_>, mut names: HashSet<String>) -> HashSet<String> {
    if names.is_empty() {
        return names;
    }
    let mut looked_at = 0;
    let assignments: Vec<_> = (0..body.all.len())
        .filter_map(|at| assignment(body, at))
        .take_while(|(_, value)| {
            looked_at += value.all.len();
            looked_at < MOST_OF_VALUES
        })
        .collect();
    let numbers = declared_harmless(body);
    for _ in 0..MOST_ROUNDS {
        let before = names.len();
        for (target, value) in &assignments {
            if !names.contains(target) && !numbers.contains(target) && holds(*value, &names) {
                names.insert(target.clone());
            }
        }
        if names.len() == before {
            break;
        }
    }
    names
}

/// Variables of a type that holds no text.
fn declared_harmless(body: Tokens<'_>) -> HashSet<String> {
    let declares = |at: usize| {
        let before = at.checked_sub(1);
        before.is_none_or(|at| body.ends(at) || body.is(at, &["DECLARE"]) || body.is_symbol(at, b','))
    };
    let at = (0..body.all.len()).filter(|at| declares(*at) && is_harmless(&name(body, at + 1)));
    at.map(|at| name(body, at)).filter(|name| !name.is_empty()).collect()
}

/// Where a text is run as SQL here: what stands in the text. `reached` are the names from [`reached`].
pub(super) fn runs_text(body: Tokens<'_>, at: usize, reached: &HashSet<String>) -> Option<TextValues> {
    let text = text_that_runs(body, at)?;
    Some(if holds(text, reached) {
        TextValues::Callers
    } else if text.all.len() == 1 || joins(text) {
        TextValues::Others
    } else {
        TextValues::Quoted
    })
}

fn text_that_runs(body: Tokens<'_>, at: usize) -> Option<Tokens<'_>> {
    let next = at + 1;
    let (from, ends): (usize, &[&str]) = match body.dialect {
        Dialect::SqlServer => {
            if !body.is(at, &["EXEC", "EXECUTE"]) {
                return None;
            }
            if body.is_symbol(next, b'(') {
                return Some(part(body, next + 1, group_end(body, next)));
            }
            let call = (next..next + 6)
                .take_while(|at| !body.ends(*at))
                .find(|at| body.is(*at, &["sp_executesql"]))?;
            // `@stmt = @sql`
            let named = body.is_symbol(call + 2, b'=');
            (call + if named { 3 } else { 1 }, STEPS)
        }
        Dialect::MySql => {
            if !body.is(at, &["PREPARE"]) || !body.is(at + 2, &["FROM"]) {
                return None;
            }
            (at + 3, &[])
        }
        _ => {
            if !body.is(at, &["EXECUTE"]) || body.is(next, &["FUNCTION", "PROCEDURE", "ON"]) {
                return None;
            }
            (if body.is(next, &["IMMEDIATE"]) { next + 1 } else { next }, &["USING", "INTO", "LOOP", "BULK"])
        }
    };
    let text = part(body, from, value_end(body, from, ends, true));
    let fixed = text.all.len() <= 1 && text.all.first().is_none_or(|token| token.kind == TokenKind::Text);
    (!fixed).then_some(text)
}

/// `SET @a = ...`, `a := ...`, `SELECT @a = ...`, `DECLARE a text = ...`: the name and the value.
fn assignment(body: Tokens<'_>, at: usize) -> Option<(String, Tokens<'_>)> {
    let target = name(body, at);
    if target.is_empty() {
        return None;
    }
    let mut sign = at + 1;
    let variable = target.starts_with('@');
    let behind = at.checked_sub(1);
    let set = behind.is_some_and(|at| body.is(at, &["SET"]));
    let becomes = body.is_symbol(sign, b':') && body.is_symbol(sign + 1, b'=');
    if becomes || (variable && body.is_symbol(sign, b'+') && body.is_symbol(sign + 1, b'=')) {
        sign += 1;
    } else if !(body.is_symbol(sign, b'=') && (variable || set)) {
        // A declaration has the type between the name and the value.
        let behind_type = |at: &usize| {
            body.ends(*at)
                || body.is_symbol(*at, b',')
                || body.is(*at, STEPS)
                || body.is(*at, &["IS", "IN", "AND", "OR", "NOT", "LIKE", "BETWEEN"])
        };
        let typed = !body.word(sign).is_empty();
        let declared = (sign..sign + 8).take_while(|at| typed && !behind_type(at));
        let value =
            declared.into_iter().find(|at| body.is_symbol(*at, b'=') || body.is(*at, &["DEFAULT"]))?;
        let begins = behind.is_none_or(|at| body.ends(at) || body.is(at, &["DECLARE"]));
        if !begins && !variable {
            return None;
        }
        sign = value;
    }
    let from = sign + 1;
    Some((target, part(body, from, value_end(body, from, STEPS, body.dialect != Dialect::SqlServer))))
}

/// Where a value ends: at the end of its statement, at a comma beside it, before one of `ends`.
fn value_end(body: Tokens<'_>, from: usize, ends: &[&str], comma: bool) -> usize {
    let mut depth = 0usize;
    let mut cases = 0usize;
    let most = body.all.len().min(from + MOST_OF_VALUE);
    for at in from..most {
        match body.all.get(at).map(|token| token.kind) {
            Some(TokenKind::Symbol(b'(')) => depth += 1,
            Some(TokenKind::Symbol(b')')) if depth == 0 => return at,
            Some(TokenKind::Symbol(b')')) => depth -= 1,
            _ if depth > 0 => {}
            _ if body.ends(at) => return at,
            Some(TokenKind::Symbol(b',')) if comma || body.is_symbol(at + 2, b'=') => return at,
            _ if body.is(at, &["CASE"]) => cases += 1,
            _ if cases > 0 => cases -= usize::from(body.is(at, &["END"])),
            _ if body.is(at, ends) => return at,
            _ => {}
        }
    }
    most
}

/// What stands between the commas of a list.
fn split(list: Tokens<'_>) -> Vec<Tokens<'_>> {
    let mut depth = 0usize;
    let parts = list.all.split(|token: &Token| {
        match token.kind {
            TokenKind::Symbol(b'(') => depth += 1,
            TokenKind::Symbol(b')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.kind == TokenKind::Symbol(b',')
    });
    parts.map(|all| Tokens { all, ..list }).collect()
}

#[cfg(test)]
mod tests;
