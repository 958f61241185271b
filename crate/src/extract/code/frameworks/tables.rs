use serde::Deserialize;

use crate::extract::code::flow::Sinks;
use crate::facts::{GuardKind, SinkKind, TechnologyRole};

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
}

/// Calls by the package that they come from and the last name of their path.
#[derive(Debug, Default, Deserialize)]
pub(in crate::extract::code) struct CallPattern {
    pub packages: Vec<String>,
    /// An empty name is the package itself, called.
    #[serde(default)]
    pub members: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::extract::code) struct RequestTable {
    /// Fields of a request that its sender controls.
    pub parts: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct GuardRow {
    kind: String,
    #[serde(flatten)]
    pub call: CallPattern,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct WordRow {
    kind: String,
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::extract::code) struct ChecksTable {
    /// Functions that are true only for values that are harmless everywhere.
    pub exact: Vec<String>,
    /// What the names of such functions contain, lower case.
    pub names: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct SinkRow {
    sink: String,
    #[serde(default)]
    pub argument: usize,
    #[serde(flatten)]
    pub call: CallPattern,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct SanitizerRow {
    sinks: Vec<String>,
    /// Functions by name alone.
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub calls: Vec<CallPattern>,
}

/// Calls that take the text of a statement first.
#[derive(Debug, Default, Deserialize)]
pub(in crate::extract::code) struct SqlTable {
    /// By package, with the dialect of its texts.
    pub drivers: Vec<Driver>,
    /// Methods that are such calls on anything, where the text begins like SQL.
    pub methods: Vec<String>,
    /// Methods that are such calls on what has one of these names, whatever the text.
    pub sure_methods: Vec<String>,
    pub receivers: Vec<String>,
    /// Methods that take a part of a statement as text.
    pub fragments: Vec<String>,
    /// Tags of templates whose values are bound.
    pub tags: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct Driver {
    pub dialect: String,
    #[serde(flatten)]
    pub call: CallPattern,
}

/// A call of an object mapper that reads or writes rows.
#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct OrmCall {
    /// `prisma`: a model of a client; `model`: a class with a capital.
    pub style: String,
    pub verb: String,
    pub methods: Vec<String>,
    /// Reads any number of rows unless one of these options is given.
    #[serde(default)]
    pub bounded_by: Vec<String>,
    /// Reads any number of rows unless the chain bounds it.
    #[serde(default)]
    pub many: bool,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct HashCall {
    pub algorithm: String,
    /// The argument that says the rounds.
    #[serde(default)]
    pub cost: Option<usize>,
    /// A digest of anything: only one of a password counts.
    #[serde(default)]
    pub needs_password: bool,
    #[serde(flatten)]
    pub call: CallPattern,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct TechnologyRow {
    role: String,
    pub name: String,
    packages: Vec<String>,
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

impl CallPattern {
    pub(in crate::extract::code) fn matches(&self, module: &str, path: &str) -> bool {
        let last = path.rsplit('.').next().unwrap_or_default();
        self.members.iter().any(|own| own == last) && self.packages.iter().any(|own| own == module)
    }
}

impl SinkRow {
    pub(in crate::extract::code) fn kind(&self) -> SinkKind {
        sink_kind(&self.sink).unwrap_or(SinkKind::Evaluation)
    }
}

impl SanitizerRow {
    pub(in crate::extract::code) fn sinks(&self) -> Sinks {
        if self.sinks.iter().any(|sink| sink == "all") {
            return Sinks::ALL;
        }
        let kinds = self.sinks.iter().filter_map(|sink| sink_kind(sink));
        kinds.fold(Sinks::NONE, |sinks, kind| sinks.with(Sinks::one(kind)))
    }
}

impl TechnologyRow {
    pub(in crate::extract::code) fn role(&self) -> TechnologyRole {
        role(&self.role).unwrap_or(TechnologyRole::Framework)
    }
}

fn guard_kind(name: &str) -> Option<GuardKind> {
    Some(match name {
        "authentication" => GuardKind::Authentication,
        "authorization" => GuardKind::Authorization,
        "validation" => GuardKind::Validation,
        "rate-limit" => GuardKind::RateLimit,
        "csrf" => GuardKind::Csrf,
        "cors" => GuardKind::Cors,
        "security-headers" => GuardKind::SecurityHeaders,
        "body-parser" => GuardKind::BodyParser,
        "logging" => GuardKind::Logging,
        "error-handler" => GuardKind::ErrorHandler,
        "other" => GuardKind::Other,
        _ => return None,
    })
}

fn sink_kind(name: &str) -> Option<SinkKind> {
    Some(match name {
        "sql-text" => SinkKind::SqlText,
        "shell-command" => SinkKind::ShellCommand,
        "file-path" => SinkKind::FilePath,
        "outgoing-url" => SinkKind::OutgoingUrl,
        "redirect" => SinkKind::Redirect,
        "html" => SinkKind::Html,
        "evaluation" => SinkKind::Evaluation,
        "document-filter" => SinkKind::DocumentFilter,
        _ => return None,
    })
}

fn role(name: &str) -> Option<TechnologyRole> {
    Some(match name {
        "framework" => TechnologyRole::Framework,
        "database" => TechnologyRole::Database,
        "data-access" => TechnologyRole::DataAccess,
        "cache" => TechnologyRole::Cache,
        "queue" => TechnologyRole::Queue,
        "authentication" => TechnologyRole::Authentication,
        "validation" => TechnologyRole::Validation,
        "rate-limiting" => TechnologyRole::RateLimiting,
        "security" => TechnologyRole::Security,
        "logging" => TechnologyRole::Logging,
        "monitoring" => TechnologyRole::Monitoring,
        "testing" => TechnologyRole::Testing,
        "http-client" => TechnologyRole::HttpClient,
        "contract" => TechnologyRole::Contract,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
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
