use super::ranges::located;
use super::{CoverageStatus, ReportCoverage, ReportFile, ReportNote};
use crate::Submission;
use crate::facts::{Coverage, Status};

pub(super) fn files(submission: &Submission<'_>) -> Vec<ReportFile> {
    submission
        .all_files()
        .map(|(file, baseline)| ReportFile {
            path: file.path.to_owned(),
            kind: file.kind.to_owned(),
            language: file.language,
            reason: file.reason.to_owned(),
            lines: file.lines,
            baseline,
            coverage: coverage(submission, &file.facts.coverage),
        })
        .collect()
}

fn coverage(submission: &Submission<'_>, coverage: &Coverage) -> ReportCoverage {
    let status = match coverage.status {
        Status::Read => CoverageStatus::Read,
        Status::Partly => CoverageStatus::Partly,
        Status::NotRead => CoverageStatus::NotRead,
    };
    let range = |place| located(submission, place).map(|(_, range)| range);
    let notes = coverage
        .notes
        .iter()
        .map(|note| ReportNote { text: note.text.clone(), range: note.place.and_then(range) })
        .collect();
    ReportCoverage { status, notes }
}
