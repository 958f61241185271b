//! Turns observations into the report: findings, scorecard, outline. Judges nothing and drops nothing.

mod artifacts;
mod catalog;
mod context;
mod data_model;
mod engine;
mod files;
mod findings;
mod outline;
mod ranges;
mod reach;
mod report;
mod routes;
mod scorecard;

pub use catalog::{
    ReportCatalog, ReportColumn, ReportForeignKey, ReportIndex, ReportKey, ReportObject, ReportRule,
    ReportTable, ReportType,
};
pub use data_model::*;
pub use report::*;

pub(crate) use artifacts::{Proposal, Script, Suggested, compose};
pub(crate) use catalog::catalog;

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

/// `migrations` are those that came back clean when they were tried.
pub(crate) fn verdict(
    submission: &Submission<'_>,
    observed: &[Observed],
    migrations: &[Suggested],
) -> Verdict {
    let findings = findings::findings(submission, observed);
    let scorecard = scorecard::scorecard(submission, observed);
    let context = context::context(submission);
    let outline = outline::outline(submission, &findings, &scorecard, &context);
    let report = Report {
        engine: engine::engine(),
        files: files::files(submission),
        findings,
        scorecard,
        context,
        outline,
        artifacts: artifacts::artifacts(submission, observed, migrations),
        data_model: data_model::data_model(submission),
        routes: routes::routes(submission),
    };
    Verdict { report }
}
