use std::collections::BTreeMap;

use serde::Deserialize;

use super::rows::{
    CallPattern, ChecksTable, GuardRow, HashCall, OrmCall, RequestTable, SanitizerRow, SinkRow, SqlTable,
    TechnologyRow, WordRow, guard_kind,
};
use crate::facts::GuardKind;

/// All tables as one.
#[derive(Debug, Default)]
pub(in crate::extract::code) struct Tables {
    pub applications: Vec<String>,
    pub routers: Vec<String>,
    pub request: RequestTable,
    pub guards: Vec<GuardRow>,
    pub words: Vec<WordRow>,
    /// First words of names that turn nobody away.
    pub preparing: Vec<String>,
    /// Words that turn a name into its opposite.
    pub negating: Vec<String>,
    pub check_calls: Vec<GuardRow>,
    pub cors: Vec<CallPattern>,
    pub checks: ChecksTable,
    pub sinks: Vec<SinkRow>,
    pub sanitizers: Vec<SanitizerRow>,
    pub sql: SqlTable,
    pub orm: Vec<OrmCall>,
    pub bounds: Vec<String>,
    pub hashes: Vec<HashCall>,
    pub salts: Vec<CallPattern>,
    technologies: Vec<TechnologyRow>,
    /// By mapper and its own name for a type, the type in SQL.
    pub types: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Default, Deserialize)]
struct WebFile {
    applications: Vec<String>,
    routers: Vec<String>,
    request: RequestTable,
    cors: Vec<CallPattern>,
}

#[derive(Default, Deserialize)]
struct GuardsFile {
    preparing: Vec<String>,
    negating: Vec<String>,
    guard: Vec<GuardRow>,
    word: Vec<WordRow>,
    check: Vec<GuardRow>,
}

#[derive(Default, Deserialize)]
struct FlowsFile {
    checks: ChecksTable,
    sink: Vec<SinkRow>,
    sanitizer: Vec<SanitizerRow>,
}

#[derive(Default, Deserialize)]
struct DataFile {
    sql: SqlTable,
    orm: Vec<OrmCall>,
    bounds: Vec<String>,
}

#[derive(Default, Deserialize)]
struct PasswordsFile {
    hash: Vec<HashCall>,
    salt: Vec<CallPattern>,
}

#[derive(Default, Deserialize)]
struct TechnologiesFile {
    technology: Vec<TechnologyRow>,
}

impl Tables {
    pub(super) fn read() -> Self {
        let web: WebFile = toml::from_str(include_str!("web.toml")).unwrap_or_default();
        let guards: GuardsFile = toml::from_str(include_str!("guards.toml")).unwrap_or_default();
        let flows: FlowsFile = toml::from_str(include_str!("flows.toml")).unwrap_or_default();
        let data: DataFile = toml::from_str(include_str!("data.toml")).unwrap_or_default();
        let passwords: PasswordsFile = toml::from_str(include_str!("passwords.toml")).unwrap_or_default();
        let technologies: TechnologiesFile =
            toml::from_str(include_str!("technologies.toml")).unwrap_or_default();
        Self {
            applications: web.applications,
            routers: web.routers,
            request: web.request,
            cors: web.cors,
            guards: guards.guard,
            words: guards.word,
            preparing: guards.preparing,
            negating: guards.negating,
            check_calls: guards.check,
            checks: flows.checks,
            sinks: flows.sink,
            sanitizers: flows.sanitizer,
            sql: data.sql,
            orm: data.orm,
            bounds: data.bounds,
            hashes: passwords.hash,
            salts: passwords.salt,
            technologies: technologies.technology,
            types: toml::from_str(include_str!("types.toml")).unwrap_or_default(),
        }
    }

    /// What a middleware of a package is for; `path` may end in `()`.
    pub(in crate::extract::code) fn guard(&self, module: &str, path: &str) -> Option<GuardKind> {
        let path = path.strip_suffix("()").unwrap_or(path);
        find_guard(&self.guards, module, path)
    }

    pub(in crate::extract::code) fn check_call(&self, module: &str, path: &str) -> Option<GuardKind> {
        find_guard(&self.check_calls, module, path)
    }

    pub(in crate::extract::code) fn kind_of_word(&self, word: &str) -> Option<GuardKind> {
        let row = self.words.iter().find(|row| row.words.iter().any(|own| own == word))?;
        guard_kind(&row.kind)
    }

    pub(in crate::extract::code) fn technology(&self, module: &str) -> Option<&TechnologyRow> {
        let module = module.strip_prefix("node:").unwrap_or(module);
        let inside = |package: &str| {
            module.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.technologies.iter().find(|row| row.packages.iter().any(|package| inside(package)))
    }
}

fn find_guard(rows: &[GuardRow], module: &str, path: &str) -> Option<GuardKind> {
    let row = rows.iter().find(|row| {
        row.call.matches(module, path)
            || (row.call.members.is_empty() && row.call.packages.iter().any(|own| own == module))
    })?;
    guard_kind(&row.kind)
}

#[cfg(test)]
mod tests {
    use super::super::rows::{role, sink_kind};
    use super::*;

    #[test]
    fn every_table_is_read_and_names_only_what_exists() {
        let tables = Tables::read();
        assert!(tables.applications.contains(&"express#()".to_owned()));
        assert!(tables.guards.iter().chain(&tables.check_calls).all(|row| guard_kind(&row.kind).is_some()));
        assert!(!tables.words.is_empty() && tables.words.iter().all(|row| guard_kind(&row.kind).is_some()));
        assert!(!tables.sinks.is_empty() && tables.sinks.iter().all(|row| sink_kind(&row.sink).is_some()));
        assert!(!tables.sql.drivers.is_empty() && !tables.orm.is_empty() && !tables.hashes.is_empty());
        assert!(
            !tables.technologies.is_empty()
                && tables.technologies.iter().all(|row| role(&row.role).is_some())
        );
    }
}
