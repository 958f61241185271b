//! The values of an enumeration.

use super::view::View;
use super::{ChangeKind, Impact, Site};
use crate::collections::BTreeSet;
use crate::facts::Permitted;

/// Values that are named.
const MOST_NAMED: usize = 5;

pub(super) fn compare(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    let views = (before, after);
    match (before.permitted(), after.permitted()) {
        (Some(old), Some(new)) => {
            let (old_values, new_values) = (values(old), values(new));
            if !new.cut {
                removed(site, views, &old_values.difference(&new_values).copied().collect::<Vec<_>>());
            }
            if !old.cut {
                added(site, views, &new_values.difference(&old_values).copied().collect::<Vec<_>>());
            }
        }
        // Both values of a boolean narrow nothing.
        (None, Some(new)) if before.variants.is_empty() && !is_any_boolean(new) => {
            let impact = if site.is_response() { Impact::Safe } else { Impact::Breaking };
            let text = format!("takes {} only", listed(&values(new).into_iter().collect::<Vec<_>>()));
            site.change(ChangeKind::Values, impact, views, text);
        }
        (Some(old), None) if after.variants.is_empty() && !is_any_boolean(old) => {
            let impact = if site.is_response() { Impact::Dangerous } else { Impact::Safe };
            site.change(ChangeKind::Values, impact, views, "is no list of values any more");
        }
        _ => {}
    }
}

fn removed(site: &mut Site, views: (&View<'_>, &View<'_>), values: &[&str]) {
    if !values.is_empty() {
        let impact = if site.is_response() { Impact::Safe } else { Impact::Breaking };
        let text = format!("lost the {} {}", noun(values), listed(values));
        site.change(ChangeKind::Values, impact, views, text);
    }
}

fn added(site: &mut Site, views: (&View<'_>, &View<'_>), values: &[&str]) {
    if !values.is_empty() {
        let impact = if site.is_response() { Impact::Dangerous } else { Impact::Safe };
        let text = format!("has the further {} {}", noun(values), listed(values));
        site.change(ChangeKind::Values, impact, views, text);
    }
}

/// Whether null is among them is told as such.
fn values(permitted: &Permitted) -> BTreeSet<&str> {
    permitted.values().filter(|value| *value != "null").collect()
}

fn is_any_boolean(permitted: &Permitted) -> bool {
    values(permitted) == BTreeSet::from(["true", "false"])
}

fn noun(values: &[&str]) -> &'static str {
    if values.len() == 1 { "value" } else { "values" }
}

fn listed(values: &[&str]) -> String {
    let named: Vec<String> =
        values.iter().take(MOST_NAMED).map(|value| format!("`{}`", value.trim_matches('"'))).collect();
    match values.len().saturating_sub(MOST_NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
