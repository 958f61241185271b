//! The ways that a value of the caller takes to a command, as a project in each language: through a second file, a
//! closure, a field, a container under its key and under another one, overwritten, behind a sanitizer for something
//! else, behind a constant condition, through a loop, an error and a task, and behind a guard that returns early.
//!
//! `dataflow/<language>` is reviewed; a line that ends in `finding` is reached, and no other is.

use std::collections::BTreeSet;

use archwright::{Project, review};
use archwright_tests::{files, root};

/// A file and a line of it, from 1.
type Lines = BTreeSet<(String, usize)>;

fn agrees(language: &str) {
    let files = files(&root().join("tests/dataflow").join(language));
    let mut marked = Lines::new();
    for file in &files {
        let lines = (1..).zip(file.contents.text.lines()).filter(|(_, line)| line.ends_with(" finding"));
        marked.extend(lines.map(|(at, _)| (file.path.clone(), at)));
    }
    let report = review(&Project { files }).report().clone();
    let found: Lines = (report.findings.iter())
        .filter(|finding| finding.rule == "command-injection")
        .map(|finding| (finding.path.clone(), finding.range.start.line))
        .collect();
    assert!(marked.len() > 7, "hardly anything is marked");
    assert_eq!(found, marked, "left: what is found, right: what is marked");
}

#[test]
fn csharp_values_are_followed_every_way() {
    agrees("csharp");
}

#[test]
fn go_values_are_followed_every_way() {
    agrees("go");
}

#[test]
fn java_values_are_followed_every_way() {
    agrees("java");
}

#[test]
fn python_values_are_followed_every_way() {
    agrees("python");
}

#[test]
fn rust_values_are_followed_every_way() {
    agrees("rust");
}

#[test]
fn typescript_values_are_followed_every_way() {
    agrees("typescript");
}
