//! Fields that clients ask for.

use std::collections::HashMap;

use super::super::{ChangeKind, Impact};
use super::{Versions, is_deprecated, removal};
use crate::facts::{GraphField, GraphType};

impl<'a> Versions<'a> {
    pub(super) fn fields(&mut self, old: &'a GraphType, new: &'a GraphType) {
        let later = by_name(&new.fields);
        let earlier = by_name(&old.fields);
        for field in &old.fields {
            let label = format!("`{}.{}`", old.name, field.name);
            if let Some(kept) = later.get(field.name.as_str()) {
                self.field(&label, field, kept);
            } else {
                let (impact, what) = removal(&field.directives);
                let message = format!("{label} {what}");
                self.tell(ChangeKind::Removed, impact, new.place, Some(field.place), message);
            }
        }
        for added in new.fields.iter().filter(|field| !earlier.contains_key(field.name.as_str())) {
            let message = format!("`{}.{}` was added", new.name, added.name);
            self.tell(ChangeKind::Added, Impact::Safe, added.place, None, message);
        }
    }

    fn field(&mut self, label: &str, old: &'a GraphField, new: &'a GraphField) {
        self.given(label, old, new);
        self.arguments(label, &old.arguments, &new.arguments, new.place);
        if !is_deprecated(&old.directives) && is_deprecated(&new.directives) {
            let message = format!("{label} was deprecated");
            self.tell(ChangeKind::Deprecated, Impact::Safe, new.place, Some(old.place), message);
        }
    }

    /// The type of what clients get: it may promise more, but not less.
    fn given(&mut self, label: &str, old: &GraphField, new: &GraphField) {
        let (was, is) = (&old.type_, &new.type_);
        if was.name == is.name && was.lists == is.lists && was.required == is.required {
            return;
        }
        let message = format!("{label} was `{}` and is `{}`", was.text(), is.text());
        let (kind, impact) = if was.name != is.name || was.lists != is.lists {
            (ChangeKind::Type, Impact::Breaking)
        } else if was.required & !is.required != 0 {
            (ChangeKind::Nullability, Impact::Breaking)
        } else {
            (ChangeKind::Nullability, Impact::Safe)
        };
        self.tell(kind, impact, is.place, Some(was.place), message);
    }
}

pub(super) fn by_name(fields: &[GraphField]) -> HashMap<&str, &GraphField> {
    fields.iter().map(|field| (field.name.as_str(), field)).collect()
}
