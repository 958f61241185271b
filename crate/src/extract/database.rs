//! Which database a program is for, as its settings and addresses say.

use super::sql;
use crate::artifact::Source;
use crate::detect::Dialect::{self, MySql, Oracle, PostgreSql, SqlServer, Sqlite};
use crate::facts::FileFacts;

/// What stands in addresses and settings. Where the database is another one, there is no dialect.
const SIGNS: &[(&str, Option<Dialect>)] = &[
    ("jdbc:h2:", None),
    ("jdbc:hsqldb:", None),
    ("jdbc:mariadb:", Some(MySql)),
    ("jdbc:mysql:", Some(MySql)),
    ("jdbc:oracle:", Some(Oracle)),
    ("jdbc:postgresql:", Some(PostgreSql)),
    ("jdbc:sqlite:", Some(Sqlite)),
    ("jdbc:sqlserver:", Some(SqlServer)),
    ("django.db.backends.mysql", Some(MySql)),
    ("django.db.backends.oracle", Some(Oracle)),
    ("django.db.backends.postgresql", Some(PostgreSql)),
    ("django.db.backends.sqlite3", Some(Sqlite)),
    ("gorm.io/driver/mysql", Some(MySql)),
    ("gorm.io/driver/postgres", Some(PostgreSql)),
    ("gorm.io/driver/sqlite", Some(Sqlite)),
    ("gorm.io/driver/sqlserver", Some(SqlServer)),
    ("mysql+", Some(MySql)),
    ("postgresql+", Some(PostgreSql)),
    ("postgresql://", Some(PostgreSql)),
    ("sqlite:///", Some(Sqlite)),
];

/// What most of the signs have.
const HINTS: [&str; 4] = ["jdbc:", "django.db.backends.", "gorm.io/driver/", "sql"];

pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) {
    if facts.engine.is_some() || !HINTS.iter().any(|hint| source.text.contains(hint)) {
        return;
    }
    let mut named = SIGNS.iter().filter(|(sign, _)| source.text.contains(sign)).map(|(_, dialect)| *dialect);
    let first = named.next().flatten();
    if named.all(|other| other == first) {
        facts.engine = first.and_then(sql::engine);
    }
}
