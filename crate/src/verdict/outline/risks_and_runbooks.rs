//! What can fail, how likely and how bad, and what to do when it does.

use super::groups::{Group, severity_name};
use super::inline::code;
use super::material::Material;
use super::page::{Page, cite};
use super::runbooks::runbooks;
use crate::finding::{Confidence, Severity};

/// Risks that are listed.
const MOST: usize = 15;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    page.heading("Risk register");
    let risks: Vec<&Group<'_>> =
        material.groups.iter().filter(|group| group.severity > Severity::Info).take(MOST).collect();
    if risks.is_empty() {
        page.paragraph("No finding names a failure mode in what could be judged.");
    } else {
        page.table(
            ["Failure mode", "Likelihood", "Impact", "Evidence", "Mitigation", "Owner"],
            &risks.iter().map(|group| row(group)).collect::<Vec<_>>(),
        );
    }
    runbooks(material, page);
    for finding in risks.iter().flat_map(|group| group.findings.iter().take(10)) {
        page.sources.finding(finding);
    }
}

fn row(group: &Group<'_>) -> [String; 6] {
    let first = group.first();
    let evidence = first.map(|finding| cite(&finding.path, finding.range.start.line)).unwrap_or_default();
    let step = first.and_then(|finding| finding.fix.steps.first()).cloned().unwrap_or_default();
    [
        format!("{} ({})", group.title, code(group.rule)),
        likelihood(group).to_owned(),
        severity_name(group.severity).to_owned(),
        format!("{}, first {evidence}", group.extent()),
        step,
        "to be named".to_owned(),
    ]
}

/// From how sure the finding is, and from how often it was found.
fn likelihood(group: &Group<'_>) -> &'static str {
    match (group.confidence, group.sites) {
        (Confidence::High, 5..) => "likely",
        (Confidence::High, _) | (Confidence::Medium, 5..) => "possible",
        (Confidence::Medium, _) => "less likely",
        (Confidence::Low, _) => "suspected",
    }
}
