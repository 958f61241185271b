//! Key endpoints as callers use them: request, success, errors.

use super::inline::{code, count};
use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    if material.endpoints.is_empty() {
        page.paragraph(
            "No operation or route was read. Add the OpenAPI document, or the code that registers routes, to get sample requests and responses.",
        );
        return;
    }
    page.paragraph(&format!("{}.", count(material.endpoints.len(), "endpoint")));
    let labels: Vec<String> =
        material.endpoints.iter().take(12).map(|endpoint| code(&endpoint.label())).collect();
    page.list(&labels);
}
