//! Values of enums, members of unions, interfaces of types.

use std::collections::HashMap;

use super::super::{ChangeKind, Impact};
use super::{Versions, is_deprecated, removal};
use crate::artifact::Place;
use crate::facts::{GraphType, Located};

impl<'a> Versions<'a> {
    pub(super) fn values(&mut self, old: &'a GraphType, new: &'a GraphType) {
        let later: HashMap<&str, _> = new.values.iter().map(|value| (value.name.as_str(), value)).collect();
        let earlier: HashMap<&str, _> = old.values.iter().map(|value| (value.name.as_str(), value)).collect();
        for value in &old.values {
            let label = format!("value `{}` of enum `{}`", value.name, old.name);
            match later.get(value.name.as_str()) {
                None => {
                    let (impact, what) = removal(&value.directives);
                    // Whoever only reads it just never meets it again.
                    let impact =
                        if self.reach.takes(&old.name) { impact } else { impact.min(Impact::Dangerous) };
                    self.tell(
                        ChangeKind::Values,
                        impact,
                        new.place,
                        Some(value.place),
                        format!("{label} {what}"),
                    );
                }
                Some(kept) if !is_deprecated(&value.directives) && is_deprecated(&kept.directives) => {
                    let message = format!("{label} was deprecated");
                    self.tell(ChangeKind::Deprecated, Impact::Safe, kept.place, Some(value.place), message);
                }
                Some(_) => {}
            }
        }
        let given = self.later_reach.gives(&new.name);
        for added in new.values.iter().filter(|value| !earlier.contains_key(value.name.as_str())) {
            let (impact, what) = if given {
                (Impact::Dangerous, "was added: clients may not know what to do with it")
            } else {
                (Impact::Safe, "was added")
            };
            let message = format!("value `{}` of enum `{}` {what}", added.name, new.name);
            self.tell(ChangeKind::Values, impact, added.place, None, message);
        }
    }

    pub(super) fn members(&mut self, old: &'a GraphType, new: &'a GraphType) {
        let (gone, come) = differences(&old.members, &new.members);
        for (name, place) in gone {
            let message = format!("union `{}` no longer holds `{name}`", old.name);
            self.tell(ChangeKind::Values, Impact::Breaking, new.place, Some(place), message);
        }
        for (name, place) in come {
            let message = format!("union `{}` also holds `{name}`, which clients may not know", new.name);
            self.tell(ChangeKind::Values, Impact::Dangerous, place, None, message);
        }
    }

    pub(super) fn interfaces(&mut self, old: &'a GraphType, new: &'a GraphType) {
        let (gone, come) = differences(&old.implements, &new.implements);
        for (name, place) in gone {
            let message = format!("`{}` no longer implements `{name}`", old.name);
            self.tell(ChangeKind::Removed, Impact::Breaking, new.place, Some(place), message);
        }
        for (name, place) in come {
            // Only whoever asks for the interface meets the type where it was not before.
            let known = self.earlier.named(name).is_some();
            let impact = if known { Impact::Dangerous } else { Impact::Safe };
            let message = format!("`{}` also implements `{name}`", new.name);
            self.tell(ChangeKind::Added, impact, place, None, message);
        }
    }
}

type Names<'a> = Vec<(&'a str, Place)>;

/// The names that are only in one, and those only in the other.
fn differences<'a>(old: &'a [Located<String>], new: &'a [Located<String>]) -> (Names<'a>, Names<'a>) {
    let places = |names: &'a [Located<String>]| -> HashMap<&'a str, Place> {
        names.iter().map(|name| (name.value.as_str(), name.place)).collect()
    };
    let (earlier, later) = (places(old), places(new));
    let only = |names: &'a [Located<String>], other: &HashMap<&str, Place>| {
        let missing = names.iter().filter(|name| !other.contains_key(name.value.as_str()));
        missing.map(|name| (name.value.as_str(), name.place)).collect()
    };
    (only(old, &later), only(new, &earlier))
}
