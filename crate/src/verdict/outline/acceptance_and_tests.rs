//! When the work is done, and how that is shown: criteria, definition of done, test cases, targets.

use super::groups::{Group, severity_name};
use super::inline::{code, count, prose};
use super::material::Material;
use super::page::Page;
use super::targets::TARGETS;
use super::test_cases::test_cases;
use crate::finding::Severity;
use crate::verdict::report::ItemState;

/// Criteria that are listed.
const CRITERIA: usize = 20;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    page.heading("Acceptance criteria");
    criteria(material, page);
    page.heading("Definition of done");
    page.list(&done(material));
    test_cases(material, page);
    page.heading("Targets to verify");
    page.paragraph("None of these was measured by this review. Measure each before release, under the load that is expected.");
    let rows = TARGETS
        .iter()
        .map(|(what, target, how)| [(*what).to_owned(), (*target).to_owned(), (*how).to_owned()]);
    page.table(["Measure", "Target", "Verified by"], &rows.collect::<Vec<_>>());
}

fn criteria(material: &Material<'_>, page: &mut Page<'_>) {
    let asked: Vec<&Group<'_>> =
        material.groups.iter().filter(|group| group.severity >= Severity::Medium).collect();
    let mut rows: Vec<[String; 3]> = asked
        .iter()
        .take(CRITERIA)
        .map(|group| {
            [
                group.title.to_owned(),
                format!(
                    "{} found, 0 when accepted ({})",
                    count(group.sites, "place"),
                    severity_name(group.severity)
                ),
                format!("rule {}", code(group.rule)),
            ]
        })
        .collect();
    let held_to = material
        .scorecard
        .items
        .iter()
        .filter(|item| matches!(item.state, ItemState::Violated | ItemState::Partial));
    rows.extend(held_to.filter(|item| !item.standards.is_empty()).take(CRITERIA).map(|item| {
        [
            item.title.clone(),
            item.standards.join("; "),
            format!(
                "item {}: {} of {} met",
                code(&item.id),
                item.met,
                count(item.met + item.violated, "place")
            ),
        ]
    }));
    if rows.is_empty() {
        page.paragraph(
            "No finding of medium severity or above asks for a criterion in what could be judged.",
        );
        return;
    }
    page.table(["Criterion", "Measure", "Shown by"], &rows);
    if let Some(more @ 1..) = asked.len().checked_sub(CRITERIA) {
        page.paragraph(&format!("{} left out; the findings list holds them.", count(more, "lesser problem")));
    }
    for finding in asked.iter().take(CRITERIA).filter_map(|group| group.first()) {
        page.sources.finding(finding);
    }
}

fn done(material: &Material<'_>) -> Vec<String> {
    let card = material.scorecard;
    let weighty = material.groups.iter().filter(|group| group.is_weighty()).map(|group| group.sites);
    let mut done =
        vec![format!("No open finding of critical or high severity (now {}).", weighty.sum::<usize>())];
    if let Some(next) = card.coverage.next.first() {
        done.push(format!(
            "More than {} of {} items judged: {} handed in ({}).",
            card.coverage.judged,
            card.coverage.total,
            prose(&next.add),
            count(next.items, "further item")
        ));
    }
    if !material.endpoints.is_empty() {
        done.push(
            "The test cases below run in the pipeline against a test environment, and pass.".to_owned(),
        );
    }
    if material.has_tables() {
        done.push("Each schema change was applied to a copy of production and taken back once, with the time of its longest lock written down.".to_owned());
    }
    if !material.groups.is_empty() {
        done.push("Each open decision has a record with a name and a date.".to_owned());
    }
    done
}
