use super::Problems;
use crate::collections::BTreeMap;
use crate::facts::proto::{EnumType, ProtoFile, Syntax, setting, truth};

pub(super) fn check(file: &ProtoFile, declared: &EnumType, problems: &mut Problems) {
    let name = &declared.name.value;
    let Some(first) = declared.values.first() else {
        if file.whole {
            problems.add(declared.name.place, format!("the enum `{name}` has no values"));
        }
        return;
    };
    let settings = [&file.settings, &declared.settings];
    let closed = settings
        .iter()
        .any(|all| setting(all, "features.enum_type").is_some_and(|setting| setting.value == "CLOSED"));
    let starts_at_zero = match file.syntax() {
        Syntax::Proto3 => true,
        Syntax::Edition => !closed,
        _ => false,
    };
    if starts_at_zero && first.number != Some(0) {
        let text = format!("the first value of the enum `{name}` must have the number 0");
        problems.add(first.name.place, text);
    }
    let aliases = truth(&declared.settings, "allow_alias");
    let mut numbers: BTreeMap<i64, &str> = BTreeMap::new();
    for value in &declared.values {
        let (own, Some(number)) = (&value.name.value, value.number) else { continue };
        let place = value.name.place;
        if i32::try_from(number).is_err() {
            problems.add(place, format!("`{own}` has the number {number}, which does not fit in 32 bits"));
        }
        if let Some(other) = numbers.insert(number, own).filter(|_| !aliases) {
            let text = format!(
                "`{own}` has the number {number}, which `{other}` already has, and no `allow_alias` is set"
            );
            problems.add(place, text);
        }
        if declared.reserved.holds_number(number) {
            problems.add(place, format!("`{own}` has the number {number}, which `{name}` reserves"));
        }
        if declared.reserved.holds_name(own) {
            problems.add(place, format!("`{own}` is a name that `{name}` reserves"));
        }
    }
}
