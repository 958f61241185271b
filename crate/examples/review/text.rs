//! The report as text, for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use archwright::{ControlState, CoverageStatus, ItemState, Report, ReportControl, ReportFinding, ReportItem};

pub(super) fn text(report: &Report, outline: bool) -> String {
    let mut out = String::new();
    findings(report, &mut out);
    files(report, &mut out);
    routes(report, &mut out);
    scorecard(report, &mut out);
    if outline {
        for section in &report.outline.sections {
            let _ = writeln!(out, "\n## {}\n\n{}", section.title, section.markdown.trim_end());
        }
    }
    let _ = writeln!(out, "\narchwright {}, rules {}", report.engine.version, report.engine.rules);
    out
}

/// File by file, in the order in which they were read; worst first within each.
fn findings(report: &Report, out: &mut String) {
    let mut by_path: BTreeMap<&str, Vec<&ReportFinding>> = BTreeMap::new();
    for finding in &report.findings {
        by_path.entry(&finding.path).or_default().push(finding);
    }
    for file in &report.files {
        let Some(found) = by_path.get(file.path.as_str()) else { continue };
        let _ = writeln!(out, "{}", file.path);
        for finding in found {
            let _ = writeln!(out, "  {}", line(finding));
            for related in &finding.related {
                let start = related.range.start;
                let at = format!("{}:{}:{}", related.path, start.line, start.column);
                let _ = writeln!(out, "{:27}{at}  {}", "", related.message);
            }
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", count(report.findings.len(), "finding"));
}

fn line(finding: &ReportFinding) -> String {
    let start = finding.range.start;
    let severity = format!("{:?}", finding.severity).to_lowercase();
    let doubt = match finding.confidence {
        archwright::Confidence::Low => ", low confidence",
        archwright::Confidence::Medium => ", medium confidence",
        archwright::Confidence::High => "",
    };
    let at = format!("{}:{}", start.line, start.column);
    format!("{at:>11}  {severity:<8}  {}  [{}{doubt}]", finding.message, finding.rule)
}

fn files(report: &Report, out: &mut String) {
    out.push_str("\nRead\n");
    for file in &report.files {
        let status = match file.coverage.status {
            CoverageStatus::Read => "read",
            CoverageStatus::Partly => "partly read",
            CoverageStatus::NotRead => "not read",
        };
        let kind = file.language.as_deref().unwrap_or(&file.kind);
        let version = if file.baseline { ", earlier version" } else { "" };
        let lines = count(file.lines, "line");
        let _ = writeln!(out, "  {status:<11}  {} ({kind}, {lines}{version})", file.path);
        for note in &file.coverage.notes {
            let at = note.range.map(|range| format!("line {}: ", range.start.line)).unwrap_or_default();
            let _ = writeln!(out, "{:15}{at}{}", "", note.text);
        }
    }
}

/// What stands before each route.
fn routes(report: &Report, out: &mut String) {
    if report.routes.is_empty() {
        return;
    }
    out.push_str("\nRoutes\n");
    for route in &report.routes {
        let method = route.method.as_deref().unwrap_or("ANY");
        let handler = route.handler.as_deref().map(|name| format!(" -> {name}")).unwrap_or_default();
        let at = format!("{}:{}", route.file, route.range.start.line);
        let _ = writeln!(out, "  {method:<7} {}{handler}  ({at})", route.path);
        let controls = [
            ("authentication", &route.authentication),
            ("authorization", &route.authorization),
            ("validation", &route.validation),
            ("rate limit", &route.rate_limit),
            ("CSRF", &route.csrf),
        ];
        let told: Vec<String> = controls.iter().map(|(name, control)| control_text(name, control)).collect();
        let _ = writeln!(out, "          {}", told.join("; "));
    }
}

fn control_text(name: &str, control: &ReportControl) -> String {
    let evidence = control.name.as_deref().map(|guard| format!(" by {guard}")).unwrap_or_default();
    match control.state {
        ControlState::Covered => format!("{name}{evidence}"),
        ControlState::Public => format!("{name}: public{evidence}"),
        ControlState::NotCovered => format!("no {name}"),
        ControlState::Unknown => format!("{name} unknown"),
        ControlState::NotNeeded => format!("{name} not needed"),
    }
}

fn scorecard(report: &Report, out: &mut String) {
    let card = &report.scorecard;
    let _ = writeln!(out, "\nScorecard: {} of {} items judged", card.coverage.judged, card.coverage.total);
    for next in &card.coverage.next {
        let _ = writeln!(out, "  add {} to judge {} more", next.add, next.items);
    }
    let grade = card.grade.as_deref().unwrap_or("none");
    let _ = writeln!(out, "  grade {grade}, score {}", score(card.score).trim_start());
    if let Some(reason) = &card.grade_reason {
        let _ = writeln!(out, "  {reason}");
    }
    for area in &card.areas {
        let judged = format!("{} of {}", area.judged, area.total);
        let _ = writeln!(out, "\n  {} {} ({judged}, weight {})", score(area.score), area.title, area.weight);
        let items = card.items.iter().filter(|item| item.area == area.id);
        for item in items.filter(|item| item.score.is_some() || item.state == ItemState::Question) {
            let _ = writeln!(out, "    {}", item_line(item));
        }
    }
}

fn item_line(item: &ReportItem) -> String {
    format!("{} {}: {}", score(item.score), item.id, item.reason)
}

fn score(score: Option<f64>) -> String {
    score.map_or_else(|| "    -".to_owned(), |score| format!("{score:5.1}"))
}

fn count(number: usize, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}
