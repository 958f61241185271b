use super::{ChangeKind, Compared, Impact};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::proto::{Field, Label, Message, truth};

impl Compared<'_> {
    pub(super) fn messages(&mut self) {
        let (earlier, later) = (self.earlier, self.later);
        for (name, message) in &earlier.messages {
            if let Some(kept) = later.messages.get(name) {
                self.message(message, kept);
            } else {
                let places = (message.name.place, later.place);
                self.removed(Impact::Breaking, places, format!("the message `{name}` was removed"));
            }
        }
        for (name, message) in later.messages.iter().filter(|(name, _)| !earlier.messages.contains_key(*name))
        {
            self.add(
                ChangeKind::Added,
                Impact::Safe,
                message.name.place,
                format!("the message `{name}` was added"),
            );
        }
    }

    fn message(&mut self, earlier: &Message, later: &Message) {
        let by_number = numbered(later);
        let by_name: BTreeMap<&str, &Field> =
            later.fields.iter().map(|field| (field.name.value.as_str(), field)).collect();
        let before = numbered(earlier);
        let names: BTreeSet<&str> = earlier.fields.iter().map(|field| field.name.value.as_str()).collect();
        let choices = known_choices(later, &before);
        for field in &earlier.fields {
            let Some(number) = field.number else { continue };
            match by_number.get(&number) {
                Some(kept) => self.field(later, &choices, field, kept),
                None => match by_name.get(field.name.value.as_str()).filter(|moved| moved.number.is_some()) {
                    Some(moved) => self.renumbered(later, field, moved),
                    None => self.removed_field(later, field, number),
                },
            }
        }
        for field in
            later.fields.iter().filter(|own| own.number.is_some_and(|number| !before.contains_key(&number)))
        {
            let moved = names.contains(field.name.value.as_str());
            if !moved {
                self.added_field(earlier, later, field);
            }
        }
        self.reserved(&later.name.value, later.name.place, (&earlier.reserved, &later.reserved));
        let (was, is) = (truth(&earlier.settings, "deprecated"), truth(&later.settings, "deprecated"));
        self.deprecated("the message", was, is, (&earlier.name, &later.name));
    }

    fn renumbered(&mut self, message: &Message, field: &Field, moved: &Field) {
        let number = |field: &Field| field.number.unwrap_or_default();
        let text = format!(
            "`{}.{}` went from number {} to {}: neither side finds it where the other writes it",
            message.name.value,
            field.name.value,
            number(field),
            number(moved)
        );
        self.change(ChangeKind::Encoding, Impact::Breaking, (field.name.place, moved.name.place), text);
    }

    fn removed_field(&mut self, message: &Message, field: &Field, number: i64) {
        let name = format!("`{}.{}`", message.name.value, field.name.value);
        let places: (Place, Place) = (field.name.place, message.name.place);
        if field.label == Label::Required {
            let text =
                format!("{name} was removed, and is `required`: earlier clients refuse messages without it");
            self.removed(Impact::Breaking, places, text);
        } else if message.reserved.holds_number(number) {
            let text =
                format!("{name} was removed and its number is reserved: clients that read it see it empty");
            self.removed(Impact::Dangerous, places, text);
        } else {
            let text = format!(
                "{name} was removed and its number {number} is not reserved: the next field that takes it is given old data"
            );
            self.removed(Impact::Breaking, places, text);
        }
    }

    fn added_field(&mut self, earlier: &Message, later: &Message, field: &Field) {
        let name = format!("`{}.{}`", later.name.value, field.name.value);
        let place = field.name.place;
        let number = field.number.unwrap_or_default();
        if field.label == Label::Required {
            let text = format!("{name} was added as `required`: whatever earlier clients send is refused");
            self.add(ChangeKind::Requiredness, Impact::Breaking, place, text);
        } else if earlier.reserved.holds_number(number) {
            let text =
                format!("{name} takes the number {number}, which was reserved: old data is taken for it");
            self.add(ChangeKind::Encoding, Impact::Breaking, place, text);
        } else {
            self.add(ChangeKind::Added, Impact::Safe, place, format!("{name} was added"));
        }
    }
}

/// Fields by their numbers; the first of several with one number.
fn numbered(message: &Message) -> BTreeMap<i64, &Field> {
    let with_number = message.fields.iter().rev();
    with_number.filter_map(|field| field.number.map(|number| (number, field))).collect()
}

/// For each `oneof`, how many of its fields the earlier version had.
fn known_choices(message: &Message, before: &BTreeMap<i64, &Field>) -> Vec<usize> {
    let mut known = vec![0; message.oneofs.len()];
    for field in &message.fields {
        let was_there = field.number.is_some_and(|number| before.contains_key(&number));
        if let Some(count) = field.oneof.and_then(|oneof| known.get_mut(oneof)).filter(|_| was_there) {
            *count += 1;
        }
    }
    known
}
