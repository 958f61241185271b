//! How it stands at ten times the load, against attack, when observed, and when deployed.

use super::groups::severity_name;
use super::inline::code;
use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let areas = [("Scalability", "perf"), ("Security", "sec"), ("Observability and delivery", "ops")];
    for (title, area) in areas {
        page.heading(title);
        let rows: Vec<String> = material
            .groups
            .iter()
            .filter(|group| group.area == area)
            .map(|group| {
                format!(
                    "{} ({}, {}, {})",
                    group.title,
                    severity_name(group.severity),
                    group.extent(),
                    code(group.rule)
                )
            })
            .collect();
        if rows.is_empty() {
            page.paragraph("No finding in what could be judged.");
        }
        page.list(&rows);
    }
}
