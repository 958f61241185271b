//! Documents that are made from a review, ready to be saved beside what was handed in.

mod migration;
mod overlay;

pub(crate) use migration::{Proposal, Script, Suggested, compose};

use super::ReportArtifact;
use crate::Submission;
use crate::rules::Observed;

pub(super) fn artifacts(
    submission: &Submission<'_>,
    observed: &[Observed],
    migrations: &[Suggested],
) -> Vec<ReportArtifact> {
    let mut artifacts = overlay::overlays(submission, observed);
    artifacts.extend(migrations.iter().flat_map(|own| migration::files(submission.facts, own)));
    artifacts
}
