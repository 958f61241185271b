//! One section as it is written: Markdown of a small subset (headings, paragraphs, lists, tables, fences), and
//! the places that it was made from.

use super::inline::{code, fenced};
use super::sources::Sources;
use crate::verdict::report::Section;
use crate::workspace::Submission;

pub(super) struct Page<'a> {
    markdown: String,
    pub(super) sources: Sources<'a>,
}

impl<'a> Page<'a> {
    pub(super) fn new(submission: &'a Submission<'a>) -> Self {
        Self { markdown: String::new(), sources: Sources::new(submission) }
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.block(&format!("### {text}"));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.block(text);
    }

    pub(super) fn list(&mut self, items: &[String]) {
        let lines: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        self.block(&lines.join("\n"));
    }

    pub(super) fn steps(&mut self, items: &[String]) {
        let lines: Vec<String> = (1..).zip(items).map(|(at, item)| format!("{at}. {item}")).collect();
        self.block(&lines.join("\n"));
    }

    /// A bar within a cell becomes a broken one: escapes of it are not understood by every reader.
    pub(super) fn table<const N: usize>(&mut self, heads: [&str; N], rows: &[[String; N]]) {
        let mut lines = vec![format!("| {} |", heads.join(" | ")), format!("|{}", " --- |".repeat(N))];
        for row in rows {
            lines.push(format!("| {} |", row.each_ref().map(|cell| cell.replace('|', "¦")).join(" | ")));
        }
        self.block(&lines.join("\n"));
    }

    /// Text in a fence; may hold text of the submission.
    pub(super) fn fence(&mut self, language: &str, text: &str) {
        self.block(&format!("```{language}\n{}\n```", fenced(text.trim_end())));
    }

    pub(super) fn section(self, id: &str, title: &str) -> Section {
        Section {
            id: id.to_owned(),
            title: title.to_owned(),
            markdown: self.markdown,
            sources: self.sources.list(),
        }
    }

    fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.markdown.is_empty() {
            self.markdown.push_str("\n\n");
        }
        self.markdown.push_str(text);
    }
}

/// A line of a file as people cite it: `schema.sql:12`.
pub(super) fn cite(path: &str, line: usize) -> String {
    if path.is_empty() { code(&format!("line {line}")) } else { code(&format!("{path}:{line}")) }
}
