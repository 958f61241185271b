//! The decisions that are open: options, a recommendation, and what is hard to change later.

use super::material::Material;
use super::page::Page;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    if !material.groups.iter().any(super::groups::Group::is_weighty) {
        page.paragraph("No finding of high severity asks for a decision.");
        return;
    }
    for group in material.groups.iter().filter(|group| group.is_weighty()).take(8) {
        page.heading(group.title);
        page.list(&group.first().map(|finding| finding.fix.steps.clone()).unwrap_or_default());
    }
}
