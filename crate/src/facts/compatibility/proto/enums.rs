use super::{ChangeKind, Compared, Impact, Syntax};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::proto::{EnumType, EnumValue, truth};

impl Compared<'_> {
    pub(super) fn enums(&mut self) {
        let (earlier, later) = (self.earlier, self.later);
        for (name, declared) in &earlier.enums {
            if let Some(kept) = later.enums.get(name) {
                self.enum_(declared, kept);
            } else {
                let places = (declared.name.place, later.place);
                self.removed(Impact::Breaking, places, format!("the enum `{name}` was removed"));
            }
        }
        for (name, declared) in later.enums.iter().filter(|(name, _)| !earlier.enums.contains_key(*name)) {
            self.add(
                ChangeKind::Added,
                Impact::Safe,
                declared.name.place,
                format!("the enum `{name}` was added"),
            );
        }
    }

    fn enum_(&mut self, earlier: &EnumType, later: &EnumType) {
        let after = numbered(later);
        let names: BTreeMap<&str, &EnumValue> =
            later.values.iter().map(|value| (value.name.value.as_str(), value)).collect();
        let before: BTreeSet<&str> = earlier.values.iter().map(|value| value.name.value.as_str()).collect();
        for value in &earlier.values {
            let Some(number) = value.number else { continue };
            let same_name = names.get(value.name.value.as_str());
            match (after.get(&number), same_name) {
                (_, Some(same)) if same.number == Some(number) => {
                    let (was, is) =
                        (truth(&value.settings, "deprecated"), truth(&same.settings, "deprecated"));
                    self.deprecated("the value", was, is, (&value.name, &same.name));
                }
                (_, Some(moved)) => {
                    let text = format!(
                        "`{}` went from number {number} to {}: earlier clients take it for something else",
                        value.name.value,
                        moved.number.unwrap_or_default()
                    );
                    self.change(
                        ChangeKind::Encoding,
                        Impact::Breaking,
                        (value.name.place, moved.name.place),
                        text,
                    );
                }
                (Some(renamed), None) if !before.contains(renamed.name.value.as_str()) => {
                    let text = format!(
                        "the value {number} of `{}` was `{}` and is `{}`: the same on the wire, another name in JSON and generated code",
                        later.name.value, value.name.value, renamed.name.value
                    );
                    let impact = self.of_names();
                    self.change(ChangeKind::Renamed, impact, (value.name.place, renamed.name.place), text);
                }
                (_, None) => self.removed_value(later, value, number),
            }
        }
        self.added_values(earlier, later, &before);
        self.reserved(&later.name.value, later.name.place, (&earlier.reserved, &later.reserved));
    }

    fn removed_value(&mut self, later: &EnumType, value: &EnumValue, number: i64) {
        let reserved = later.reserved.holds_number(number);
        let (impact, what) = if reserved {
            (Impact::Dangerous, "and its number is reserved")
        } else {
            (
                Impact::Breaking,
                "and its number is not reserved: the next value that takes it is mistaken for it",
            )
        };
        let text = format!("`{}` was removed from `{}` {what}", value.name.value, later.name.value);
        self.removed(impact, (value.name.place, later.name.place), text);
    }

    fn added_values(&mut self, earlier: &EnumType, later: &EnumType, names: &BTreeSet<&str>) {
        let before = numbered(earlier);
        // Enums of `proto2` are closed: a number that is not known is no value.
        let impact = if self.earlier.syntax == Syntax::Proto2 { Impact::Dangerous } else { Impact::Safe };
        for value in &later.values {
            let is_new = value.number.is_some_and(|number| !before.contains_key(&number));
            if is_new && !names.contains(value.name.value.as_str()) {
                let text = format!("`{}` was added to `{}`", value.name.value, later.name.value);
                self.add(ChangeKind::Values, impact, value.name.place, text);
            }
        }
    }
}

fn numbered(declared: &EnumType) -> BTreeMap<i64, &EnumValue> {
    let values = declared.values.iter().rev();
    values.filter_map(|value| value.number.map(|number| (number, value))).collect()
}
