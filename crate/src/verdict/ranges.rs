use super::{ReportPosition, ReportRange};
use crate::Submission;
use crate::artifact::{Place, Position, Range};

/// Path and range of a place. Every place that facts hold is in the submission.
pub(super) fn located(submission: &Submission<'_>, place: Place) -> Option<(String, ReportRange)> {
    let (file, range) = submission.locate(place)?;
    Some((file.path.to_owned(), range.into()))
}

impl From<Range> for ReportRange {
    fn from(range: Range) -> Self {
        Self { start: range.start.into(), end: range.end.into() }
    }
}

impl From<Position> for ReportPosition {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column, offset: position.offset }
    }
}
