//! Whole verdicts over small projects: `projects/<name>/input` is reviewed, and the report, cut down to what
//! people read, must be `projects/<name>/expected/report.txt`. `UPDATE=1` writes it; read the difference.

use std::fmt::Write as _;
use std::fs;

use archwright::{Project, Report, review};
use archwright_tests::{files, root};

#[test]
fn every_project_has_the_verdict_that_was_read_and_accepted() {
    let mut different = Vec::new();
    let mut names: Vec<_> = fs::read_dir(root().join("tests/projects"))
        .expect("there are projects")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    names.sort();
    assert!(!names.is_empty(), "there are no projects");
    for folder in names {
        let report = review(&Project { files: files(&folder.join("input")) }).report().clone();
        let shown = show(&report);
        let expected = folder.join("expected/report.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(folder.join("expected")).expect("a folder can be made");
            fs::write(&expected, &shown).expect("a report can be written");
        }
        let before = fs::read_to_string(&expected).unwrap_or_default();
        if before != shown {
            different.push(format!("{}\n{}", folder.display(), first_difference(&before, &shown)));
        }
    }
    assert!(different.is_empty(), "verdicts that differ (UPDATE=1 writes them):\n{}", different.join("\n"));
}

/// Findings a line each, the items that were judged, and the outline.
fn show(report: &Report) -> String {
    let mut text = String::from("# Files\n");
    for file in &report.files {
        let _ =
            writeln!(text, "{}: {} {:?}, {:?}", file.path, file.kind, file.language, file.coverage.status);
        for note in &file.coverage.notes {
            let _ = writeln!(text, "  {}", note.text);
        }
    }
    text.push_str("\n# Findings\n");
    for finding in &report.findings {
        let start = finding.range.start;
        let _ = writeln!(
            text,
            "{}:{}:{} {:?}/{:?} {}: {}",
            finding.path,
            start.line,
            start.column,
            finding.severity,
            finding.confidence,
            finding.rule,
            finding.message
        );
        for related in &finding.related {
            let _ = writeln!(text, "  {}:{} {}", related.path, related.range.start.line, related.message);
        }
    }
    let card = &report.scorecard;
    let _ =
        writeln!(text, "\n# Scorecard\n{:?} {:?}, judged {}", card.grade, card.score, card.coverage.judged);
    for item in card.items.iter().filter(|item| item.met + item.violated > 0) {
        let _ = writeln!(
            text,
            "{}: {:?} {:?}, {} met, {} violated",
            item.id, item.state, item.score, item.met, item.violated
        );
    }
    for section in &report.outline.sections {
        let _ = writeln!(text, "\n# {}\n{}", section.title, section.markdown.trim());
    }
    text
}

fn first_difference(before: &str, after: &str) -> String {
    let same = before.lines().zip(after.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(end)").to_owned();
    format!("  line {}\n  - {}\n  + {}", same + 1, line(before), line(after))
}
