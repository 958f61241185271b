//! A field that kept its number.

use super::options::json_name;
use super::types::{Change, change};
use super::{ChangeKind, Compared, Impact};
use crate::facts::proto::{Field, Label, Message, truth};

impl Compared<'_> {
    pub(super) fn field(&mut self, message: &Message, choices: &[usize], earlier: &Field, later: &Field) {
        let places = (earlier.name.place, later.name.place);
        let name = format!("`{}.{}`", message.name.value, later.name.value);
        let type_change = change(self.earlier, self.later, earlier, later);
        let renamed = earlier.name.value != later.name.value;
        match (type_change, renamed) {
            (Change::Incompatible, true) => {
                let text = format!(
                    "the number {} of `{}` was `{}` ({}) and is `{}` ({}): old data is taken for something else",
                    later.number.unwrap_or_default(),
                    message.name.value,
                    earlier.name.value,
                    told(earlier),
                    later.name.value,
                    told(later)
                );
                self.change(ChangeKind::Encoding, Impact::Breaking, places, text);
                return;
            }
            (Change::Incompatible, false) => {
                let text = format!(
                    "{name} went from `{}` to `{}`, which is another form on the wire",
                    told(earlier),
                    told(later)
                );
                self.change(ChangeKind::Type, Impact::Breaking, places, text);
            }
            (Change::OnWire, _) => {
                let text = format!(
                    "{name} went from `{}` to `{}`: alike on the wire, but not in JSON and generated code, and large values are cut",
                    told(earlier),
                    told(later)
                );
                self.change(ChangeKind::Type, Impact::Dangerous, places, text);
            }
            (Change::None, _) => {}
        }
        if renamed {
            let kept = json_name(earlier) == json_name(later);
            let text = format!(
                "`{}.{}` was renamed to `{}`: the same on the wire{}, another name in {}generated code",
                message.name.value,
                earlier.name.value,
                later.name.value,
                if kept { " and in JSON" } else { "" },
                if kept { "" } else { "JSON and " },
            );
            let impact = if kept { Impact::Dangerous } else { self.of_names() };
            self.change(ChangeKind::Renamed, impact, places, text);
        }
        self.label(&name, earlier, later);
        self.oneof(&name, choices, earlier, later);
        self.field_options(&name, earlier, later);
        let (was, is) = (truth(&earlier.settings, "deprecated"), truth(&later.settings, "deprecated"));
        self.deprecated("the field", was, is, (&earlier.name, &later.name));
    }

    fn label(&mut self, name: &str, earlier: &Field, later: &Field) {
        let places = (earlier.name.place, later.name.place);
        let (was, is) = (earlier.label, later.label);
        if earlier.key.is_some() || later.key.is_some() || was == is {
            return;
        }
        if is == Label::Required {
            let text = format!("{name} became `required`: messages without it are refused");
            self.change(ChangeKind::Requiredness, Impact::Breaking, places, text);
        } else if was == Label::Required {
            let text =
                format!("{name} is not `required` any more: earlier clients refuse messages without it");
            self.change(ChangeKind::Requiredness, Impact::Breaking, places, text);
        } else if was == Label::Repeated || is == Label::Repeated {
            let text = if is == Label::Repeated {
                format!("{name} holds many values instead of one: earlier clients read the last of them")
            } else {
                format!("{name} holds one value instead of many: what is sent besides the last is lost")
            };
            // Numbers of a list are packed together, which a single one is not.
            let packed = !matches!(later.type_.value.as_str(), "string" | "bytes")
                && crate::facts::proto::is_scalar(&later.type_.value);
            let impact = if packed || was == Label::Repeated { Impact::Breaking } else { Impact::Dangerous };
            self.change(ChangeKind::Type, impact, places, text);
        } else {
            let text =
                format!("{name} tells absent from empty otherwise than before, which generated code shows");
            self.change(ChangeKind::Nullability, Impact::Dangerous, places, text);
        }
    }

    fn oneof(&mut self, name: &str, choices: &[usize], earlier: &Field, later: &Field) {
        let places = (earlier.name.place, later.name.place);
        match (earlier.oneof, later.oneof) {
            (None, Some(oneof)) => {
                // Others of the same choice could be set together with it.
                let lost = choices.get(oneof).is_some_and(|known| *known > 1);
                let impact = if lost { Impact::Breaking } else { Impact::Dangerous };
                let text = if lost {
                    format!(
                        "{name} moved into a `oneof` with other fields: of those that were sent together, one is kept"
                    )
                } else {
                    format!("{name} moved into a `oneof`, which generated code shows")
                };
                self.change(ChangeKind::Encoding, impact, places, text);
            }
            (Some(_), None) => {
                let text = format!("{name} moved out of its `oneof`: it can be set together with the others");
                self.change(ChangeKind::Encoding, Impact::Dangerous, places, text);
            }
            _ => {}
        }
    }
}

fn told(field: &Field) -> String {
    match (&field.key, field.label) {
        (Some(key), _) => format!("map<{}, {}>", key.value, field.type_.value),
        (None, Label::Repeated) => format!("repeated {}", field.type_.value),
        _ => field.type_.value.clone(),
    }
}
