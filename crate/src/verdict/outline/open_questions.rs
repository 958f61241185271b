//! At most three questions, those whose answers unlock most, each with what is assumed meanwhile.

use super::inline::{count, prose};
use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let questions: Vec<String> = material
        .scorecard
        .coverage
        .next
        .iter()
        .take(3)
        .map(|next| {
            format!("Can {} be added? It would show {}.", prose(&next.add), count(next.items, "item"))
        })
        .collect();
    if questions.is_empty() {
        page.paragraph("Nothing that was not seen is needed to judge what was asked.");
    }
    page.steps(&questions);
}
