//! What a statement is, by its first words.

use super::cursor::Cursor;
use super::scan::{Token, TokenKind};
use crate::artifact::Source;

/// Statements that say nothing of tables and rows.
pub(super) const SILENT: &[&str] = &[
    "SET",
    "RESET",
    "SHOW",
    "GRANT",
    "REVOKE",
    "DENY",
    "COMMENT",
    "BEGIN",
    "START",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "END",
    "USE",
    "LOCK",
    "UNLOCK",
    "ANALYZE",
    "ANALYSE",
    "VACUUM",
    "OPTIMIZE",
    "PRAGMA",
    "PRINT",
    "COPY",
    "TRUNCATE",
    "EXPLAIN",
    "REINDEX",
    "REFRESH",
    "CLUSTER",
    "ATTACH",
    "DETACH",
    "FLUSH",
    "SOURCE",
    "LOAD",
    "CHECKPOINT",
    "NOTIFY",
    "LISTEN",
    "DISCARD",
    "SECURITY",
    "ABORT",
    "VALUES",
    "TABLE",
    "DESCRIBE",
    "EXIT",
    "QUIT",
    "WHENEVER",
    "RECONFIGURE",
    "ENABLE",
    "DISABLE",
    "PURGE",
    "ADD",
];
/// Steps of a program, which are not followed.
pub(super) const PROCEDURAL: &[&str] = &[
    "DO",
    "IF",
    "WHILE",
    "DECLARE",
    "EXEC",
    "EXECUTE",
    "CALL",
    "RAISERROR",
    "THROW",
    "RETURN",
    "ELSE",
    "PREPARE",
    "DEALLOCATE",
    "OPEN",
    "FETCH",
    "CLOSE",
    "WAITFOR",
    "SIGNAL",
    "LOOP",
    "FOR",
    "GOTO",
    "BULK",
];

/// The tokens from the verb on: conditions of SQL Server may stand before it (`IF ... BEGIN CREATE TABLE`).
pub(super) fn ddl_tokens<'a>(source: &Source<'_>, tokens: &'a [Token]) -> &'a [Token] {
    let is = |token: &Token, word: &str| {
        token.kind == TokenKind::Word && source.slice(token.start, token.end).eq_ignore_ascii_case(word)
    };
    if !tokens.first().is_some_and(|token| is(token, "IF")) {
        return tokens;
    }
    let at = tokens.windows(2).take(200).position(|pair| match pair {
        [verb, object] => {
            (is(verb, "CREATE") || is(verb, "ALTER"))
                && (is(object, "TABLE") || is(object, "INDEX") || is(object, "UNIQUE"))
        }
        _ => false,
    });
    at.and_then(|at| tokens.get(at..)).unwrap_or(tokens)
}

/// SQL Server keeps comments on tables and columns by calls of a procedure.
pub(super) fn describes(cursor: &Cursor<'_>) -> bool {
    cursor.is_any(&["EXEC", "EXECUTE"])
        && cursor.rest().iter().skip(1).take(5).any(|token| {
            let name = cursor.text(token).trim_matches(['[', ']']);
            ["sp_addextendedproperty", "sp_updateextendedproperty"]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own))
        })
}

pub(super) fn is_index(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    while ahead.is_any(&[
        "UNIQUE",
        "CLUSTERED",
        "NONCLUSTERED",
        "FULLTEXT",
        "SPATIAL",
        "BITMAP",
        "XML",
        "PRIMARY",
        "COLUMNSTORE",
    ]) {
        ahead.skip();
    }
    ahead.is("INDEX")
}

pub(super) fn is_view(cursor: &Cursor<'_>) -> bool {
    cursor.rest().iter().take(12).any(|token| cursor.text(token).eq_ignore_ascii_case("VIEW"))
        && !is_routine(cursor)
}

pub(super) fn is_routine(cursor: &Cursor<'_>) -> bool {
    let routine = ["FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "EVENT", "PACKAGE"];
    let mut ahead = *cursor;
    for _ in 0..12 {
        if ahead.is_any(&routine) {
            return true;
        }
        if ahead.is_any(&["TABLE", "VIEW", "INDEX", "AS"]) {
            return false;
        }
        ahead.skip();
    }
    false
}
