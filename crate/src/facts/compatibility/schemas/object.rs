//! Properties, map values and items.

use super::view::{Held, Schemas, View};
use super::{ChangeKind, Difference, Direction, Impact, Site, Step};
use crate::artifact::Place;
use crate::facts::{Schema, SchemaId};

pub(super) fn compare<'a>(
    site: &mut Site,
    sides: (&Schemas<'a>, &Schemas<'a>),
    before: &View<'a>,
    after: &View<'a>,
) {
    let (earlier, later) = sides;
    let direction = site.direction;
    // Where a property moved into what a schema may be one of, the variants tell.
    let (moved_from, moved_to) = (earlier.names_in_variants(before), later.names_in_variants(after));
    for (name, old) in &before.properties {
        match after.properties.get(name) {
            Some(new) if is_shown(old, direction) || is_shown(new, direction) => {
                property(site, (before, after), name, (old, new));
                let (old, new) = (old.schemas.iter().copied(), new.schemas.iter().copied());
                let step = Step::Property((*name).to_owned());
                site.follow(earlier.together(old), later.together(new), step);
            }
            None if is_shown(old, direction) && !moved_to.contains(name) => removed(site, after, name, old),
            _ => {}
        }
    }
    for (name, new) in &after.properties {
        if !before.properties.contains_key(name) && is_shown(new, direction) && !moved_from.contains(name) {
            added(site, after, name, new);
        }
    }
    closing(site, before, after);
    let inner = |schemas: &Schemas<'a>, view: &View<'a>, get: fn(&Schema) -> Option<SchemaId>| {
        schemas.together(view.layers.iter().filter_map(|layer| get(layer)))
    };
    let (old, new) = (inner(earlier, before, |own| own.items), inner(later, after, |own| own.items));
    site.follow(old, new, Step::Item);
    let (old, new) =
        (inner(earlier, before, |own| own.additional), inner(later, after, |own| own.additional));
    site.follow(old, new, Step::Value);
}

/// What the service alone sets is not in requests, what only clients say not in responses.
fn is_shown(held: &Held, direction: Direction) -> bool {
    match direction {
        Direction::Parameter => true,
        Direction::Request => !held.read_only,
        Direction::Response => !held.write_only,
    }
}

fn removed(site: &mut Site, after: &View<'_>, name: &str, old: &Held) {
    let impact = if site.is_response() || after.closed() { Impact::Breaking } else { Impact::Dangerous };
    push(site, ChangeKind::Removed, impact, (Some(old.place), after.place), name, "was removed");
}

fn added(site: &mut Site, after: &View<'_>, name: &str, new: &Held) {
    let is_required = after.required.contains(name);
    let (impact, text) = match (site.is_response(), is_required) {
        (false, true) if new.default => (Impact::Dangerous, "was added and is required, with a default"),
        (false, true) => (Impact::Breaking, "was added and is required"),
        _ => (Impact::Safe, "was added"),
    };
    let kind = if impact == Impact::Safe { ChangeKind::Added } else { ChangeKind::Requiredness };
    push(site, kind, impact, (None, new.place), name, text);
}

/// A property that both versions have.
fn property(site: &mut Site, views: (&View<'_>, &View<'_>), name: &str, held: (&Held, &Held)) {
    let (old, new) = held;
    let places = (Some(old.place), new.place);
    let (was, is) = (views.0.required.contains(name), views.1.required.contains(name));
    let response = site.is_response();
    match (is_shown(old, site.direction), is_shown(new, site.direction)) {
        (true, false) if response => {
            let text = "is write-only: responses do not hold it any more";
            push(site, ChangeKind::Removed, Impact::Breaking, places, name, text);
        }
        (true, false) => {
            let text = "is read-only: clients cannot set it any more";
            push(site, ChangeKind::Removed, Impact::Dangerous, places, name, text);
        }
        (false, true) if !response && is && !new.default => {
            let text = "is not read-only any more, and is required";
            push(site, ChangeKind::Requiredness, Impact::Breaking, places, name, text);
        }
        (true, true) if was != is => {
            let (impact, text) = match (response, is) {
                (false, true) if new.default => (Impact::Dangerous, "is required, and was optional"),
                (false, true) => (Impact::Breaking, "is required, and was optional"),
                (true, false) => (Impact::Breaking, "is optional, and was always there"),
                (true, true) => (Impact::Safe, "is always there, and was optional"),
                (false, false) => (Impact::Safe, "is optional, and was required"),
            };
            push(site, ChangeKind::Requiredness, impact, places, name, text);
        }
        _ => {}
    }
    if new.deprecated && !old.deprecated {
        push(site, ChangeKind::Deprecated, Impact::Safe, places, name, "is deprecated");
    }
}

/// Whether what is not declared may stand in it.
fn closing(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    let map = |view: &View<'_>| view.any(|layer| layer.additional.is_some());
    if after.closed() && !before.closed() && !site.is_response() {
        let (impact, text) = if map(before) {
            (Impact::Breaking, "takes no fields but those declared, and took any name")
        } else {
            (Impact::Dangerous, "takes no fields but those declared")
        };
        site.change(ChangeKind::Bounds, impact, (before, after), text);
    }
}

fn push(
    site: &mut Site,
    kind: ChangeKind,
    impact: Impact,
    places: (Option<Place>, Place),
    name: &str,
    text: &str,
) {
    let (earlier, place) = places;
    let (property, text) = (Some(name.to_owned()), text.to_owned());
    site.changes.push(Difference { kind, impact, place, earlier, property, text });
}
