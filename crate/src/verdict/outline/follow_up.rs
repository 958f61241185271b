//! Who takes which problem on, and what each does first.

use super::groups::{Group, severity_name};
use super::inline::{code, count};
use super::material::Material;
use super::page::Page;

/// In the order in which they are shown.
const SPECIALISTS: [&str; 7] =
    ["Database", "Security", "Performance", "API", "Tests", "Infrastructure", "Documentation"];

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    if material.groups.is_empty() {
        page.paragraph(
            "No finding to hand on. The items that were not seen are the next thing to look at: the scorecard lists what to add for each.",
        );
        return;
    }
    for name in SPECIALISTS {
        let own: Vec<&Group<'_>> =
            material.groups.iter().filter(|group| specialist(group.item, group.area) == name).collect();
        let places: usize = own.iter().map(|group| group.sites).sum();
        let Some(first) = own.first() else { continue };
        page.heading(&format!("{name}: {} in {}", count(own.len(), "problem"), count(places, "place")));
        page.table(
            ["Problem", "Severity", "Extent", "Rule"],
            &own.iter()
                .map(|group| {
                    [
                        group.title.to_owned(),
                        severity_name(group.severity).to_owned(),
                        group.extent(),
                        code(group.rule),
                    ]
                })
                .collect::<Vec<_>>(),
        );
        let steps = first.first().map(|finding| finding.fix.steps.as_slice()).unwrap_or_default();
        if let Some(step) = steps.first() {
            page.paragraph(&format!("First action: {step}"));
        }
        for finding in own.iter().flat_map(|group| group.findings.iter().take(5)) {
            page.sources.finding(finding);
        }
    }
    let without: Vec<&str> = SPECIALISTS
        .into_iter()
        .filter(|name| !material.groups.iter().any(|group| specialist(group.item, group.area) == *name))
        .collect();
    if !without.is_empty() {
        page.paragraph(&format!(
            "No finding for: {}. The scorecard says how much of each could be judged.",
            without.join(", ")
        ));
    }
}

/// Whose problem it is, by checklist item and area.
pub(super) fn specialist(item: &str, area: &str) -> &'static str {
    match (item, area) {
        ("api.documentation" | "qual.decisions", _) => "Documentation",
        ("qual.tests" | "integ.contract-tests", _) => "Tests",
        ("rel.error-handling" | "rel.degradation", _) => "API",
        ("api.transport", _) | (_, "sec" | "auth") => "Security",
        (_, "data") => "Database",
        (_, "perf") => "Performance",
        (_, "ops" | "rel") => "Infrastructure",
        _ => "API",
    }
}
