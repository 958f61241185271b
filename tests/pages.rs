//! Every rule's page, held against the engine: its sections are there, each rule finds exactly the marked
//! lines of its bad examples and nothing in the others, and what rules find in each other's examples is
//! a reviewed snapshot.
//!
//! After a change of examples or rules, write the snapshot again and read its diff:
//! `UPDATE=1 cargo test -p archwright-tests --test pages`.
#![allow(clippy::disallowed_methods, reason = "tests read and write the snapshot")]

use std::collections::BTreeSet;
use std::fmt::Write;

use archwright::rules::{self, Example, Page, Rule};
use archwright::{CoverageStatus, File, Project, Report, review};

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/crossfire.txt");
const HEADER: &str = "# What rules find in the examples of other rules' pages: `rule < page section n: file:line`. \
                      Written by `UPDATE=1 cargo test -p archwright-tests --test pages`; read the diff.";

/// A file and a line of it, from 1.
type Lines = BTreeSet<(String, usize)>;

/// One example of a page, with where it stands.
struct Case {
    rule: &'static Rule,
    section: &'static str,
    /// From 1, within the section.
    number: usize,
    example: Example,
}

impl Case {
    /// As messages and the snapshot name it: `sql-injection bad 2`.
    fn label(&self) -> String {
        format!("{} {} {}", self.rule.id, self.section, self.number)
    }

    fn review(&self) -> Report {
        let files = self.example.files.iter().map(|file| File::new(&*file.path, &*file.text)).collect();
        review(&Project { files }).report().clone()
    }

    fn marked(&self) -> Lines {
        let lines = |file: &rules::ExampleFile| {
            file.findings.iter().map(|line| (file.path.clone(), *line)).collect::<Vec<_>>()
        };
        self.example.files.iter().flat_map(lines).collect()
    }

    /// Where the page's own rule finds something, and lines of the text for a message.
    fn found(&self, report: &Report) -> Lines {
        let own = report.findings.iter().filter(|finding| finding.rule == self.rule.id);
        own.map(|finding| (finding.path.clone(), finding.range.start.line)).collect()
    }

    fn quote(&self, (path, line): &(String, usize)) -> String {
        let file = self.example.files.iter().find(|file| file.path == *path);
        let text = file.and_then(|file| file.text.lines().nth(line.saturating_sub(1))).unwrap_or_default();
        format!("{path}:{line}: {}", text.trim())
    }
}

fn cases() -> Vec<Case> {
    rules::all().flat_map(cases_of).collect()
}

fn cases_of(rule: &'static Rule) -> Vec<Case> {
    let page = Page::read(rule.page.markdown);
    [("bad", page.bad), ("good", page.good), ("missed", page.missed)]
        .into_iter()
        .flat_map(|(section, examples)| {
            (1..).zip(examples).map(move |(number, example)| Case { rule, section, number, example })
        })
        .collect()
}

/// Fails with every problem at once: a person mends a page in one go.
fn none(what: &str, problems: &str) {
    assert!(problems.is_empty(), "{what}:\n\n{problems}");
}

#[test]
fn every_page_has_its_sections() {
    let mut problems = String::new();
    for rule in rules::all() {
        let page = Page::read(rule.page.markdown);
        let sections = [
            ("title: begin the page with `# The problem`", page.title.is_empty()),
            ("`## Why` section", page.why.is_empty()),
            ("`## Fix` section with a list (`- step`)", page.fix.is_empty()),
            ("`## Bad` section with a fenced example", page.bad.is_empty()),
            ("`## Good` section with a fenced example", page.good.is_empty()),
        ];
        for (section, _) in sections.iter().filter(|(_, missing)| *missing) {
            let _ = writeln!(problems, "the page of `{}` has no {section}", rule.id);
        }
    }
    none("pages without a section", &problems);
}

#[test]
fn every_bad_example_has_a_mark_and_no_other_has_one() {
    let mut problems = String::new();
    for case in cases() {
        match (case.section == "bad", case.marked().is_empty()) {
            (true, true) => {
                let _ = writeln!(
                    problems,
                    "{}: no line is marked; end the line to be found with `-- finding`, `// finding` or \
                     `# finding`, or write `finding=3,7` behind the fence",
                    case.label()
                );
            }
            (false, false) => {
                let _ = writeln!(problems, "{}: has a mark, but is no bad example", case.label());
            }
            _ => {}
        }
    }
    none("marks that are missing or out of place", &problems);
}

