//! How a submission stands on a matter that several checklist items ask about.

use super::groups::Group;
use super::inline::{code, count, prose};
use super::material::Material;
use crate::verdict::report::{ItemState, ReportItem};

pub(super) struct Stance<'m> {
    pub(super) open: usize,
    pub(super) met: usize,
    /// The problems, the weightiest first.
    pub(super) groups: Vec<&'m Group<'m>>,
    items: Vec<&'m ReportItem>,
}

pub(super) fn stance<'m>(material: &'m Material<'m>, items: &[&str]) -> Stance<'m> {
    let items: Vec<&ReportItem> = items.iter().filter_map(|id| material.item(id)).collect();
    Stance {
        open: items.iter().map(|item| item.violated).sum(),
        met: items.iter().map(|item| item.met).sum(),
        groups: material
            .groups
            .iter()
            .filter(|group| items.iter().any(|item| item.id == group.item))
            .collect(),
        items,
    }
}

impl Stance<'_> {
    pub(super) fn is_open(&self) -> bool {
        self.open > 0
    }

    /// Whether anything says how it stands.
    pub(super) fn is_judged(&self) -> bool {
        self.open + self.met > 0 || self.items.iter().any(|item| item.state == ItemState::Question)
    }

    /// `3 of 12 places open`, `met in 12 places`, `not seen`
    pub(super) fn state(&self) -> String {
        match (self.open, self.met) {
            (0, 0) => "a question for people".to_owned(),
            (0, met) => format!("met in {}", count(met, "place")),
            (open, met) => format!("**{open} of {} open**", count(open + met, "place")),
        }
    }

    /// What to do where it is open, what shows it where it is met, what is asked where people must say.
    pub(super) fn detail(&self) -> String {
        if let Some(group) = self.groups.first() {
            let step = group.first().and_then(|finding| finding.fix.steps.first()).map(String::as_str);
            return format!("{}: {}", group.title, step.unwrap_or_default());
        }
        if let Some(evidence) = self.items.iter().find_map(|item| item.evidence.first()) {
            return format!("{} ({})", prose(&evidence.text), code(&evidence.path));
        }
        self.items
            .iter()
            .find(|item| item.state == ItemState::Question)
            .map(|item| prose(&item.reason))
            .unwrap_or_default()
    }
}
