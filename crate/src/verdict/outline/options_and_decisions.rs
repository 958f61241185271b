//! The decisions that are open: options, a recommendation, and what is hard to change later; and a record to fill
//! in for each weighty problem.

use super::decisions::{Open, open};
use super::groups::{Group, severity_name};
use super::inline::{code, count, prose};
use super::material::Material;
use super::page::{Page, cite};

/// Decisions that are put on the table at once, and records that are prepared.
const DECISIONS: usize = 5;
const RECORDS: usize = 8;
/// Up to so many findings are mended in one go.
const AT_ONCE: usize = 20;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let decisions = open(material);
    if decisions.is_empty() {
        page.paragraph(
            "No finding opens a decision in what could be judged. Versioning, paging and error format of the API, keys of the tables and the way callers log in are the ones to write down first.",
        );
    }
    for one in decisions.iter().take(DECISIONS) {
        decision(one, page);
    }
    if let Some(more @ 1..) = decisions.len().checked_sub(DECISIONS) {
        let titles: Vec<String> =
            decisions.iter().skip(DECISIONS).map(|one| one.decision.title.clone()).collect();
        page.paragraph(&format!("Open as well, {}: {}.", count(more, "decision"), titles.join("; ")));
    }
    let weighty: Vec<&Group<'_>> =
        material.groups.iter().filter(|group| group.is_weighty()).take(RECORDS).collect();
    if weighty.is_empty() {
        return;
    }
    page.heading("Decision records to complete");
    page.paragraph(
        "One for each problem of high or critical severity. Options for each: **(a)** mend every place; **(b)** stop further ones in review, mend the others as their code is touched; **(c)** accept it until a date, by name.",
    );
    for (number, group) in (1..).zip(&weighty) {
        record(number, group, material, page);
    }
}

fn decision(open: &Open<'_>, page: &mut Page<'_>) {
    let decision = open.decision;
    page.heading(&decision.title);
    page.paragraph(&format!("Open because of {}.", because(open)));
    let rows = (1..).zip(&decision.option).map(|(number, option)| {
        [format!("{number}. {}", option.name), option.pros.clone(), option.cons.clone()]
    });
    page.table(["Option", "For it", "Against it"], &rows.collect::<Vec<_>>());
    let recommended = decision.option.first().map(|option| option.name.as_str()).unwrap_or_default();
    let mut lines = vec![
        format!("**Recommended**: {recommended}. {}", decision.why),
        format!("**Hard to change later**: {}", decision.later),
    ];
    let places: usize = open.groups.iter().map(|group| group.sites).sum();
    if open.met > places {
        lines.push(format!(
            "**Already in place**: {} of {} pass. Where their way is not the recommended one, extending it costs less than a second way beside it.",
            open.met,
            count(open.met + places, "place")
        ));
    }
    page.list(&lines);
    for finding in open.groups.iter().flat_map(|group| group.findings.iter().take(5)) {
        page.sources.finding(finding);
    }
}

fn because(open: &Open<'_>) -> String {
    let reasons: Vec<String> = open
        .groups
        .iter()
        .take(3)
        .map(|group| format!("{} ({}, {})", code(group.rule), severity_name(group.severity), group.extent()))
        .collect();
    reasons.join(", ")
}

/// After MADR: context, drivers, decision, consequences, confirmation.
fn record(number: usize, group: &Group<'_>, material: &Material<'_>, page: &mut Page<'_>) {
    let Some(first) = group.first() else { return };
    page.paragraph(&format!("**ADR {number}: {}** (status: proposed)", group.title));
    let drivers = material.item(group.item).map(|item| {
        let standards = if item.standards.is_empty() {
            String::new()
        } else {
            format!(" Target: {}.", item.standards.join("; "))
        };
        format!("Drivers: {}{standards}", item.question)
    });
    let lines = [
        Some(format!(
            "Context: {}, first {}: {}.",
            group.extent(),
            cite(&first.path, first.range.start.line),
            prose(&first.message)
        )),
        drivers,
        Some(format!("Decision: {}.", proposal(group.findings.len(), group.sites))),
        first.fix.steps.first().map(|step| format!("Consequence: {step}")),
        Some(format!("Confirmation: rule {} finds nothing.", code(group.rule))),
    ];
    page.list(&lines.into_iter().flatten().collect::<Vec<_>>());
    page.sources.finding(first);
}

/// By how many findings there are, each of which may tell of many places with one cause.
fn proposal(findings: usize, places: usize) -> String {
    match (findings, places) {
        (0 | 1, 0 | 1) => "option (a), as there is one place".to_owned(),
        (0 | 1, _) => format!("option (a), as the {places} places have one cause"),
        (2..=AT_ONCE, _) => format!("option (a), as {} can be mended in one go", count(findings, "finding")),
        _ => format!(
            "option (b) at once and (a) by a date, as {} are too many for one change",
            count(findings, "finding")
        ),
    }
}
