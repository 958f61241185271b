//! The tables as they stand, with keys, references and indexes marked, and what the findings would add.

use super::inline::{code, count};
use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    if !material.has_tables() {
        page.paragraph(
            "No table was read. Add the schema or the migrations (SQL) to see keys, references and indexes here.",
        );
        return;
    }
    page.paragraph(&format!("{}.", count(material.facts.catalog.tables.len(), "table")));
    page.list(&material.facts.tables().take(40).map(|table| code(&table.name)).collect::<Vec<_>>());
}
