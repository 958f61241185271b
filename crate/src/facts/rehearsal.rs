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
    "test",
    "testdata",
    "tests",
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
    let mut folders = path.split('/').rev().skip(1);
    let of_python =
        name.rsplit('.').next() == Some("py") && (name.starts_with("test_") || name == "conftest.py");
    of_python
        || path.contains("src/it/")
        || NAME_PARTS.iter().any(|part| name.contains(part))
        || matches!(name, "tests.rs" | "test.rs")
        || DOCUMENTS.iter().any(|ending| name.ends_with(ending))
        || folders.any(|folder| FOLDERS.contains(&folder))
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
    }
}
