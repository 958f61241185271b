//! Holds what a finding tells: its place, its reason, and a fix that mends it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use archwright::rules::{self, Example, Page};
use archwright::{File, Project, Report, ReportFinding, ReportPosition, review};
use archwright_tests::by_rule;

/// A file of a submission: its path and its text.
type Texts = BTreeMap<String, String>;

fn bad_examples() -> Vec<Texts> {
    let pages = rules::all().map(|rule| Page::read(rule.page.markdown));
    pages.flat_map(|page| page.bad.into_iter().map(texts)).collect()
}

fn texts(example: Example) -> Texts {
    example.files.into_iter().map(|file| (file.path, file.text)).collect()
}

fn report(texts: &Texts) -> Report {
    let files = texts.iter().map(|(path, text)| File::new(path.as_str(), text.as_str())).collect();
    review(&Project { files }).report().clone()
}

/// The byte at a position, by the offset alone.
fn byte(text: &str, position: ReportPosition) -> usize {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        if units >= position.offset {
            return at;
        }
        units += character.len_utf16();
    }
    text.len()
}

fn apply(texts: &Texts, finding: &ReportFinding) -> Texts {
    let mut texts = texts.clone();
    let mut edits: Vec<_> = finding.fix.edits.iter().collect();
    edits.sort_by_key(|edit| Reverse(edit.range.start.offset));
    for edit in edits {
        let text = texts.get_mut(&edit.path).expect("an edit names a file of the submission");
        let (start, end) = (byte(text, edit.range.start), byte(text, edit.range.end));
        text.replace_range(start..end, &edit.text);
    }
    texts
}

#[test]
fn findings_come_worst_first_then_by_path_and_position() {
    let examples = bad_examples();
    let numbered = examples.into_iter().enumerate();
    let all: Texts = numbered
        .flat_map(|(number, texts)| {
            texts.into_iter().map(move |(path, text)| (format!("{number}/{path}"), text))
        })
        .collect();
    let report = report(&all);
    assert!(!report.findings.is_empty());
    let order = |finding: &ReportFinding| {
        (Reverse(finding.severity), finding.path.clone(), finding.range.start.offset, finding.rule.clone())
    };
    assert!(report.findings.is_sorted_by_key(order));
}

#[test]
fn every_finding_says_why_and_how_to_mend_it() {
    for texts in bad_examples() {
        for finding in report(&texts).findings {
            let what = format!("{}: {}", finding.rule, finding.message);
            assert!(!finding.title.is_empty(), "{what}: no title");
            assert!(!finding.why.is_empty(), "{what}: no reason");
            assert!(!finding.fix.steps.is_empty(), "{what}: no step");
            assert!(!finding.fix.title.is_empty(), "{what}: no title of the fix");
            assert!(finding.fix.code.is_some(), "{what}: no mended code in the language of {}", finding.path);
            assert!(rules::items().any(|item| item.id == finding.item), "{what}: no item");
            assert!(finding.item.starts_with(&finding.area), "{what}: wrong area");
        }
    }
}

#[test]
fn lines_and_columns_agree_with_offsets() {
    for texts in bad_examples() {
        for finding in report(&texts).findings {
            let text = &texts[&finding.path];
            for position in [finding.range.start, finding.range.end] {
                let before = &text[..byte(text, position)];
                let line = before.matches('\n').count() + 1;
                let last = before.rsplit('\n').next().unwrap_or_default();
                assert_eq!((position.line, position.column), (line, last.encode_utf16().count() + 1));
            }
            assert!(finding.range.start.offset <= finding.range.end.offset);
        }
    }
}

#[test]
fn an_offered_edit_mends_its_finding_and_breaks_nothing() {
    for texts in bad_examples() {
        let before = report(&texts);
        for finding in before.findings.iter().filter(|finding| !finding.fix.edits.is_empty()) {
            let mended = apply(&texts, finding);
            let after = report(&mended);
            let what = format!("{}: {}\n{mended:#?}", finding.rule, finding.message);
            let counts = by_rule(&before);
            let rest = by_rule(&after);
            assert!(
                rest.get(finding.rule.as_str()) < counts.get(finding.rule.as_str()),
                "not mended: {what}"
            );
            for (rule, count) in rest {
                assert!(counts.get(rule) >= Some(&count), "{rule} comes up after {what}");
            }
            let coverage =
                |report: &Report| report.files.iter().map(|file| file.coverage.status).collect::<Vec<_>>();
            assert_eq!(coverage(&after), coverage(&before), "no longer read: {what}");
        }
    }
}

#[test]
fn a_finding_in_code_shows_what_is_right_in_its_own_language() {
    let go = "package a\nimport (\n\"database/sql\"\n\"net/http\"\n)\nvar db *sql.DB\n\
              func f(w http.ResponseWriter, r *http.Request) {\ndb.Query(\"SELECT id FROM a WHERE b = \" + r.FormValue(\"b\"))\n}\n";
    let python = "import sqlite3\nfrom flask import Flask, request\napp = Flask(__name__)\ndb = sqlite3.connect('a')\n\n\
                  @app.get('/a')\ndef a():\n    db.execute('SELECT id FROM a WHERE b = ' + request.args['b'])\n    return ''\n";
    for (path, text, language) in [("a.go", go, "go"), ("a.py", python, "python")] {
        let report = review(&Project { files: vec![File::new(path, text)] }).report().clone();
        let found = report.findings.iter().find(|finding| finding.rule == "sql-injection");
        let code = found.and_then(|finding| finding.fix.code.as_ref());
        assert_eq!(code.map(|code| code.language.as_str()), Some(language), "{path}");
    }
}
