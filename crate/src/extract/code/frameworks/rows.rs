use crate::collections::BTreeMap;
use crate::facts::{GuardKind, TechnologyRole};
use crate::tables::{Cell, Value, table};

/// Calls by the package that they come from and the last name of their path.
#[derive(Debug)]
pub(in crate::extract::code) struct CallPattern {
    pub packages: Vec<String>,
    /// An empty name is the package itself, called.
    pub members: Vec<String>,
}

/// As a part of a row, its columns stand among the row's own.
impl Cell for CallPattern {
    fn read(row: &Value) -> Self {
        Self { packages: Cell::of(row, "packages"), members: Cell::of(row, "members") }
    }

    fn of(row: &Value, _name: &str) -> Self {
        Self::read(row)
    }

    #[cfg(test)]
    fn faults(row: &Value, at: &str) -> Vec<String> {
        let unknown =
            row.unknown(&Self::columns("")).into_iter().map(|name| format!("{at}: no column {name}"));
        unknown.chain(Self::faults_of(row, "", at)).collect()
    }

    #[cfg(test)]
    fn faults_of(row: &Value, _name: &str, at: &str) -> Vec<String> {
        let columns = Self::columns("").into_iter();
        columns.flat_map(|name| Vec::<String>::faults_of(row, name, at)).collect()
    }

    #[cfg(test)]
    fn columns(_name: &'static str) -> Vec<&'static str> {
        vec!["packages", "members"]
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct RequestTable {
        /// Fields and methods of a request that give what its sender controls, and the part of the message that each
        /// is: `body`, `query`, `params`, `headers`, `cookies`, `files`, `url`.
        pub parts: BTreeMap<String, String>,
        /// Those of them that may be objects of any form, and not texts only; types of parameters that may.
        pub objects: Vec<String>,
        /// Parts of what is sent that are the name of a file on the sender's machine.
        pub file_names: Vec<String>,
        /// Methods of a sent file that give what is in it as a text.
        pub file_texts: Vec<String>,
        /// Types of parameters that are such a file, by their ends, and methods that store it.
        pub file_types: Vec<String>,
        pub file_sinks: Vec<String>,
        /// Fields of a path that give its last part.
        pub path_names: Vec<String>,
        /// Methods that open the path which they are called on, and the package whose paths have them.
        pub path_sinks: Vec<String>,
        pub path_package: String,
        /// Such a name comes without the folders before it.
        pub bare_names: bool,
        /// Methods that give something of a package, as package and path: a session.
        pub gives: BTreeMap<String, Vec<String>>,
        /// Fields of what was sent that the service fills itself: where it keeps a file.
        pub own_names: Vec<String>,
        /// Parts of the address that was asked for, by their last name. Who is sent there is sent to where they were.
        pub own_address: Vec<String>,
    }
}

table! {
    /// A call that gives a part of the request.
    #[derive(Debug)]
    pub(in crate::extract::code) struct SourceRow {
        pub part: String,
        /// The members are fields, and no calls.
        pub fields: bool,
        pub call: CallPattern,
    }
}

table! {
    /// Properties of a page's form fields, which hold what a caller typed in.
    #[derive(Debug)]
    pub(in crate::extract::code) struct FormFieldRow {
        pub part: String,
        /// Ends of the files that such pages stand in.
        pub files: Vec<String>,
        pub members: Vec<String>,
        /// First words of the names of what only shows a text, as the HTML that it is.
        pub shows: Vec<String>,
    }
}

table! {
    /// What a parameter is, by the end of its type or by its name.
    #[derive(Debug)]
    pub(in crate::extract::code) struct RolesTable {
        pub request: Vec<String>,
        pub request_types: Vec<String>,
        pub response: Vec<String>,
        pub response_types: Vec<String>,
        pub next: Vec<String>,
        pub next_types: Vec<String>,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct CorsRow {
        /// Arguments by name; where there are none, the first argument is an object that says both.
        pub origins: Vec<String>,
        pub credentials: Vec<String>,
        /// An argument that lets every origin in where it is true.
        pub any: Vec<String>,
        /// Each call says a part of the policy that the function around it builds.
        pub built: bool,
        /// What one call of a builder says: `new`, `any`, `argument`, `function`, `credentials`; `mark` for an
        /// annotation that says both by itself.
        pub says: String,
        pub call: CallPattern,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct GuardRow {
        pub kind: String,
        /// With one of these arguments it also says who may.
        pub authorizes_by: Vec<String>,
        pub call: CallPattern,
    }
}

table! {
    /// A call or property that sets a guard for every route of a service, wherever it stands.
    #[derive(Debug)]
    pub(in crate::extract::code) struct EverywhereRow {
        pub(super) kind: String,
        /// Properties and methods by name alone.
        pub names: Vec<String>,
        /// The path that it is for; all where it has none.
        pub path: Vec<String>,
        pub call: CallPattern,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct WordRow {
        pub(super) kind: String,
        pub(super) words: Vec<String>,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct ChecksTable {
        /// Functions that are true only for values that are harmless everywhere.
        pub exact: Vec<String>,
        /// What the names of such functions contain, lower case.
        pub names: Vec<String>,
    }
}

table! {
    /// A call of an object mapper that reads or writes rows.
    #[derive(Debug)]
    pub(in crate::extract::code) struct OrmCall {
        /// `prisma`: a model of a client; `model`: a class with a capital; `manager`: what such a class has for its
        /// rows; `repository`: an object that is named so; `chain`: what ends a chain of calls on a connection.
        pub style: String,
        pub verb: String,
        /// By name, or by its beginning before a `*`.
        pub methods: Vec<String>,
        /// Reads any number of rows unless one of these options is given.
        pub bounded_by: Vec<String>,
        /// Reads any number of rows unless the chain bounds it.
        pub many: bool,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct HashCall {
        pub algorithm: String,
        /// The argument that says the rounds.
        pub cost: Option<usize>,
        /// The same by name.
        pub cost_name: Option<String>,
        /// A digest of anything: only one of a password counts.
        pub needs_password: bool,
        pub call: CallPattern,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct TechnologyRow {
        pub(super) role: String,
        pub name: String,
        pub(super) packages: Vec<String>,
    }
}

impl CallPattern {
    /// A member with dots has to match as many names of the path (`path.join`), one behind `=` the whole path.
    pub(in crate::extract::code) fn matches(&self, module: &str, path: &str) -> bool {
        let ends = |own: &String| {
            if let Some(whole) = own.strip_prefix('=') {
                return whole == path;
            }
            path.strip_suffix(own.as_str()).is_some_and(|before| match own.as_str() {
                "" => path.is_empty(),
                _ => before.is_empty() || before.ends_with('.'),
            })
        };
        self.packages.iter().any(|own| own == module) && self.members.iter().any(ends)
    }
}

impl EverywhereRow {
    pub(in crate::extract::code) fn kind(&self) -> GuardKind {
        guard_kind(&self.kind).unwrap_or(GuardKind::Other)
    }
}

impl TechnologyRow {
    pub(in crate::extract::code) fn role(&self) -> TechnologyRole {
        role(&self.role).unwrap_or(TechnologyRole::Framework)
    }
}

pub(in crate::extract::code) fn guard_kind(name: &str) -> Option<GuardKind> {
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
        "public" => GuardKind::Public,
        "other" => GuardKind::Passing,
        _ => return None,
    })
}

pub(super) fn role(name: &str) -> Option<TechnologyRole> {
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
