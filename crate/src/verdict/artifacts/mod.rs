//! Documents that are made from a review, ready to be saved beside what was handed in.

mod overlay;

use super::ReportArtifact;
use crate::Submission;
use crate::rules::Observed;

pub(super) fn artifacts(submission: &Submission<'_>, observed: &[Observed]) -> Vec<ReportArtifact> {
    overlay::overlays(submission, observed)
}
