//! What a path says of its file.

use super::{Dialect, Kind, Language};

/// The kind that a path names, and the reason in words.
pub(super) fn kind(path: &str) -> Option<(Kind, String)> {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or_default();
    if let Some(kind) = by_name(&lower, name) {
        return Some((kind, format!("it is named `{name}`")));
    }
    let (_, ending) = name.rsplit_once('.')?;
    by_ending(ending).map(|kind| (kind, format!("its name ends in `.{ending}`")))
}

fn by_name(path: &str, name: &str) -> Option<Kind> {
    let kind = match name {
        "dockerfile" | "containerfile" => Kind::Dockerfile,
        "docker-compose.yml" | "docker-compose.yaml" | "compose.yml" | "compose.yaml" => Kind::Compose,
        "package.json"
        | "package-lock.json"
        | "pnpm-lock.yaml"
        | "tsconfig.json"
        | "cargo.toml"
        | "cargo.lock"
        | "go.mod"
        | "go.sum"
        | "pom.xml"
        | "requirements.txt"
        | "pyproject.toml"
        | "gemfile"
        | "composer.json"
        | "diesel.toml"
        | "metadata.toml"
        | "migration_lock.toml"
        | "flyway.conf"
        | "flyway.toml"
        | "tern.conf" => Kind::Manifest,
        _ if name.ends_with(".sql.conf") => Kind::Manifest,
        "nginx.conf" => Kind::WebServer,
        _ if name.starts_with("dockerfile.") || name.ends_with(".dockerfile") => Kind::Dockerfile,
        _ if name.starts_with("docker-compose.") => Kind::Compose,
        _ if name == ".env"
            || name.starts_with(".env.")
            || matches!(name.rsplit_once('.'), Some((_, "env"))) =>
        {
            Kind::Environment
        }
        _ if path.contains(".github/workflows/") || name == ".gitlab-ci.yml" => Kind::Workflow,
        _ => return None,
    };
    Some(kind)
}

fn by_ending(ending: &str) -> Option<Kind> {
    let kind = match ending {
        "sql" | "ddl" | "pgsql" | "psql" => Kind::Sql(Dialect::Generic),
        "js" | "mjs" | "cjs" | "jsx" => Kind::Code(Language::JavaScript),
        "ts" | "mts" | "cts" => Kind::Code(Language::TypeScript),
        "tsx" => Kind::Code(Language::Tsx),
        "py" => Kind::Code(Language::Python),
        "go" => Kind::Code(Language::Go),
        "java" => Kind::Code(Language::Java),
        "rs" => Kind::Code(Language::Rust),
        "cs" => Kind::Code(Language::CSharp),
        "kt" | "kts" => Kind::Code(Language::Kotlin),
        "php" => Kind::Code(Language::Php),
        "rb" => Kind::Code(Language::Ruby),
        "graphql" | "gql" | "graphqls" => Kind::GraphQl,
        "proto" => Kind::Protobuf,
        // What tests compare answers with.
        "snap" => Kind::Text,
        "prisma" => Kind::Prisma,
        "tf" | "tfvars" => Kind::Terraform,
        "md" | "markdown" | "mdx" => Kind::Markdown,
        "json" | "jsonc" | "json5" => Kind::Json,
        "yaml" | "yml" => Kind::Yaml,
        "env" | "properties" => Kind::Environment,
        _ => return None,
    };
    Some(kind)
}
