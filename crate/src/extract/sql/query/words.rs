//! Reads a statement by its keywords alone: what the parser does not know still names tables and columns.

use super::is_word as is;
use super::parser::HOLE;
use crate::extract::sql::scan::{Token, TokenKind};
use crate::extract::sql::unquoted;
use crate::facts::{Predicate, PredicateRole, Query, QueryMark, QueryVerb};

/// `INSERT INTO t (...) VALUES ...`: its rows need no parser. Says whether the statement is one.
pub(super) fn read_rows(text: &str, tokens: &[Token], query: &mut Query) -> bool {
    let head = tokens.get(..tokens.len().min(2000)).unwrap_or_default();
    let values = head.iter().any(|token| is(text, token, "VALUES"));
    if !values || head.iter().any(|token| is(text, token, "SELECT")) {
        return false;
    }
    let named = tables(text, tokens, &["INTO"]);
    let named = if named.is_empty() { tables(text, tokens, &["INSERT"]) } else { named };
    query.tables.extend(named.into_iter().take(1));
    query.bounded = true;
    if is_listless(text, head) {
        query.marks.push(QueryMark::NoColumnList);
    }
    query.marks.extend(named_twice(text, head).map(|column| QueryMark::AssignedTwice { column }));
    query.marks.extend(uneven(text, tokens));
    !query.tables.is_empty()
}

/// A row that has more or fewer values than the list before `VALUES` has columns, among the first rows.
fn uneven(text: &str, tokens: &[Token]) -> Option<QueryMark> {
    let at = tokens.iter().position(|token| is(text, token, "VALUES"))?;
    let (head, rows) = tokens.split_at_checked(at)?;
    // The first parenthesis opens the list of columns, and the last one closes it.
    let opens = |token: &&Token| token.kind == TokenKind::Symbol(b'(');
    let open = head.iter().position(|token| opens(&token))?;
    let single = head.iter().filter(opens).count() == 1 && head.last()?.kind == TokenKind::Symbol(b')');
    let one = single.then(|| widths(text, head.get(open..)?).next()).flatten()??;
    let other =
        widths(text, rows.get(1..)?).take(100).map_while(|width| width).find(|other| *other != one)?;
    Some(QueryMark::UnevenColumns { one, other })
}

/// How many values stand in each group of parentheses between commas; none where a program may put in several.
fn widths<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = Option<usize>> + 't {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        if rest.first()?.kind != TokenKind::Symbol(b'(') {
            return None;
        }
        let (mut depth, mut width, mut open) = (0usize, 1, false);
        while let [token, after @ ..] = rest {
            rest = after;
            match token.kind {
                TokenKind::Symbol(b'(' | b'[') => depth += 1,
                TokenKind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
                TokenKind::Symbol(b',') if depth == 1 => width += 1,
                TokenKind::Placeholder => open = true,
                _ => open |= is(text, token, HOLE),
            }
            if depth == 0 {
                break;
            }
        }
        let closed = depth == 0;
        if rest.first().is_some_and(|token| token.kind == TokenKind::Symbol(b',')) {
            rest = rest.get(1..).unwrap_or_default();
        } else {
            rest = &[];
        }
        Some(Some(width).filter(|width| closed && !(open && *width < 3)))
    })
}

/// `INSERT INTO t VALUES`: a name stands before the keyword, no list of columns.
fn is_listless(text: &str, head: &[Token]) -> bool {
    let at = head.iter().position(|token| is(text, token, "VALUES"));
    let before = at.and_then(|at| head.get(at.checked_sub(1)?));
    before.is_some_and(|token| {
        matches!(token.kind, TokenKind::Word | TokenKind::Quoted)
            && !["DEFAULT", "VALUE", "USER"].iter().any(|word| is(text, token, word))
    })
}

/// A column that stands twice in the list before `VALUES`.
fn named_twice(text: &str, head: &[Token]) -> Option<String> {
    let list = head.split(|token| is(text, token, "VALUES")).next()?;
    let open = list.iter().position(|token| token.kind == TokenKind::Symbol(b'('))?;
    let names =
        list.get(open + 1..list.len().checked_sub(1)?)?.split(|token| token.kind == TokenKind::Symbol(b','));
    let mut known: Vec<String> = Vec::new();
    for name in names.take(200) {
        let [name] = name else { return None };
        let name = unquoted(text, name);
        if known.iter().any(|own| own.eq_ignore_ascii_case(&name)) {
            return Some(name);
        }
        known.push(name);
    }
    None
}

