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
    let mut shared = false;
    let mut numbers: BTreeMap<i64, &str> = BTreeMap::new();
    if file.syntax() == Syntax::Proto3 {
        check_cases(declared, problems);
    }
    for value in &declared.values {
        let (own, Some(number)) = (&value.name.value, value.number) else { continue };
        let place = value.name.place;
        if i32::try_from(number).is_err() {
            problems.add(place, format!("`{own}` has the number {number}, which does not fit in 32 bits"));
        }
        let same = numbers.insert(number, own);
        shared |= same.is_some();
        if let Some(other) = same.filter(|_| !aliases) {
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
    if aliases && !shared && file.whole {
        let text =
            format!("`{name}` allows aliases (`allow_alias`), and no two of its values share a number");
        problems.add(declared.name.place, text);
    }
}

/// Values whose names are the same without the name of the enum, without underscores and in one case: in many
/// languages they are called so.
fn check_cases(declared: &EnumType, problems: &mut Problems) {
    let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
    let prefix = plain(&declared.name.value);
    let mut known: BTreeMap<String, (&str, Option<i64>)> = BTreeMap::new();
    for value in &declared.values {
        let own = plain(&value.name.value);
        let bare = own.strip_prefix(&prefix).filter(|bare| !bare.is_empty()).unwrap_or(&own).to_owned();
        let Some((other, number)) = known.insert(bare, (&value.name.value, value.number)) else { continue };
        if other != value.name.value && number != value.number {
            let text = format!("`{}` and `{other}` are one name without case and prefix", value.name.value);
            problems.add(value.name.place, text);
        }
    }
}
