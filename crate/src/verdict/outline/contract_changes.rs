//! What changed since the earlier version of a contract, where one was handed in.

use super::inline::{code, prose};
use super::page::Page;
use crate::facts::{Bump, Comparison, Facts, Impact};

/// Changes of one impact that are listed.
const MOST: usize = 15;

pub(super) fn write(facts: &Facts, page: &mut Page<'_>) {
    for comparison in facts.comparisons() {
        page.heading("Changes since the earlier version");
        let name =
            if comparison.name.is_empty() { "The contract".to_owned() } else { code(&comparison.name) };
        page.paragraph(&format!("{name}: {}.{}", comparison.summary(), version(comparison)));
        page.sources.place(comparison.place, "the later version".to_owned());
        page.sources.place(comparison.earlier, "the earlier version".to_owned());
        let mut items = Vec::new();
        for (impact, title) in
            [(Impact::Breaking, "Breaks clients"), (Impact::Dangerous, "May break clients")]
        {
            let changes: Vec<_> = comparison.of(impact).collect();
            for change in changes.iter().take(MOST) {
                items.push(format!("{title}: {}.", prose(&change.message)));
            }
            if changes.len() > MOST {
                items.push(format!("{title}: {} more.", changes.len() - MOST));
            }
        }
        page.list(&items);
    }
}

/// The version that the changes need.
fn version(comparison: &Comparison) -> String {
    let (Some(earlier), Some(later)) = (&comparison.earlier_version, &comparison.later_version) else {
        return String::new();
    };
    let said = format!(" The version went from {} to {}", code(&earlier.value), code(&later.value));
    match comparison.needed_version() {
        Some(needed) if comparison.needed_bump() != Bump::None => {
            format!("{said}; the changes need {needed}.")
        }
        _ => format!("{said}."),
    }
}
