//! What a person says that a file is.

use super::{Dialect, Kind, Language, dialect, structured};

/// The kind of that name; what the name leaves open is taken from path and content.
pub(super) fn kind(name: &str, path: &str, text: &str) -> Option<Kind> {
    let kind = match name.trim().to_ascii_lowercase().as_str() {
        "openapi" | "swagger" => Kind::OpenApi { version: structured::version(text).unwrap_or_default() },
        "asyncapi" => Kind::AsyncApi,
        "graphql" => Kind::GraphQl,
        "protobuf" | "proto" => Kind::Protobuf,
        "sql" => Kind::Sql(dialect::dialect(path, text).map_or(Dialect::Generic, |(dialect, _)| dialect)),
        "postgresql" | "postgres" => Kind::Sql(Dialect::PostgreSql),
        "mysql" | "mariadb" => Kind::Sql(Dialect::MySql),
        "sqlite" => Kind::Sql(Dialect::Sqlite),
        "sqlserver" | "mssql" => Kind::Sql(Dialect::SqlServer),
        "oracle" => Kind::Sql(Dialect::Oracle),
        "prisma" => Kind::Prisma,
        "javascript" | "js" => Kind::Code(Language::JavaScript),
        "typescript" | "ts" => Kind::Code(Language::TypeScript),
        "tsx" => Kind::Code(Language::Tsx),
        "python" => Kind::Code(Language::Python),
        "go" => Kind::Code(Language::Go),
        "java" => Kind::Code(Language::Java),
        "rust" => Kind::Code(Language::Rust),
        "csharp" => Kind::Code(Language::CSharp),
        "kotlin" => Kind::Code(Language::Kotlin),
        "php" => Kind::Code(Language::Php),
        "ruby" => Kind::Code(Language::Ruby),
        "dockerfile" => Kind::Dockerfile,
        "compose" => Kind::Compose,
        "kubernetes" => Kind::Kubernetes,
        "workflow" => Kind::Workflow,
        "manifest" => Kind::Manifest,
        "environment" => Kind::Environment,
        "web-server" => Kind::WebServer,
        "terraform" => Kind::Terraform,
        "markdown" => Kind::Markdown,
        "json" => Kind::Json,
        "yaml" => Kind::Yaml,
        "text" => Kind::Text,
        _ => return None,
    };
    Some(kind)
}