pub(super) fn read(text: &str, tokens: &[Token], query: &mut Query) {
    query.tables = tables(text, tokens, &["INTO", "UPDATE", "FROM", "JOIN"]);
    query.all_columns = query.verb == QueryVerb::Select
        && tokens.windows(2).any(|pair| match pair {
            [before, star] => star.kind == TokenKind::Symbol(b'*') && is(text, before, "SELECT"),
            _ => false,
        });
    query.filtered = tokens.iter().any(|token| is(text, token, "WHERE"));
    let limits = ["LIMIT", "TOP", "FETCH", "COUNT"];
    query.bounded = query.verb != QueryVerb::Select && query.verb != QueryVerb::Delete
        || tokens.iter().any(|token| limits.iter().any(|limit| is(text, token, limit)));
    query.offset = offset(text, tokens).then_some(query.place);
    query.predicates = predicates(text, tokens);
    if let [table] = query.tables.as_slice() {
        let table = table.clone();
        query.predicates.iter_mut().for_each(|predicate| predicate.table = Some(table.clone()));
    }
}

/// The names behind the keywords, each once, without their schemas.
fn tables(text: &str, tokens: &[Token], keywords: &[&str]) -> Vec<String> {
    let mut tables: Vec<String> = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        rest = after;
        if !keywords.iter().any(|keyword| is(text, first, keyword)) {
            continue;
        }
        let name = name(text, after);
        if let Some(name) = name.filter(|name| !tables.iter().any(|own| own.eq_ignore_ascii_case(name))) {
            tables.push(name);
        }
    }
    tables
}

/// The last part of the name at the front: `users` of `public.users`.
fn name(text: &str, tokens: &[Token]) -> Option<String> {
    let is_name = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted);
    let mut rest = tokens;
    if rest.first().is_some_and(|token| is(text, token, "ONLY") || is(text, token, "LATERAL")) {
        rest = rest.get(1..)?;
    }
    let mut last = rest.first().filter(is_name)?;
    while let [_, dot, next, ..] = rest {
        if dot.kind != TokenKind::Symbol(b'.') || !is_name(&next) {
            break;
        }
        last = next;
        rest = rest.get(2..)?;
    }
    let called =
        rest.get(1).is_some_and(|token| token.kind == TokenKind::Symbol(b'(') && last.end == token.start);
    (!called && !is(text, last, "SELECT")).then(|| unquoted(text, last))
}

/// `OFFSET` with anything but 0.
fn offset(text: &str, tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| match pair {
        [keyword, amount] => {
            is(text, keyword, "OFFSET")
                && text.get(amount.start..amount.end).is_some_and(|amount| amount != "0")
        }
        _ => false,
    })
}

/// `column = `, `column IN` behind the first `WHERE`.
fn predicates(text: &str, tokens: &[Token]) -> Vec<Predicate> {
    let behind = tokens.iter().position(|token| is(text, token, "WHERE")).unwrap_or(tokens.len());
    let conditions = tokens.get(behind..).unwrap_or_default();
    let found = conditions.windows(3).filter_map(|window| {
        let [before, column, operator] = window else { return None };
        let begins = matches!(before.kind, TokenKind::Symbol(b'(' | b'.'))
            || ["WHERE", "AND", "OR", "NOT"].iter().any(|keyword| is(text, before, keyword));
        let named = matches!(column.kind, TokenKind::Word | TokenKind::Quoted);
        let equality = operator.kind == TokenKind::Symbol(b'=') || is(text, operator, "IN");
        let compares = equality
            || matches!(operator.kind, TokenKind::Symbol(b'<' | b'>'))
            || ["BETWEEN", "IS"].iter().any(|keyword| is(text, operator, keyword));
        (begins && named && compares).then(|| Predicate {
            table: None,
            column: unquoted(text, column),
            equality,
            role: if equality { PredicateRole::Equal } else { PredicateRole::Other },
            quoted: column.kind == TokenKind::Quoted,
            select: 0,
        })
    });
    found.take(100).collect()
}
