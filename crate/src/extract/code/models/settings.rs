//! What the settings of a library say of all its tables: the database, and the case of names.

use super::program::Program;
use crate::detect::Dialect;
use crate::extract::code::syntax::NodeKind;
use crate::extract::sql;
use crate::facts::FileFacts;

/// Settings that name the database.
const KEYS: &[&str] = &["dialect", "type", "client", "driver"];

pub(super) fn read(program: &Program<'_>, facts: &mut FileFacts) {
    let mut engines = Vec::new();
    for (_, node) in program.tree.nodes() {
        match &node.kind {
            NodeKind::Object(properties) => {
                for property in properties {
                    let key = property.key.as_deref().unwrap_or_default();
                    let value = || program.text(property.value).unwrap_or_default();
                    if KEYS.contains(&key) {
                        engines.extend(dialect(&value()).and_then(sql::engine));
                    }
                    facts.snake_names |= (key == "casing" && value() == "snake_case")
                        || (key == "underscored"
                            && program.is_true(property.value)
                            && is_for_all(properties));
                }
            }
            NodeKind::Call(call) if call.creates && program.callee(call).name == "SnakeNamingStrategy" => {
                facts.snake_names = true;
            }
            _ => {}
        }
    }
    engines.dedup();
    if let [engine] = engines.as_slice() {
        facts.engine = Some(engine);
    }
}

/// Whether options are those of a connection, and not of one model.
fn is_for_all(options: &[crate::extract::code::syntax::Property]) -> bool {
    !options.iter().any(|own| matches!(own.key.as_deref(), Some("tableName" | "modelName" | "sequelize")))
}

fn dialect(name: &str) -> Option<Dialect> {
    Some(match name {
        "postgres" | "postgresql" | "pg" | "cockroachdb" | "pg-native" => Dialect::PostgreSql,
        "mysql" | "mysql2" | "mariadb" => Dialect::MySql,
        "sqlite" | "sqlite3" | "better-sqlite3" | "turso" => Dialect::Sqlite,
        "mssql" | "tedious" => Dialect::SqlServer,
        "oracle" | "oracledb" => Dialect::Oracle,
        _ => return None,
    })
}
