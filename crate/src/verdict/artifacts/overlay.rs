//! An OpenAPI Overlay (1.0.0) for each API description: what findings suggest and people have to decide on.

use super::ReportArtifact;
use crate::Submission;
use crate::artifact::{FileId, Place, Value};
use crate::collections::BTreeMap;
use crate::finding::{Action, Change, Finding};
use crate::rules::Observed;

/// Actions past this number are left out: nobody decides on more at once.
const MOST_ACTIONS: usize = 300;

pub(super) fn overlays(submission: &Submission<'_>, observed: &[Observed]) -> Vec<ReportArtifact> {
    by_file(observed).into_values().filter_map(|findings| overlay(submission, &findings)).collect()
}

/// Findings that suggest changes, by the description that they are about.
fn by_file(observed: &[Observed]) -> BTreeMap<FileId, Vec<(&'static str, &Finding)>> {
    let mut files: BTreeMap<FileId, Vec<(&'static str, &Finding)>> = BTreeMap::new();
    for observed in observed {
        for finding in observed.seen.violated.iter().filter(|finding| !finding.overlay.is_empty()) {
            files.entry(finding.place.file).or_default().push((observed.rule.id, finding));
        }
    }
    files
}

fn overlay(submission: &Submission<'_>, findings: &[(&'static str, &Finding)]) -> Option<ReportArtifact> {
    let place: Place = findings.first()?.1.place;
    let (file, _) = submission.locate(place)?;
    let mut chosen: Vec<(&str, &Action)> = Vec::new();
    for (rule, finding) in findings {
        for action in &finding.overlay {
            if chosen.len() < MOST_ACTIONS && !chosen.iter().any(|(_, other)| *other == action) {
                chosen.push((rule, action));
            }
        }
    }
    let document = Value::map([
        ("overlay", Value::text("1.0.0")),
        (
            "info",
            Value::map([
                ("title", Value::text("What the review suggests")),
                ("version", Value::text("1.0.0")),
            ]),
        ),
        ("actions", Value::List(chosen.iter().map(|(rule, action)| written(rule, action)).collect())),
    ]);
    let is_json = file.text.trim_start().starts_with('{');
    let (ending, language) = if is_json { ("json", "json") } else { ("yaml", "yaml") };
    let text = if is_json { document.json() } else { document.yaml() };
    let stem = file.path.rsplit_once('.').map_or(file.path, |(stem, _)| stem);
    Some(ReportArtifact {
        id: "openapi-overlay".to_owned(),
        title: format!("Overlay for `{}`", file.path),
        description: "What the contract lacks, as an OpenAPI Overlay: read each action, change names and \
                      numbers to yours, and apply it with any tool that knows overlays."
            .to_owned(),
        path: format!("{stem}.overlay.{ending}"),
        language: language.to_owned(),
        text: text + "\n",
        migration: None,
    })
}

fn written(rule: &str, action: &Action) -> Value {
    let change = match &action.change {
        Change::Update(value) => ("update", value.clone()),
        Change::Remove => ("remove", Value::Bool(true)),
    };
    Value::map([
        ("target", Value::text(&action.target)),
        ("description", Value::text(format!("{} ({rule})", action.description))),
        change,
    ])
}
