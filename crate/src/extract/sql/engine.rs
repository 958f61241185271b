//! What each database does by itself, in the words of the neutral model.

use super::{diagnostics, reserved};
use crate::detect::Dialect;
use crate::facts::{Engine, Restated};

pub(in crate::extract) fn engine(dialect: Dialect) -> Option<&'static Engine> {
    match dialect {
        Dialect::Generic => None,
        Dialect::PostgreSql => Some(&POSTGRESQL),
        Dialect::MySql => Some(&MYSQL),
        Dialect::Sqlite => Some(&SQLITE),
        Dialect::SqlServer => Some(&SQL_SERVER),
        Dialect::Oracle => Some(&ORACLE),
    }
}

/// The dialect of an engine's statements.
pub(crate) fn dialect(engine: Option<&Engine>) -> Dialect {
    let dialects =
        [Dialect::PostgreSql, Dialect::MySql, Dialect::Sqlite, Dialect::SqlServer, Dialect::Oracle];
    dialects.into_iter().find(|own| self::engine(*own) == engine).unwrap_or(Dialect::Generic)
}

static POSTGRESQL: Engine = Engine {
    name: "PostgreSQL",
    indexes_foreign_keys: false,
    ignores_column_references: false,
    create_index: "CREATE INDEX CONCURRENTLY",
    locks_for_index: true,
    adds_unvalidated: true,
    binary_json: Some("jsonb"),
    inverted_index: Some("gin"),
    groups_loosely: false,
    numbers_texts: false,
    partial_indexes: true,
    drops_index_on_table: false,
    transactional_changes: true,
    lock_limit: Some("SET lock_timeout = '5s';"),
    identity: "bigint GENERATED ALWAYS AS IDENTITY",
    zoned_timestamp: Some("timestamptz"),
    change_type: Some("ALTER TABLE {table} ALTER COLUMN {column} TYPE {type};"),
    restated: Restated::Nothing,
    quotes: ('"', '"'),
    longest_name: 63,
    cuts_names: true,
    reserved: reserved::POSTGRESQL,
    diagnostics: diagnostics::POSTGRESQL,
    distinct_nulls: true,
    uuid: Some("uuid"),
};

static MYSQL: Engine = Engine {
    name: "MySQL",
    indexes_foreign_keys: true,
    ignores_column_references: true,
    create_index: "CREATE INDEX",
    locks_for_index: false,
    adds_unvalidated: false,
    binary_json: None,
    inverted_index: None,
    groups_loosely: true,
    numbers_texts: true,
    partial_indexes: false,
    drops_index_on_table: true,
    transactional_changes: false,
    lock_limit: Some("SET lock_wait_timeout = 5;"),
    identity: "bigint unsigned AUTO_INCREMENT",
    zoned_timestamp: None,
    change_type: Some("ALTER TABLE {table} MODIFY COLUMN {column} {type};"),
    restated: Restated::Everything,
    quotes: ('`', '`'),
    longest_name: 64,
    cuts_names: false,
    reserved: reserved::MYSQL,
    diagnostics: diagnostics::MYSQL,
    distinct_nulls: true,
    uuid: Some("binary(16)"),
};

static SQLITE: Engine = Engine {
    name: "SQLite",
    indexes_foreign_keys: false,
    ignores_column_references: false,
    create_index: "CREATE INDEX",
    locks_for_index: false,
    adds_unvalidated: false,
    binary_json: None,
    inverted_index: None,
    groups_loosely: true,
    numbers_texts: false,
    partial_indexes: true,
    drops_index_on_table: false,
    transactional_changes: true,
    lock_limit: None,
    identity: "integer",
    zoned_timestamp: None,
    change_type: None,
    restated: Restated::Nothing,
    quotes: ('"', '"'),
    longest_name: usize::MAX,
    cuts_names: false,
    reserved: reserved::SQLITE,
    diagnostics: &[],
    distinct_nulls: true,
    uuid: None,
};

static SQL_SERVER: Engine = Engine {
    name: "SQL Server",
    indexes_foreign_keys: false,
    ignores_column_references: false,
    create_index: "CREATE INDEX",
    locks_for_index: false,
    adds_unvalidated: false,
    binary_json: None,
    inverted_index: None,
    groups_loosely: false,
    numbers_texts: true,
    partial_indexes: true,
    drops_index_on_table: true,
    transactional_changes: true,
    lock_limit: Some("SET LOCK_TIMEOUT 5000;"),
    identity: "bigint IDENTITY(1, 1)",
    zoned_timestamp: None,
    change_type: Some("ALTER TABLE {table} ALTER COLUMN {column} {type};"),
    restated: Restated::Nullability,
    quotes: ('[', ']'),
    longest_name: 128,
    cuts_names: false,
    reserved: reserved::SQL_SERVER,
    diagnostics: diagnostics::SQL_SERVER,
    distinct_nulls: false,
    uuid: Some("uniqueidentifier"),
};

static ORACLE: Engine = Engine {
    name: "Oracle",
    indexes_foreign_keys: false,
    ignores_column_references: false,
    create_index: "CREATE INDEX",
    locks_for_index: false,
    adds_unvalidated: false,
    binary_json: None,
    inverted_index: None,
    groups_loosely: false,
    numbers_texts: true,
    partial_indexes: false,
    drops_index_on_table: false,
    transactional_changes: false,
    lock_limit: Some("ALTER SESSION SET ddl_lock_timeout = 5;"),
    identity: "number GENERATED ALWAYS AS IDENTITY",
    zoned_timestamp: None,
    change_type: Some("ALTER TABLE {table} MODIFY ({column} {type});"),
    restated: Restated::Nothing,
    quotes: ('"', '"'),
    longest_name: 128,
    cuts_names: false,
    reserved: reserved::ORACLE,
    diagnostics: diagnostics::ORACLE,
    distinct_nulls: false,
    uuid: Some("raw(16)"),
};