/// A rule claims a language of code where a bad example is written in it; TypeScript is one with JavaScript.
fn languages(examples: &[Example]) -> BTreeSet<&str> {
    const CODE: &[&str] = &["csharp", "go", "java", "js", "python", "rust"];
    let files = examples.iter().flat_map(|example| &example.files);
    let languages = files.map(|file| match file.language.as_str() {
        "ts" | "tsx" | "jsx" => "js",
        language => language,
    });
    languages.filter(|language| CODE.contains(language)).collect()
}

#[test]
fn every_language_that_a_rule_claims_has_a_bad_and_a_good_example() {
    let mut problems = String::new();
    for rule in rules::all() {
        let page = Page::read(rule.page.markdown);
        for language in languages(&page.bad).difference(&languages(&page.good)) {
            let _ = writeln!(problems, "{}: a bad example in {language}, and no good one", rule.id);
        }
    }
    none("languages without a good example", &problems);
}

#[test]
fn every_example_is_recognised_and_read_as_a_whole() {
    let mut problems = String::new();
    for case in cases() {
        let report = case.review();
        for file in &case.example.files {
            let label = format!("{} ({})", case.label(), file.path);
            let Some(read) = report.files.iter().find(|read| read.path == file.path) else {
                let _ = writeln!(problems, "{label}: the report does not name the file");
                continue;
            };
            if matches!(&*read.kind, "text" | "binary" | "empty") {
                let _ = writeln!(problems, "{label}: taken for {}: {}", read.kind, read.reason);
            }
            // Of the kinds that have no reader, only secrets are looked for; their coverage says so.
            let has_reader =
                matches!(&*read.kind, "graphql" | "openapi" | "protobuf" | "prisma" | "sql" | "code");
            if has_reader && read.coverage.status != CoverageStatus::Read {
                let _ = writeln!(problems, "{label}: not fully read as {}", read.kind);
                for note in &read.coverage.notes {
                    let line = note.range.map(|range| format!("line {}: ", range.start.line));
                    let _ = writeln!(problems, "  {}{}", line.unwrap_or_default(), note.text);
                }
            }
        }
    }
    none("examples that the engine does not read (a typo in the example?)", &problems);
}

#[test]
fn every_rule_finds_exactly_the_marked_lines_of_its_page() {
    let mut problems = String::new();
    for case in cases() {
        let report = case.review();
        let (marked, found) = (case.marked(), case.found(&report));
        if marked == found {
            continue;
        }
        let _ = writeln!(problems, "{}", case.label());
        for missing in marked.difference(&found) {
            let _ = writeln!(problems, "  not found    {}", case.quote(missing));
        }
        for unexpected in found.difference(&marked) {
            let _ = writeln!(problems, "  not expected {}", case.quote(unexpected));
            let here = |finding: &&archwright::ReportFinding| {
                finding.rule == case.rule.id && finding.range.start.line == unexpected.1
            };
            for finding in report.findings.iter().filter(here) {
                let _ = writeln!(problems, "               {}", finding.message);
            }
        }
    }
    none("rules that do not find what their page marks, or find what it does not", &problems);
}

#[test]
fn what_rules_find_in_other_pages_is_reviewed() {
    let found = crossfire();
    if std::env::var_os("UPDATE").is_some() {
        let lines: Vec<&str> = std::iter::once(HEADER).chain(found.iter().map(String::as_str)).collect();
        std::fs::write(SNAPSHOT, lines.join("\n") + "\n").expect("the snapshot can be written");
        return;
    }
    let snapshot = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    let reviewed: BTreeSet<String> = snapshot.lines().skip(1).map(str::to_owned).collect();
    let mut problems = String::new();
    for line in found.difference(&reviewed) {
        let _ = writeln!(problems, "  found, but not in the snapshot:  {line}");
    }
    for line in reviewed.difference(&found) {
        let _ = writeln!(problems, "  in the snapshot, but not found:  {line}");
    }
    none(
        "tests/crossfire.txt differs. Is each finding right? If so, run \
         `UPDATE=1 cargo test -p archwright-tests --test pages`",
        &problems,
    );
}

fn crossfire() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for case in cases() {
        for finding in case.review().findings.iter().filter(|finding| finding.rule != case.rule.id) {
            let line = finding.range.start.line;
            lines.insert(format!("{} < {}: {}:{line}", finding.rule, case.label(), finding.path));
        }
    }
    lines
}
