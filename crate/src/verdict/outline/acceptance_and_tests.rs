//! When the work is done, and how that is shown: criteria, test cases, targets.

use super::groups::severity_name;
use super::inline::code;
use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let rows: Vec<[String; 3]> = material
        .groups
        .iter()
        .map(|group| {
            [
                code(group.rule),
                severity_name(group.severity).to_owned(),
                format!("{} today, 0 when done", group.extent()),
            ]
        })
        .collect();
    if rows.is_empty() {
        page.paragraph("No finding to accept against.");
        return;
    }
    page.table(["Rule", "Severity", "Measure"], &rows);
}
