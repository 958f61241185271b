//! Types, null, formats and defaults.

use super::view::View;
use super::{ChangeKind, Direction, Impact, Site};
use crate::collections::BTreeSet;
use crate::facts::SchemaType;

/// Compares the types. Says whether the rest can be compared: not where the types have nothing in common.
pub(super) fn types(site: &mut Site, before: &View<'_>, after: &View<'_>) -> bool {
    let views = (before, after);
    match (&before.types, &after.types) {
        (Some(old), Some(new)) => {
            let (given, taken) = if site.is_response() { (new, old) } else { (old, new) };
            let kept = given.iter().all(|type_| takes(taken, *type_, site.direction));
            if !kept {
                let text = format!("changed its type from {} to {}", named(old), named(new));
                site.change(ChangeKind::Type, Impact::Breaking, views, text);
            } else if old != new {
                let text = format!("changed its type from {} to {}", named(old), named(new));
                site.change(ChangeKind::Type, Impact::Safe, views, text);
            }
            old.iter().any(|type_| takes(new, *type_, site.direction))
                || new.iter().any(|type_| takes(old, *type_, site.direction))
                || old.is_empty()
                || new.is_empty()
        }
        (None, Some(new)) if before.variants.is_empty() && !site.is_response() => {
            let text = format!("takes {} only, and took anything", named(new));
            site.change(ChangeKind::Type, Impact::Dangerous, views, text);
            true
        }
        (Some(old), None) if after.variants.is_empty() && site.is_response() => {
            let text = format!("may be anything, and was {}", named(old));
            site.change(ChangeKind::Type, Impact::Dangerous, views, text);
            true
        }
        _ => true,
    }
}

/// Whether a value of a type is one of some types. In an address or header everything is text.
fn takes(any_of: &BTreeSet<SchemaType>, type_: SchemaType, direction: Direction) -> bool {
    let as_text = direction == Direction::Parameter
        && type_ != SchemaType::Object
        && (any_of.contains(&SchemaType::String) || any_of.contains(&SchemaType::Array));
    any_of.contains(&type_) || as_text || type_ == SchemaType::Integer && any_of.contains(&SchemaType::Number)
}

fn named(types: &BTreeSet<SchemaType>) -> String {
    match types.iter().map(|type_| type_.name()).collect::<Vec<_>>().as_slice() {
        [] => "null".to_owned(),
        names => format!("`{}`", names.join("` or `")),
    }
}

pub(super) fn nullability(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    match (before.nullable, after.nullable) {
        (Some(false), Some(true)) => {
            let impact = if site.is_response() { Impact::Breaking } else { Impact::Safe };
            site.change(ChangeKind::Nullability, impact, (before, after), "may be null");
        }
        (Some(true), Some(false)) => {
            let impact = if site.is_response() || site.direction == Direction::Parameter {
                Impact::Safe
            } else {
                Impact::Breaking
            };
            site.change(ChangeKind::Nullability, impact, (before, after), "must not be null any more");
        }
        _ => {}
    }
}

/// Formats that programs check, from narrow to wide where one takes all values of another.
const NUMBERS: [&str; 4] = ["int32", "int64", "float", "double"];
const TEXTS: [&str; 16] = [
    "base64url",
    "binary",
    "byte",
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "ipv4",
    "ipv6",
    "iri",
    "time",
    "uri",
    "uri-reference",
    "uuid",
];

pub(super) fn format(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    let old = before.first(|layer| layer.format.as_deref()).map(plain);
    let new = after.first(|layer| layer.format.as_deref()).map(plain);
    // Another type was told already.
    if old == new || before.types.as_ref().zip(after.types.as_ref()).is_some_and(|(old, new)| old != new) {
        return;
    }
    let (given, taken) = if site.is_response() { (new, old) } else { (old, new) };
    let Some(impact) = format_impact(given, taken) else { return };
    let text = match (old, new) {
        (Some(old), Some(new)) => format!("changed its format from `{old}` to `{new}`"),
        (Some(old), None) => format!("lost its format `{old}`"),
        (None, Some(new)) => format!("must have the format `{new}`"),
        (None, None) => return,
    };
    site.change(ChangeKind::Type, impact, (before, after), text);
}

/// What happens where values of one format are given to those who expect another.
fn format_impact(given: Option<&str>, taken: Option<&str>) -> Option<Impact> {
    let taken = taken.filter(|format| checks(format));
    match (given.filter(|format| checks(format)), taken) {
        (Some(_), None) | (Some("int32"), Some("int64")) | (Some("float"), Some("double")) => {
            Some(Impact::Safe)
        }
        // Most numbers are small: a client fails with the first that is not.
        (Some("int64"), Some("int32")) | (Some("double"), Some("float")) | (None, Some(_)) => {
            Some(Impact::Dangerous)
        }
        (Some(given), Some(taken)) if given != taken => Some(Impact::Breaking),
        _ => None,
    }
}

fn checks(format: &str) -> bool {
    NUMBERS.contains(&format) || TEXTS.contains(&format)
}

/// One name for each format.
fn plain(format: &str) -> &str {
    match format {
        "datetime" | "dateTime" | "date_time" | "timestamp" => "date-time",
        "url" | "URL" | "URI" => "uri",
        "guid" | "UUID" => "uuid",
        other => other,
    }
}

/// What happens where a client says nothing.
pub(super) fn default(site: &mut Site, before: &View<'_>, after: &View<'_>) {
    let old = before.first(|layer| layer.rare().default.as_deref());
    let new = after.first(|layer| layer.rare().default.as_deref());
    if let Some(old) = old.filter(|old| Some(*old) != new)
        && !site.is_response()
    {
        let text = match new {
            Some(new) => format!("has the default `{new}` instead of `{old}`"),
            None => format!("has no default any more, which was `{old}`"),
        };
        site.change(ChangeKind::Default, Impact::Dangerous, (before, after), text);
    }
}
