//! The decisions that an architect would put on the table, with options whose trade-offs are known.

use std::sync::LazyLock;

use super::material::Material;
use crate::collections::Sort;
use crate::finding::Severity;
use crate::tables::{compiled, read, table};

table! {
    pub(super) struct Decision {
        pub(super) title: String,
        /// Checklist items that show whether it is open.
        items: Vec<String>,
        /// What it is about: `endpoints`, `tables`, `code`.
        bears: String,
        /// The recommended one first.
        pub(super) option: Vec<Choice>,
        pub(super) why: String,
        /// What is hard to change later.
        pub(super) later: String,
    }
}

table! {
    pub(super) struct Choice {
        pub(super) name: String,
        pub(super) pros: String,
        pub(super) cons: String,
    }
}

table! {
    struct Table {
        decision: Vec<Decision>,
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(compiled!("decisions")));

/// A decision that findings have opened, and how they did.
pub(super) struct Open<'m> {
    pub(super) decision: &'static Decision,
    /// The problems that open it, the weightiest first.
    pub(super) groups: Vec<&'m super::groups::Group<'m>>,
    /// Places of the API that pass: a style that exists already.
    pub(super) met: usize,
}

/// Those that findings open, the weightiest first.
pub(super) fn open<'m>(material: &'m Material<'m>) -> Vec<Open<'m>> {
    let bears = |decision: &Decision| match decision.bears.as_str() {
        "endpoints" => !material.endpoints.is_empty(),
        "tables" => material.has_tables(),
        _ => true,
    };
    let mut open: Vec<Open<'m>> = TABLE
        .decision
        .iter()
        .filter(|decision| bears(decision))
        .filter_map(|decision| {
            let about = |item: &str| decision.items.iter().any(|own| own == item);
            let groups: Vec<_> = material.groups.iter().filter(|group| about(group.item)).collect();
            let is_weighty = groups.first().is_some_and(|group| group.severity >= Severity::Medium);
            let of_api = decision.items.iter().filter(|id| id.starts_with("api.") || id.starts_with("auth."));
            let met = of_api.filter_map(|id| material.item(id)).map(|item| item.met).sum();
            is_weighty.then_some(Open { decision, groups, met })
        })
        .collect();
    open.order_by_key(|one| {
        let weight = one.groups.first().map(|group| (group.severity, group.confidence));
        let places: usize = one.groups.iter().map(|group| group.sites).sum();
        std::cmp::Reverse((weight, places))
    });
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_decision_has_two_or_three_options() {
        assert!(TABLE.decision.len() > 5);
        assert!(TABLE.decision.iter().all(|decision| (2..=3).contains(&decision.option.len())));
    }

    #[test]
    fn each_decision_is_opened_by_items_that_exist() {
        let known: Vec<&str> = crate::rules::items().map(|item| item.id).collect();
        for id in TABLE.decision.iter().flat_map(|decision| &decision.items) {
            assert!(known.contains(&id.as_str()), "{id}");
        }
    }
}
