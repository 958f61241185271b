//! Findings of one rule are one problem with an extent: people decide on problems, not on places.

use super::inline::count;
use crate::collections::{BTreeMap, BTreeSet, Sort};
use crate::finding::{Confidence, Severity};
use crate::verdict::report::ReportFinding;

pub(super) struct Group<'a> {
    pub(super) rule: &'a str,
    pub(super) item: &'a str,
    pub(super) area: &'a str,
    pub(super) title: &'a str,
    /// The worst and the surest of its findings.
    pub(super) severity: Severity,
    pub(super) confidence: Confidence,
    /// In the order of the report.
    pub(super) findings: Vec<&'a ReportFinding>,
    /// Places that they stand for: one finding may tell of many.
    pub(super) sites: usize,
    pub(super) files: usize,
}

impl<'a> Group<'a> {
    /// The finding that stands for all: the first one of the worst severity.
    pub(super) fn first(&self) -> Option<&'a ReportFinding> {
        self.findings.iter().find(|finding| finding.severity == self.severity).copied()
    }

    /// `12 places in 3 files`
    pub(super) fn extent(&self) -> String {
        match self.files {
            0 | 1 => count(self.sites, "place"),
            files => format!("{} in {}", count(self.sites, "place"), count(files, "file")),
        }
    }

    /// High or critical, and not a mere suspicion.
    pub(super) fn is_weighty(&self) -> bool {
        self.severity >= Severity::High && self.confidence > Confidence::Low
    }
}

/// The weightiest first: suspicions last, then by severity, confidence, extent and name.
pub(super) fn groups(findings: &[ReportFinding]) -> Vec<Group<'_>> {
    let mut by_rule: BTreeMap<&str, Vec<&ReportFinding>> = BTreeMap::new();
    for finding in findings {
        by_rule.entry(&finding.rule).or_default().push(finding);
    }
    let mut groups: Vec<Group<'_>> = by_rule.into_values().filter_map(group).collect();
    groups.order_by(|a, b| {
        let weight = |group: &Group<'_>| {
            (group.confidence > Confidence::Low, group.severity, group.confidence, group.sites)
        };
        weight(b).cmp(&weight(a)).then_with(|| a.rule.cmp(b.rule))
    });
    groups
}

fn group(findings: Vec<&ReportFinding>) -> Option<Group<'_>> {
    let severity = findings.iter().map(|finding| finding.severity).max()?;
    let confidence = findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| finding.confidence)
        .max()?;
    let files: BTreeSet<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
    let first = *findings.first()?;
    Some(Group {
        rule: &first.rule,
        item: &first.item,
        area: &first.area,
        title: &first.title,
        severity,
        confidence,
        sites: findings.iter().map(|finding| finding.sites).sum(),
        files: files.len(),
        findings,
    })
}

pub(super) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}
