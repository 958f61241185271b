//! Turns observations into the report: findings, scorecard, outline. Judges nothing and drops nothing.

mod report;

pub use report::*;

use crate::Submission;
use crate::rules::Observed;

/// What a review says.
#[derive(Clone, Debug)]
pub struct Verdict {
    report: Report,
}

impl Verdict {
    pub fn report(&self) -> &Report {
        &self.report
    }
}

pub(crate) fn verdict(_submission: &Submission<'_>, _observed: &[Observed]) -> Verdict {
    Verdict { report: Report::default() }
}
