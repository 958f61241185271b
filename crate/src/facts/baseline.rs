//! Which files are an earlier version of others: those handed in as such, and those in a folder that says so.

use super::{Artifact, FileEntry};
use crate::artifact::FileId;
use crate::collections::BTreeSet;

/// A folder of an earlier version, and the folder beside it that holds the later one; `None` where that is
/// whatever stands outside of the folder.
const FOLDERS: [(&str, Option<&str>); 3] =
    [("before", Some("after")), ("old", Some("new")), ("baseline", None)];

/// The files of the earlier version, and the others. A folder holds an earlier version only where there is a
/// contract in it and one in its counterpart: `hooks/before/` is code like any other.
pub(super) fn split(files: Vec<FileEntry>) -> (Vec<FileEntry>, Vec<FileEntry>) {
    let folders = folders(&files);
    let earlier: BTreeSet<FileId> = files
        .iter()
        .filter(|file| file.baseline || folders.iter().any(|folder| is_in(&file.path, folder)))
        .map(|file| file.id)
        .collect();
    files.into_iter().partition(|file| earlier.contains(&file.id))
}

/// The path of a file without the folder that says which version it is of.
pub(super) fn path_within_version(path: &str) -> String {
    let names = FOLDERS.into_iter().flat_map(|(earlier, later)| [Some(earlier), later]).flatten();
    let names: Vec<&str> = names.collect();
    let is_kept = |part: &&str| !names.iter().any(|name| part.eq_ignore_ascii_case(name));
    path.split('/').filter(is_kept).collect::<Vec<_>>().join("/")
}

/// The folders that hold an earlier version, in lower case and with a `/` at their end.
fn folders(files: &[FileEntry]) -> BTreeSet<String> {
    let contracts: BTreeSet<String> = files
        .iter()
        .filter(|file| !file.baseline && is_contract(file))
        .map(|file| file.path.to_ascii_lowercase())
        .collect();
    let mut folders = BTreeSet::new();
    for path in &contracts {
        for (folder, counterpart) in named(path) {
            let is_there = match counterpart {
                Some(counterpart) => any_in(&contracts, &counterpart),
                None => any_beside(&contracts, &folder),
            };
            if is_there {
                folders.insert(folder);
            }
        }
    }
    folders
}

/// The outermost folder of a path for each name of an earlier version, with its counterpart.
fn named(path: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for (name, counterpart) in FOLDERS {
        let mut end = 0;
        for part in path.split('/') {
            let start = end;
            end += part.len() + 1;
            if part == name && end <= path.len() {
                let parent = path.get(..start).unwrap_or_default();
                let beside = counterpart.map(|counterpart| format!("{parent}{counterpart}/"));
                found.push((path.get(..end).unwrap_or_default().to_owned(), beside));
                break;
            }
        }
    }
    found
}

/// Whether one of the paths stands in a folder.
fn any_in(paths: &BTreeSet<String>, folder: &str) -> bool {
    paths.range(folder.to_owned()..).next().is_some_and(|path| path.starts_with(folder))
}

/// Whether one of the paths stands below the parent of a folder, but not in it.
fn any_beside(paths: &BTreeSet<String>, folder: &str) -> bool {
    let parent = folder.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    paths.iter().any(|path| path.starts_with(parent) && !path.starts_with(folder))
}

fn is_in(path: &str, folder: &str) -> bool {
    path.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder))
}

fn is_contract(file: &FileEntry) -> bool {
    let kinds = [Artifact::OpenApi, Artifact::GraphQl, Artifact::Protobuf, Artifact::Events];
    kinds.iter().any(|kind| file.artifacts.contains(kind))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::facts::FileFacts;

    fn earlier(paths: &[&str]) -> Vec<String> {
        let entry = |(at, path): (u32, &&str)| FileEntry {
            id: FileId(at),
            path: (*path).to_owned(),
            artifacts: if path.contains(".yaml") { vec![Artifact::OpenApi] } else { vec![Artifact::Code] },
            baseline: false,
            facts: Arc::new(FileFacts::default()),
        };
        let (earlier, _) = split((0..).zip(paths).map(entry).collect());
        earlier.into_iter().map(|file| file.path).collect()
    }

    #[test]
    fn a_folder_of_an_earlier_version_needs_a_counterpart() {
        assert_eq!(earlier(&["x/Before/a.yaml", "x/after/a.yaml"]), ["x/Before/a.yaml"]);
        assert_eq!(earlier(&["old/a.yaml", "old/b.js", "new/a.yaml"]), ["old/a.yaml", "old/b.js"]);
        assert_eq!(earlier(&["baseline/a.yaml", "a.yaml"]), ["baseline/a.yaml"]);
        assert!(earlier(&["before/a.yaml", "a.yaml"]).is_empty());
        assert!(earlier(&["x/before/a.yaml", "y/after/a.yaml"]).is_empty());
        assert!(earlier(&["baseline/a.yaml", "b.js"]).is_empty());
    }

    #[test]
    fn code_in_folders_of_these_names_is_reviewed() {
        assert!(earlier(&["hooks/before/a.js", "hooks/after/a.js", "api.yaml"]).is_empty());
    }

    #[test]
    fn versions_of_one_file_have_one_path() {
        assert_eq!(
            path_within_version("api/before/v1/pets.yaml"),
            path_within_version("api/after/v1/pets.yaml")
        );
        assert_eq!(path_within_version("baseline/pets.yaml"), "pets.yaml");
    }
}
