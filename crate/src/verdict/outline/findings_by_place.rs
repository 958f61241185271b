//! Which findings are about a table: those within its statement, and within its later keys and indexes.

use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::Table;
use crate::verdict::report::ReportFinding;
use crate::workspace::Submission;

/// Places outside of its statement that are looked at for one table.
const MOST: usize = 200;

pub(super) struct FindingsByPlace<'a>(BTreeMap<(&'a str, usize), Vec<&'a ReportFinding>>);

impl<'a> FindingsByPlace<'a> {
    pub(super) fn new(findings: &'a [ReportFinding]) -> Self {
        let mut all: BTreeMap<(&str, usize), Vec<&ReportFinding>> = BTreeMap::new();
        for finding in findings {
            all.entry((&finding.path, finding.range.start.offset)).or_default().push(finding);
        }
        Self(all)
    }

    /// The worst first.
    pub(super) fn of_table(&self, submission: &Submission<'_>, table: &Table) -> Vec<&'a ReportFinding> {
        let later = table.foreign_keys.iter().map(|key| key.place);
        let outside = later
            .chain(table.indexes.iter().map(|index| index.place))
            .filter(|place| !contains(table.statement, *place))
            .take(MOST);
        let mut found: Vec<&ReportFinding> = std::iter::once(table.statement)
            .chain(outside)
            .flat_map(|place| self.within(submission, place))
            .collect();
        found.order_by_key(|finding| std::cmp::Reverse(finding.severity));
        found
    }

    fn within(&self, submission: &Submission<'_>, place: Place) -> Vec<&'a ReportFinding> {
        let Some((file, range)) = submission.locate(place) else { return Vec::new() };
        let from = (file.path, range.start.offset);
        let to = (file.path, range.end.offset.max(range.start.offset));
        self.0.range(from..=to).flat_map(|(_, findings)| findings.iter().copied()).collect()
    }
}

fn contains(outer: Place, inner: Place) -> bool {
    outer.file == inner.file && outer.span.contains(inner.span)
}
