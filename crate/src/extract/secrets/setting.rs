//! What a text is written for decides what counts as a credential in it.

use crate::detect::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// A contract or a text for people: full of examples, so only a format that proves itself counts.
    Prose,
    /// Tests, fixtures, translations and samples: values behind names are made up there.
    Sample,
    /// Programs: values stand in quotes.
    Code,
    /// SQL: only the statements that create accounts name passwords.
    Sql,
    /// JSON: keys and values stand in quotes, and many files are no configuration.
    Data,
    /// Environment files, compose, YAML, properties: values need no quotes.
    Configuration,
}

impl Setting {
    /// `None` for what is no text.
    pub(super) fn of(kind: &Kind, path: &str) -> Option<Self> {
        let by_kind = match kind {
            Kind::Binary | Kind::Empty => return None,
            Kind::OpenApi { .. } | Kind::AsyncApi | Kind::GraphQl | Kind::Protobuf | Kind::Markdown => {
                Self::Prose
            }
            Kind::Code(_) | Kind::Prisma | Kind::Terraform => Self::Code,
            Kind::Sql(_) => Self::Sql,
            Kind::Json | Kind::Manifest => Self::Data,
            Kind::Dockerfile
            | Kind::Compose
            | Kind::Kubernetes
            | Kind::Workflow
            | Kind::Environment
            | Kind::WebServer
            | Kind::Yaml => Self::Configuration,
            Kind::Text if is_settings_file(path) => Self::Configuration,
            Kind::Text => Self::Prose,
        };
        let holds_samples = by_kind != Self::Prose && is_sample(path);
        Some(if holds_samples { Self::Sample } else { by_kind })
    }
}

fn is_settings_file(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".properties", ".ini", ".cfg", ".conf", ".toml", ".npmrc", ".netrc", ".pgpass", ".env"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// Folders of tests, of data for them, and of translations.
const FOLDERS: &[&str] = &[
    "__mocks__",
    "_data",
    "__tests__",
    "cypress",
    "doc",
    "docs",
    "e2e",
    "fixtures",
    "i18n",
    "lang",
    "langs",
    "locale",
    "locales",
    "messages",
    "mocks",
    "seed",
    "seeders",
    "seeds",
    "spec",
    "specs",
    "translations",
];

/// Parts of the names of files that only show how the real one is written, and of those of tests.
const NAME_PARTS: &[&str] = &[
    ".example",
    ".sample",
    ".template",
    ".dist",
    ".test.",
    ".spec.",
    "_test.",
    ".stories.",
    ".lock",
    "-lock.",
];

/// Folders and names that say that nothing in them is used in earnest.
fn is_sample(path: &str) -> bool {
    let original = path;
    let path = path.to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let folders = path.split('/').rev().skip(1);
    let of_python = name.starts_with("test_") && name.rsplit('.').next() == Some("py");
    let stem = name.split('.').next().unwrap_or_default();
    of_python
        || crate::facts::words(original.rsplit('/').next().unwrap_or_default()).iter().any(|word| {
            matches!(
                word.as_str(),
                "fixture"
                    | "fixtures"
                    | "mock"
                    | "mocks"
                    | "sample"
                    | "samples"
                    | "seeder"
                    | "seeders"
                    | "test"
                    | "tests"
            )
        })
        || matches!(stem, "messages" | "test" | "testing" | "tests")
        || (stem.starts_with("messages_") && name.ends_with(".properties"))
        || path.contains("src/it/")
        || crate::facts::is_of_example(&path)
        || NAME_PARTS.iter().any(|part| name.contains(part))
        || { folders }.any(|folder| {
            FOLDERS.contains(&folder) || folder.ends_with("-docs") || crate::facts::is_of_tests(folder)
        })
}
