//! Each technology that was seen: what shows it, what it is good for, and what an alternative would trade.

use super::inline::{code, prose};
use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    if material.technologies.is_empty() {
        page.paragraph(
            "No technology was recognised. Add the code, or the manifest that lists its dependencies, to judge the stack.",
        );
        return;
    }
    let rows = material.technologies.iter().map(|seen| [code(&seen.name), prose(&seen.evidence)]);
    page.table(["Technology", "Evidence"], &rows.collect::<Vec<_>>());
}
