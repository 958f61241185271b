//! Lengths, limits and patterns.

use super::view::View;
use super::{ChangeKind, Impact, Site};
use crate::facts::{Bound, Schema};

/// A bound by its name.
struct Limit {
    name: &'static str,
    /// Greater is wider.
    upper: bool,
    get: fn(&Schema) -> Option<f64>,
}

const LIMITS: [Limit; 8] = [
    Limit { name: "minimum", upper: false, get: |schema| schema.rare().minimum.as_ref().map(lower) },
    Limit { name: "maximum", upper: true, get: |schema| schema.rare().maximum.as_ref().map(higher) },
    Limit { name: "minLength", upper: false, get: |schema| from_one(schema.rare().min_length) },
    Limit { name: "maxLength", upper: true, get: |schema| schema.max_length.map(number) },
    Limit { name: "minItems", upper: false, get: |schema| from_one(schema.rare().min_items) },
    Limit { name: "maxItems", upper: true, get: |schema| schema.max_items.map(number) },
    Limit { name: "minProperties", upper: false, get: |schema| from_one(schema.rare().min_properties) },
    Limit { name: "maxProperties", upper: true, get: |schema| schema.rare().max_properties.map(number) },
];

pub(super) fn compare(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    for limit in &LIMITS {
        let (old, new) = (limit.of(before), limit.of(after));
        if old != new {
            compare_limit(site, limit, (before, after), old, new);
        }
    }
    if !site.is_response() {
        pattern(site, before, after);
        if after.any(|layer| layer.rare().unique_items) && !before.any(|layer| layer.rare().unique_items) {
            let text = "must not hold an item twice";
            site.change(ChangeKind::Bounds, Impact::Dangerous, (before, after), text);
        }
        let step = |view: &View<'_>| view.first(|layer| layer.rare().multiple_of);
        if let Some(new) = step(after).filter(|new| Some(*new) != step(before)) {
            let text = format!("must be a multiple of {new}");
            site.change(ChangeKind::Bounds, Impact::Dangerous, (before, after), text);
        }
    }
}

impl Limit {
    /// The tightest of all layers.
    fn of(&self, view: &View<'_>) -> Option<f64> {
        let each = view.layers.iter().filter_map(|layer| (self.get)(layer));
        each.reduce(if self.upper { f64::min } else { f64::max })
    }
}

fn compare_limit(
    site: &mut Site,
    limit: &Limit,
    views: (&View<'_>, &View<'_>),
    old: Option<f64>,
    new: Option<f64>,
) {
    let is_tighter = match (old, new) {
        (Some(old), Some(new)) => (new < old) == limit.upper,
        (None, _) => true,
        (Some(_), None) => false,
    };
    let impact = match (site.is_response(), is_tighter) {
        (true, true) | (false, false) => Impact::Safe,
        (false, true) if old.is_some() => Impact::Breaking,
        _ => Impact::Dangerous,
    };
    let name = limit.name;
    let text = match (old, new) {
        (Some(old), Some(new)) => format!("has a `{name}` of {new} instead of {old}"),
        (None, Some(new)) => format!("has a `{name}` of {new}, and had none"),
        (Some(old), None) => format!("has no `{name}` any more, which was {old}"),
        (None, None) => return,
    };
    site.change(ChangeKind::Bounds, impact, views, text);
}

/// Which of two patterns takes more is not known.
fn pattern(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    let old = before.first(|layer| layer.pattern.as_deref());
    let new = after.first(|layer| layer.pattern.as_deref());
    match (old, new) {
        (Some(old), Some(new)) if old != new => {
            site.change(ChangeKind::Bounds, Impact::Dangerous, (before, after), "must fit another pattern");
        }
        (None, Some(_)) => {
            site.change(ChangeKind::Bounds, Impact::Dangerous, (before, after), "must fit a pattern");
        }
        _ => {}
    }
}

/// Just above the value where that is excluded.
fn lower(bound: &Bound) -> f64 {
    if bound.exclusive { bound.value.next_up() } else { bound.value }
}

fn higher(bound: &Bound) -> f64 {
    if bound.exclusive { bound.value.next_down() } else { bound.value }
}

/// At least none is no bound.
fn from_one(count: Option<u64>) -> Option<f64> {
    count.filter(|count| *count > 0).map(number)
}

#[allow(clippy::cast_precision_loss, reason = "bounds past 2^53 need not be told apart")]
fn number(count: u64) -> f64 {
    count as f64
}
