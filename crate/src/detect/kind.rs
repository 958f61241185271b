use std::fmt;

/// Every kind of file that is told apart. Not each of them is read: `extract` says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `swagger: 2.0` or `openapi: 3.x`; the version as written.
    OpenApi {
        version: String,
    },
    AsyncApi,
    GraphQl,
    Protobuf,
    Sql(Dialect),
    Prisma,
    Code(Language),
    Dockerfile,
    Compose,
    Kubernetes,
    Workflow,
    Manifest,
    Environment,
    WebServer,
    Terraform,
    /// Its fenced blocks are read, each as what it is.
    Markdown,
    /// JSON that is none of the above.
    Json,
    /// YAML that is none of the above.
    Yaml,
    Text,
    Binary,
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    Generic,
    PostgreSql,
    MySql,
    Sqlite,
    SqlServer,
    Oracle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    JavaScript,
    TypeScript,
    /// TypeScript with markup.
    Tsx,
    Python,
    Go,
    Java,
    Rust,
    CSharp,
    Kotlin,
    Php,
    Ruby,
}

impl Kind {
    /// As the report says it: `openapi`, `sql`, `code`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OpenApi { .. } => "openapi",
            Self::AsyncApi => "asyncapi",
            Self::GraphQl => "graphql",
            Self::Protobuf => "protobuf",
            Self::Sql(_) => "sql",
            Self::Prisma => "prisma",
            Self::Code(_) => "code",
            Self::Dockerfile => "dockerfile",
            Self::Compose => "compose",
            Self::Kubernetes => "kubernetes",
            Self::Workflow => "workflow",
            Self::Manifest => "manifest",
            Self::Environment => "environment",
            Self::WebServer => "web-server",
            Self::Terraform => "terraform",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Text => "text",
            Self::Binary => "binary",
            Self::Empty => "empty",
        }
    }

    /// The language, dialect or version within the kind, as people write it: `PostgreSQL`, `TypeScript`, `3.1.0`.
    pub fn language(&self) -> Option<String> {
        match self {
            Self::OpenApi { version } => Some(format!("OpenAPI {version}").trim_end().to_owned()),
            Self::Sql(dialect) => Some(dialect.to_string()),
            Self::Code(language) => Some(language.to_string()),
            _ => None,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Generic => "SQL",
            Self::PostgreSql => "PostgreSQL",
            Self::MySql => "MySQL",
            Self::Sqlite => "SQLite",
            Self::SqlServer => "SQL Server",
            Self::Oracle => "Oracle",
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::JavaScript => "JavaScript",
            Self::TypeScript => "TypeScript",
            Self::Tsx => "TSX",
            Self::Python => "Python",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::Rust => "Rust",
            Self::CSharp => "C#",
            Self::Kotlin => "Kotlin",
            Self::Php => "PHP",
            Self::Ruby => "Ruby",
        })
    }
}
