//! What a statement is, by its first words.

use super::cursor::Cursor;
use super::scan::{Token, TokenKind};

/// Statements that say nothing of tables and rows.
pub(super) const SILENT: &[&str] = &[
    "SET",
    "BEGIN",
    "START",
    "COMMIT",
    "ROLLBACK",
    "END",
    "COMMENT",
    "LOCK",
    "VACUUM",
    "TRUNCATE",
    "REINDEX",
    "CLUSTER",
    "REFRESH",
    "RESET",
    "SHOW",
    "SAVEPOINT",
    "RELEASE",
    "USE",
    "UNLOCK",
    "ANALYZE",
    "ANALYSE",
    "OPTIMIZE",
    "PRAGMA",
    "PRINT",
    "COPY",
    "EXPLAIN",
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

/// Statements that define a schema or who may use it.
pub(super) const DEFINING: &[&str] =
    &["CREATE", "ALTER", "DROP", "RENAME", "COMMENT", "GRANT", "REVOKE", "DENY"];

/// What may stand between `CREATE` and `TABLE`.
pub(super) const TABLE_KINDS: &[&str] = &[
    "TEMPORARY",
    "TEMP",
    "GLOBAL",
    "LOCAL",
    "UNLOGGED",
    "FOREIGN",
    "EXTERNAL",
    "COLUMN",
    "ROW",
    "PRIVATE",
    "IMMUTABLE",
    "BLOCKCHAIN",
    "SHARDED",
    "DUPLICATED",
    "VIRTUAL",
];

/// Objects that hold no tables and are no part of one.
pub(super) const OTHER_OBJECTS: &[&str] = &[
    "SEQUENCE",
    "SCHEMA",
    "DATABASE",
    "EXTENSION",
    "ROLE",
    "USER",
    "LOGIN",
    "GROUP",
    "COLLATION",
    "CAST",
    "OPERATOR",
    "AGGREGATE",
    "PUBLICATION",
    "SUBSCRIPTION",
    "SERVER",
    "FOREIGN",
    "RULE",
    "STATISTICS",
    "TEXT",
    "LANGUAGE",
    "TRUSTED",
    "PROCEDURAL",
    "CONVERSION",
    "DEFAULT",
    "ACCESS",
    "TABLESPACE",
    "PARTITION",
    "FULLTEXT",
    "XML",
    "ASSEMBLY",
    "CERTIFICATE",
    "SYMMETRIC",
    "ASYMMETRIC",
    "MASTER",
    "SYNONYM",
    "PUBLIC",
    "DIRECTORY",
    "CONTEXT",
    "MESSAGE",
    "QUEUE",
    "SERVICE",
    "CLUSTER",
    "DIMENSION",
    "PROFILE",
    "AUTHORIZATION",
    "APPLICATION",
    "CREDENTIAL",
    "SECURITY",
    "SEARCH",
    "SYSTEM",
    "SESSION",
    "LARGE",
    "TRANSFORM",
    "SERVICE",
    "EXTERNAL",
    "COLUMN",
    "SELECTIVE",
    "RESOURCE",
    "WORKLOAD",
    "SERVER",
    "LOGFILE",
    "UNDO",
    "INSTANCE",
    "MATERIALIZED",
    "OUTLINE",
    "JAVA",
    "LIBRARY",
    "OPERATOR",
    "INDEXTYPE",
    "ATTRIBUTE",
    "CONTRACT",
    "ROUTE",
    "REMOTE",
    "ENDPOINT",
    "AVAILABILITY",
    "BROKER",
    "SERVICE",
    "DATABASE",
    "TEMPORARY",
    "TYPE",
    "DOMAIN",
    "POLICY",
    "PLUGGABLE",
    "FLASHBACK",
    "RESTORE",
    "ROLLBACK",
    "SPFILE",
    "PFILE",
];

/// Whether steps of a program stand here: `BEGIN` with more behind it than a transaction has.
pub(super) fn is_block(cursor: &Cursor<'_>) -> bool {
    const TRANSACTION: &[&str] = &[
        "TRAN",
        "TRANSACTION",
        "WORK",
        "ISOLATION",
        "READ",
        "DEFERRED",
        "IMMEDIATE",
        "EXCLUSIVE",
        "NOT",
        "CONCURRENT",
        "DIALOG",
        "DISTRIBUTED",
    ];
    let words = cursor.rest().len();
    let transaction = TRANSACTION.iter().any(|word| cursor.is_ahead(1, word));
    (cursor.is("BEGIN") && words > 1 && !transaction)
        || (cursor.is_any(&["ELSE", "EXCEPTION", "WHEN"]) && words > 1)
        || (cursor.is("SET") && words > 3 && has_query(cursor))
}

/// `SET @a = (SELECT ...)`, and what T-SQL lets follow without a semicolon.
fn has_query(cursor: &Cursor<'_>) -> bool {
    let at_variable = cursor.rest().get(1).is_some_and(|token| token.kind == TokenKind::Placeholder);
    let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "IF"];
    let verb = |token: &&Token| {
        token.kind == TokenKind::Word
            && verbs.iter().any(|verb| cursor.text(token).eq_ignore_ascii_case(verb))
    };
    let setting =
        ["IDENTITY_INSERT", "NOCOUNT", "XACT_ABORT", "ANSI_NULLS", "QUOTED_IDENTIFIER", "ANSI_PADDING"];
    let switch = setting.iter().any(|word| cursor.is_ahead(1, word));
    (at_variable || switch) && cursor.rest().iter().skip(2).take(5_000).any(|token| verb(&token))
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
