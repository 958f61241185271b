//! What can fail, how likely and how bad, and what to do when it does.

use super::groups::severity_name;
use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let rows: Vec<[String; 3]> = material
        .groups
        .iter()
        .take(20)
        .map(|group| [group.title.to_owned(), severity_name(group.severity).to_owned(), group.extent()])
        .collect();
    if rows.is_empty() {
        page.paragraph("No finding names a failure mode.");
        return;
    }
    page.table(["Failure mode", "Impact", "Extent"], &rows);
}
