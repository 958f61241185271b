//! Which dialect of SQL a text is written in.

use super::Dialect;

/// Bytes that are looked at: dumps show what they are in their first lines.
const LOOKED_AT: usize = 64 * 1024;

/// What only one dialect has, and how much it says.
const SIGNS: &[(Dialect, &str, u32)] = &[
    (Dialect::PostgreSql, "plpgsql", 4),
    (Dialect::PostgreSql, "timestamptz", 4),
    (Dialect::PostgreSql, "timestamp with time zone", 3),
    (Dialect::PostgreSql, "timestamp without time zone", 4),
    (Dialect::PostgreSql, "character varying", 3),
    (Dialect::PostgreSql, "jsonb", 4),
    (Dialect::PostgreSql, "bigserial", 4),
    (Dialect::PostgreSql, " serial", 3),
    (Dialect::PostgreSql, "bytea", 3),
    (Dialect::PostgreSql, "nextval(", 3),
    (Dialect::PostgreSql, "create extension", 4),
    (Dialect::PostgreSql, "from stdin", 4),
    (Dialect::PostgreSql, " owner to ", 3),
    (Dialect::PostgreSql, "concurrently", 3),
    (Dialect::PostgreSql, " ilike ", 3),
    (Dialect::PostgreSql, "$$", 3),
    (Dialect::PostgreSql, "::", 2),
    (Dialect::PostgreSql, "text[]", 3),
    (Dialect::PostgreSql, "row level security", 4),
    (Dialect::PostgreSql, "gen_random_uuid(", 4),
    (Dialect::PostgreSql, " set not null", 3),
    (Dialect::PostgreSql, " drop not null", 3),
    (Dialect::PostgreSql, " set data type ", 3),
    (Dialect::PostgreSql, " not valid", 3),
    (Dialect::PostgreSql, "validate constraint", 4),
    (Dialect::PostgreSql, "lock_timeout =", 3),
    (Dialect::PostgreSql, "lock_timeout to", 4),
    (Dialect::PostgreSql, "statement_timeout", 4),
    (Dialect::PostgreSql, "vacuum full", 4),
    (Dialect::PostgreSql, "search_path", 3),
    (Dialect::PostgreSql, "create policy", 3),
    (Dialect::PostgreSql, " add value ", 3),
    (Dialect::PostgreSql, "alter table only ", 3),
    (Dialect::PostgreSql, " using gi", 3),
    (Dialect::PostgreSql, "unique using index", 4),
    (Dialect::PostgreSql, "key using index", 4),
    (Dialect::PostgreSql, "attach partition ", 3),
    (Dialect::PostgreSql, "detach partition ", 3),
    (Dialect::PostgreSql, "alter domain ", 3),
    (Dialect::PostgreSql, "uuid_generate_v", 4),
    (Dialect::PostgreSql, "smallserial", 4),
    (Dialect::MySql, "engine=", 5),
    (Dialect::MySql, "engine =", 5),
    (Dialect::MySql, "auto_increment", 4),
    (Dialect::MySql, "unsigned", 3),
    (Dialect::MySql, "`", 3),
    (Dialect::MySql, "/*!40", 5),
    (Dialect::MySql, "tinyint(1)", 3),
    (Dialect::MySql, "delimiter ", 3),
    (Dialect::MySql, "on update current_timestamp", 4),
    (Dialect::MySql, "charset", 3),
    (Dialect::Sqlite, "autoincrement", 5),
    (Dialect::Sqlite, "pragma ", 5),
    (Dialect::Sqlite, "without rowid", 5),
    (Dialect::Sqlite, "sqlite_", 3),
    (Dialect::SqlServer, "\ngo\n", 5),
    (Dialect::SqlServer, "\ngo\r\n", 5),
    (Dialect::SqlServer, "[dbo]", 5),
    (Dialect::SqlServer, "dbo.", 3),
    (Dialect::SqlServer, "identity(1", 4),
    (Dialect::SqlServer, "identity (1", 4),
    (Dialect::SqlServer, "nvarchar(max)", 4),
    (Dialect::SqlServer, "uniqueidentifier", 4),
    (Dialect::SqlServer, "datetime2", 4),
    (Dialect::SqlServer, "getdate()", 3),
    (Dialect::SqlServer, "nonclustered", 4),
    (Dialect::Oracle, "varchar2", 5),
    (Dialect::Oracle, "number(", 3),
    (Dialect::Oracle, "sysdate", 3),
    (Dialect::Oracle, "nvl(", 2),
    (Dialect::Oracle, " from dual", 4),
];

/// What a path calls its dialect.
const NAMES: &[(Dialect, &str)] = &[
    (Dialect::PostgreSql, "postgres"),
    (Dialect::PostgreSql, "pgsql"),
    (Dialect::MySql, "mysql"),
    (Dialect::MySql, "mariadb"),
    (Dialect::Sqlite, "sqlite"),
    (Dialect::SqlServer, "mssql"),
    (Dialect::SqlServer, "sqlserver"),
    (Dialect::Oracle, "oracle"),
];

/// What the comment at the head of a dump calls itself.
const TOOLS: &[(Dialect, &str)] = &[
    (Dialect::PostgreSql, "postgresql database dump"),
    (Dialect::MySql, "-- mysql dump"),
    (Dialect::MySql, "-- mariadb dump"),
];

/// The dialect that most signs speak for, and the strongest of them in words.
pub(super) fn dialect(path: &str, text: &str) -> Option<(Dialect, String)> {
    let path = path.to_ascii_lowercase();
    if let Some((dialect, name)) = NAMES.iter().find(|(_, name)| path.contains(name)) {
        return Some((*dialect, format!("`{name}` in its name")));
    }
    let head = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or(text).to_ascii_lowercase();
    if let Some((dialect, name)) = TOOLS.iter().find(|(_, name)| head.contains(name)) {
        return Some((*dialect, format!("`{name}` in its comments")));
    }
    let head = without_comments(&head);
    let seen: Vec<_> = SIGNS.iter().filter(|(_, sign, _)| holds(&head, sign)).collect();
    let score = |dialect: Dialect| -> u32 {
        seen.iter().filter(|(own, ..)| *own == dialect).map(|(_, _, weight)| weight).sum()
    };
    let (best, sign, _) = seen.iter().max_by_key(|(dialect, _, weight)| (score(*dialect), *weight))?;
    Some((*best, format!("`{}`", sign.trim())))
}

/// Names of templates hold words of databases: `AUTO_INCREMENT_PRIMARY_KEY`.
fn holds(text: &str, sign: &str) -> bool {
    text.match_indices(sign).any(|(at, _)| text.as_bytes().get(at + sign.len()) != Some(&b'_'))
}

/// The text without its comments, whose words are no SQL; MySQL's `/*! ... */` is SQL and stays.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let begins = |pair: &[u8]| pair == b"--" || pair == b"/*";
    while let Some(at) = rest.as_bytes().windows(2).position(begins) {
        let (before, comment) = rest.split_at(at);
        kept.push_str(before);
        let end = if comment.starts_with("/*!") {
            kept.push_str("/*!");
            Some(3)
        } else if comment.starts_with("/*") {
            comment.find("*/").map(|end| end + 2)
        } else {
            comment.find('\n')
        };
        rest = end.and_then(|end| comment.get(end..)).unwrap_or_default();
    }
    kept + rest
}
