//! Files whose code never serves anybody: tests, fixtures, and examples in documents.

use super::{Artifact, Facts, FileEntry};
use crate::artifact::FileId;
use crate::collections::BTreeSet;

const FOLDERS: &[&str] = &[
    "__fixtures__",
    "__mocks__",
    "__tests__",
    "benches",
    "cypress",
    "e2e",
    "examples",
    "fixtures",
    "mocks",
    "spec",
    "specs",
];
const NAME_PARTS: &[&str] = &[".test.", ".spec.", "_test.", ".cy.", ".stories.", ".e2e-spec."];
const DOCUMENTS: &[&str] = &[".md", ".mdx", ".markdown"];

/// Those files; none where the submission has no other code, as then they are what somebody wants reviewed.
pub(super) fn files(files: &[FileEntry]) -> BTreeSet<FileId> {
    let with_code: Vec<_> = files.iter().filter(|file| file.artifacts.contains(&Artifact::Code)).collect();
    let (rehearsals, served): (Vec<_>, Vec<_>) =
        with_code.into_iter().partition(|file| is_rehearsal(&file.path.to_ascii_lowercase()));
    if served.is_empty() {
        return BTreeSet::new();
    }
    rehearsals.into_iter().map(|file| file.id).collect()
}

fn is_rehearsal(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let folders = path.split('/').rev().skip(1);
    let of_python =
        name.rsplit('.').next() == Some("py") && (name.starts_with("test_") || name == "conftest.py");
    of_python
        || path.contains("src/it/")
        || NAME_PARTS.iter().any(|part| name.contains(part))
        || matches!(name, "tests.rs" | "test.rs")
        || DOCUMENTS.iter().any(|ending| name.ends_with(ending))
        || folders.clone().next().is_some_and(|folder| is_package_for_tests(name, folder))
        || is_of_example(path)
        || { folders }.any(|folder| FOLDERS.contains(&folder) || is_of_tests(folder))
}

/// Whether a folder shows how something is used or set up; `com/example` is the name of a package.
pub fn is_of_example(path: &str) -> bool {
    let folders: Vec<&str> = path.split('/').collect();
    let (_, folders) = folders.split_last().unwrap_or((&"", &[]));
    folders.iter().enumerate().any(|(at, folder)| {
        let before = at.checked_sub(1).and_then(|at| folders.get(at));
        *folder == "example" && before.is_none_or(|before| !matches!(*before, "com" | "io" | "net" | "org"))
    })
}

/// Whether the name of a folder, in lower case, says that tests stand in it or what they need: `test_resources`,
/// `shop.core.tests`, `testkit`.
pub fn is_of_tests(folder: &str) -> bool {
    // What is tried out on people, or measured for them, is what a service does.
    const SERVED: &[&str] = &["ab", "diagnostic", "lab", "medical", "speed", "split"];
    const BEHIND: &[&str] = &["", "bed", "data", "files", "kit", "lib", "s", "support", "util", "utils"];
    let mut words = folder.split(['-', '_', '.']);
    words.clone().all(|word| !SERVED.contains(&word))
        && words.any(|word| word.strip_prefix("test").is_some_and(|rest| BEHIND.contains(&rest)))
}

/// Packages that others are tested with: `httptest`, `storetest`.
fn is_package_for_tests(name: &str, folder: &str) -> bool {
    const OTHERS: &[&str] = &["attest", "contest", "latest", "protest"];
    name.rsplit('.').next() == Some("go") && folder.ends_with("test") && !OTHERS.contains(&folder)
}

/// Folders of code that runs once, when the database changes.
const STEPS: &[&str] = &["alembic", "delta", "deltas", "migrate", "migrations", "seeders", "seeds"];
/// Folders of code that people run, and no request.
const TOOLS: &[&str] = &["bin", "cli", "cmd", "commands", "scripts", "tools"];

impl Facts {
    /// Whether the code of a file runs once: a step of a migration.
    pub fn is_step(&self, file: FileId) -> bool {
        self.is_below(file, STEPS)
    }

    /// Whether the code of a file is run by people, and not for requests.
    pub fn is_tool(&self, file: FileId) -> bool {
        self.is_below(file, TOOLS)
    }

    fn is_below(&self, file: FileId, folders: &[&str]) -> bool {
        self.file(file).is_some_and(|file| {
            let path = file.path.to_ascii_lowercase();
            path.split('/').rev().skip(1).any(|folder| folders.contains(&folder))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::is_rehearsal;

    #[test]
    fn tests_and_documents_are_told_from_what_serves() {
        assert!(is_rehearsal("src/users.test.ts"));
        assert!(is_rehearsal("tests/fixtures/user.js"));
        assert!(is_rehearsal("readme.md"));
        assert!(is_rehearsal("shop/test_orders.py"));
        assert!(!is_rehearsal("src/latest.ts"));
        assert!(!is_rehearsal("contest/app.js"));
        assert!(is_rehearsal("config/test_resources/config.go"));
        assert!(is_rehearsal("shop.core.tests/orders.cs"));
        assert!(is_rehearsal("internal/storetest/orders.go"));
        assert!(is_rehearsal("deploy/example/orders.js"));
        assert!(!is_rehearsal("src/main/java/com/example/orders.java"));
        assert!(!is_rehearsal("api/latest/orders.go"));
        assert!(!is_rehearsal("services/ab-test/assign.js"));
    }
}
