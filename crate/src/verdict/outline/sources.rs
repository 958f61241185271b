//! The places that a section was made from: what makes each of its lines traceable.

use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::verdict::report::{ReportFinding, ReportRange, ReportSource};
use crate::workspace::Submission;

/// Places that one section keeps; the most telling come first.
const MOST: usize = 200;

pub(super) struct Sources<'a> {
    submission: &'a Submission<'a>,
    kept: Vec<ReportSource>,
    known: BTreeSet<(String, usize, usize)>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(submission: &'a Submission<'a>) -> Self {
        Self { submission, kept: Vec::new(), known: BTreeSet::new() }
    }

    /// `text` says what stands there, as plain text: "table `visits`".
    pub(super) fn place(&mut self, place: Place, text: impl Into<String>) {
        if self.kept.len() < MOST
            && let Some((file, range)) = self.submission.locate(place)
        {
            self.keep(file.path, range.into(), text.into());
        }
    }

    pub(super) fn finding(&mut self, finding: &ReportFinding) {
        self.keep(&finding.path, finding.range, format!("{}: {}", finding.rule, finding.message));
    }

    /// Where a place stands, to be cited in the text.
    pub(super) fn line(&self, place: Place) -> Option<(&'a str, usize)> {
        self.submission.locate(place).map(|(file, range)| (file.path, range.start.line))
    }

    pub(super) fn list(self) -> Vec<ReportSource> {
        self.kept
    }

    fn keep(&mut self, path: &str, range: ReportRange, text: String) {
        if self.kept.len() < MOST
            && self.known.insert((path.to_owned(), range.start.offset, range.end.offset))
        {
            self.kept.push(ReportSource { path: path.to_owned(), range, text });
        }
    }
}
