//! What clients send: arguments and inputs.

use super::super::{ChangeKind, Impact};
use super::fields::by_name;
use super::{Versions, is_deprecated, removal};
use crate::artifact::Place;
use crate::facts::{GraphField, GraphType, Literal, Located};

impl<'a> Versions<'a> {
    pub(super) fn input(&mut self, old: &'a GraphType, new: &'a GraphType) {
        let label = |name: &str| format!("`{}.{name}`", old.name);
        self.sent(&label, &old.fields, &new.fields, new.place);
    }

    /// `label` is the field that takes them.
    pub(super) fn arguments(
        &mut self,
        label: &str,
        old: &'a [GraphField],
        new: &'a [GraphField],
        place: Place,
    ) {
        if !(old.is_empty() && new.is_empty()) {
            self.sent(&|name: &str| format!("argument `{name}` of {label}"), old, new, place);
        }
    }

    fn sent(
        &mut self,
        label: &dyn Fn(&str) -> String,
        old: &'a [GraphField],
        new: &'a [GraphField],
        place: Place,
    ) {
        let (earlier, later) = (by_name(old), by_name(new));
        for field in old {
            let label = label(&field.name);
            if let Some(kept) = later.get(field.name.as_str()) {
                self.taken(&label, field, kept);
            } else {
                let (impact, what) = removal(&field.directives);
                self.tell(ChangeKind::Removed, impact, place, Some(field.place), format!("{label} {what}"));
            }
        }
        for added in new.iter().filter(|field| !earlier.contains_key(field.name.as_str())) {
            let label = label(&added.name);
            let (impact, what) = if added.is_required() {
                (Impact::Breaking, "was added, and is required")
            } else {
                (Impact::Safe, "was added")
            };
            self.tell(ChangeKind::Added, impact, added.place, None, format!("{label} {what}"));
        }
    }

    /// The type of what clients send: it may accept more, but not less.
    fn taken(&mut self, label: &str, old: &GraphField, new: &GraphField) {
        let (was, is) = (&old.type_, &new.type_);
        let message = format!("{label} was `{}` and is `{}`", was.text(), is.text());
        if was.name != is.name || was.lists != is.lists {
            self.tell(ChangeKind::Type, Impact::Breaking, is.place, Some(was.place), message);
        } else if was.required != is.required {
            let stricter = is.required & !was.required;
            // Whoever leaves a value out is given the default.
            let outermost_only = stricter == 1 && new.default.is_some();
            let impact = match stricter {
                0 => Impact::Safe,
                _ if outermost_only => Impact::Dangerous,
                _ => Impact::Breaking,
            };
            self.tell(ChangeKind::Requiredness, impact, is.place, Some(was.place), message);
        } else {
            self.default(label, old, new);
        }
        if !is_deprecated(&old.directives) && is_deprecated(&new.directives) {
            let message = format!("{label} was deprecated");
            self.tell(ChangeKind::Deprecated, Impact::Safe, new.place, Some(old.place), message);
        }
    }

    fn default(&mut self, label: &str, old: &GraphField, new: &GraphField) {
        let value =
            |default: &Option<Box<Located<Literal>>>| default.as_ref().map(|default| default.value.clone());
        let (was, is) = (value(&old.default), value(&new.default));
        if was == is {
            return;
        }
        let shown = |value: &Option<Literal>| {
            value.as_ref().map_or("none".to_owned(), |value| format!("`{}`", value.text()))
        };
        let message = format!("the default of {label} was {} and is {}", shown(&was), shown(&is));
        let needed = new.is_required() && !old.is_required();
        let (kind, impact) = if needed {
            (ChangeKind::Requiredness, Impact::Breaking)
        } else {
            (ChangeKind::Default, Impact::Dangerous)
        };
        self.tell(kind, impact, new.place, Some(old.place), message);
    }
}
