//! What the words of a statement tell, whether or not the parser understands it.

use super::is_word;
use crate::detect::Dialect;
use crate::extract::sql::scan::{Token, TokenKind};
use crate::facts::{Query, QueryMark};

pub(super) fn mark(text: &str, tokens: &[Token], dialect: Dialect, query: &mut Query) {
    let is = |at: usize, words: &[&str]| {
        tokens.get(at).is_some_and(|token| words.iter().any(|word| is_word(text, token, word)))
    };
    let symbol =
        |at: usize, sign: u8| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Symbol(sign));
    let server = dialect == Dialect::SqlServer;
    let mut locked = false;
    let inserts = query.verb == crate::facts::QueryVerb::Insert;
    for at in 1..tokens.len() {
        let in_hint = symbol(at - 1, b'(') || symbol(at - 1, b',');
        if server && in_hint && is(at, &["NOLOCK", "READUNCOMMITTED"]) {
            push(query, QueryMark::DirtyRead);
        }
        if (is(at, &["UPDATE"])
            && (is(at - 1, &["FOR"]) || (is(at - 1, &["KEY"]) && at > 1 && is(at - 2, &["NO"]))))
            || (server && in_hint && is(at, &["UPDLOCK"]))
        {
            push(query, QueryMark::LocksRows);
        }
        if (is(at, &["LOCKED"]) && is(at - 1, &["SKIP"])) || (server && in_hint && is(at, &["READPAST"])) {
            push(query, QueryMark::SkipsLocked);
        }
        let upserts = is(at - 1, &["ON"])
            && (is(at, &["CONFLICT"]) || (is(at, &["DUPLICATE"]) && is(at + 1, &["KEY"])));
        if inserts && upserts {
            push(query, QueryMark::Upsert);
        }
        locked |= is(at, &["HOLDLOCK", "SERIALIZABLE", "TABLOCKX", "XLOCK"]);
        let index = is(at, &["FORCE", "USE", "IGNORE"])
            && is(at + 1, &["INDEX", "KEY"])
            && dialect != Dialect::SqlServer;
        let option = server
            && ((is(at - 1, &["WITH"])
                && symbol(at, b'(')
                && is(at + 1, &["INDEX", "FORCESEEK", "FORCESCAN"]))
                || (is(at - 1, &["OPTION"]) && symbol(at, b'(') && is(at + 2, &["JOIN", "ORDER"])));
        if index || option {
            push(query, QueryMark::ForcedPlan);
        }
    }
    let target = if is(1, &["INTO"]) { 2 } else { 1 };
    let variable = tokens.get(target).is_some_and(|token| token.kind == TokenKind::Placeholder);
    let merges = !variable && tokens.first().is_some_and(|head| is_word(text, head, "MERGE"));
    if let Some(table) =
        query.tables.first().filter(|table| server && merges && !locked && !table.starts_with(['#', '@']))
    {
        let mark = QueryMark::UnlockedMerge { table: table.clone() };
        push(query, mark);
    }
}

fn push(query: &mut Query, mark: QueryMark) {
    if !query.marks.contains(&mark) {
        query.marks.push(mark);
    }
}

/// Marks the table expressions whose names stand nowhere else.
pub(super) fn mark_unused(text: &str, tokens: &[Token], expressions: &[String], query: &mut Query) {
    for name in expressions.iter().take(30) {
        let named = tokens.iter().filter(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Quoted)
                && crate::extract::sql::unquoted(text, token).eq_ignore_ascii_case(name)
        });
        if named.count() == 1 {
            push(query, QueryMark::UnusedExpression { name: name.clone() });
        }
    }
}
