//! What several tests share: the sources of this project, read as text.

pub mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use archwright::{File, Report};

/// How often each rule speaks.
pub fn by_rule(report: &Report) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(finding.rule.as_str()).or_default() += 1;
    }
    counts
}

/// A file without its comment lines and without its unit tests.
pub fn code_of(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or_default();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every file of these endings below a folder: its path from the root, and its text.
pub fn sources(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.expect("an entry can be read").path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "pkg", "target", "dist", "projects", "corpus", "dataflow"]
                    .contains(&name.as_str())
                {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending)) {
                let text = fs::read_to_string(&path).expect("a source file can be read");
                let from_root = path.strip_prefix(root()).expect("it lies below the root");
                found.push((from_root.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

/// Every file below a folder, by its path from there.
pub fn files(folder: &Path) -> Vec<File> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for path in
            fs::read_dir(&next).expect("a project has an input").map(|entry| entry.expect("an entry").path())
        {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("it lies in the input")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(File::from_bytes(name, fs::read(&path).expect("an input can be read")));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The top level of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the root exists")
}
