use super::Problems;
use crate::collections::BTreeMap;
use crate::facts::proto::{Field, LARGEST_FIELD_NUMBER, Message, NumberRange, range_of, truth};

/// Numbers that protobuf keeps for itself.
const KEPT: std::ops::RangeInclusive<i64> = 19_000..=19_999;

pub(super) fn check(message: &Message, problems: &mut Problems) {
    let mut seen: BTreeMap<i64, &Field> = BTreeMap::new();
    for field in &message.fields {
        let Some(number) = field.number else { continue };
        let name = &field.name.value;
        if let Some(first) = seen.get(&number) {
            let text = format!("`{name}` has the number {number}, which `{}` already has", first.name.value);
            problems.add(field.name.place, text);
        } else {
            seen.insert(number, field);
        }
        if let Some(text) = refused(message, name, number) {
            problems.add(field.name.place, text);
        }
    }
    // Message sets count without an end.
    if !truth(&message.settings, "message_set_wire_format") {
        check_ranges(&message.reserved.ranges, "reserved", problems);
        check_ranges(&message.extension_ranges, "extension", problems);
    }
}

fn refused(message: &Message, name: &str, number: i64) -> Option<String> {
    if !(1..=LARGEST_FIELD_NUMBER).contains(&number) {
        return Some(format!(
            "`{name}` has the number {number}: it must lie between 1 and {LARGEST_FIELD_NUMBER}"
        ));
    }
    if KEPT.contains(&number) {
        return Some(format!("`{name}` has the number {number}: 19000 to 19999 belong to protobuf itself"));
    }
    if message.reserved.holds_number(number) {
        return Some(format!("`{name}` has the number {number}, which `{}` reserves", message.name.value));
    }
    range_of(&message.extension_ranges, number).map(|range| {
        format!("`{name}` has the number {number}, which is left to extensions ({})", told(range))
    })
}

/// Ranges that run backwards, reach outside or overlap; they are sorted.
fn check_ranges(ranges: &[NumberRange], what: &str, problems: &mut Problems) {
    let mut before: Option<&NumberRange> = None;
    for range in ranges {
        let outside = range.first < 1 || range.last > LARGEST_FIELD_NUMBER;
        if range.first > range.last {
            problems.add(range.place, format!("the {what} range {} runs backwards", told(range)));
        } else if outside {
            let text =
                format!("the {what} range {} is not between 1 and {LARGEST_FIELD_NUMBER}", told(range));
            problems.add(range.place, text);
        } else if let Some(before) = before.filter(|before| before.overlaps(range)) {
            problems
                .add(range.place, format!("the {what} ranges {} and {} overlap", told(before), told(range)));
        }
        before = Some(range);
    }
}

pub(super) fn told(range: &NumberRange) -> String {
    if range.first == range.last {
        range.first.to_string()
    } else {
        format!("{} to {}", range.first, range.last)
    }
}
