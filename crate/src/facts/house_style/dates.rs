//! What moments are called, and how they are written.

use std::fmt;

use super::names::Reached;
use super::{Convention, Habit};
use crate::collections::BTreeMap;
use crate::facts::{Contract, Located, Schema, SchemaType};

/// What a moment of creation or change is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StampName {
    /// `createdAt`
    At,
    /// `createdOn`
    On,
    /// `creationDate`, `createdDate`
    Date,
    /// `createTime`
    Time,
    /// `createdTimestamp`
    Timestamp,
    /// `dateCreated`
    DateFirst,
    /// `created`
    Bare,
}

impl fmt::Display for StampName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::At => "as `created at`",
            Self::On => "as `created on`",
            Self::Date => "as `created date`",
            Self::Time => "as `created time`",
            Self::Timestamp => "as `created timestamp`",
            Self::DateFirst => "as `date created`",
            Self::Bare => "as `created`",
        })
    }
}

/// How a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// `format: date-time` (RFC 3339).
    DateTime,
    /// `format: date`
    Day,
    /// A text of another form, or of none that is told.
    Text,
    /// A number: seconds or milliseconds since 1970.
    Number,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DateTime => "texts with `format: date-time`",
            Self::Day => "texts with `format: date`",
            Self::Text => "texts without a date format",
            Self::Number => "numbers",
        })
    }
}

const CREATED: [&str; 3] = ["created", "create", "creation"];
const CHANGED: [&str; 6] = ["updated", "update", "modified", "modification", "changed", "edited"];

/// The way in which a name says when something was made or changed.
fn stamp(words: &[String]) -> Option<StampName> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_deed = |word: &str| CREATED.contains(&word) || CHANGED.contains(&word);
    // `lastModified` and `last_updated_at` are moments of change as well.
    let words = words.strip_prefix(&["last"]).unwrap_or(&words);
    match words {
        [deed] if is_deed(deed) && deed.ends_with("ed") => Some(StampName::Bare),
        ["date", deed] if is_deed(deed) => Some(StampName::DateFirst),
        [deed, "date", "time"] if is_deed(deed) => Some(StampName::Time),
        [deed, end] if is_deed(deed) => match *end {
            "at" => Some(StampName::At),
            "on" => Some(StampName::On),
            "date" => Some(StampName::Date),
            "time" | "datetime" => Some(StampName::Time),
            "timestamp" | "ts" => Some(StampName::Timestamp),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a name is that of a moment: `expires_at`, `createdAt`, `updateTimestamp`.
fn is_moment(words: &[String]) -> bool {
    let stamp = stamp(words).is_some_and(|stamp| stamp != StampName::Date && stamp != StampName::DateFirst);
    let ends = match words {
        [.., before, last] => {
            last == "at" && (before.ends_with("ed") || before.ends_with('s') || before == "begin")
                || matches!(last.as_str(), "timestamp" | "datetime")
        }
        _ => false,
    };
    stamp || ends
}

/// The form of a scalar that may be a moment.
fn moment(schema: &Schema) -> Option<Moment> {
    let text = || match schema.format.as_deref() {
        Some("date-time") => Moment::DateTime,
        Some("date") => Moment::Day,
        _ => Moment::Text,
    };
    if schema.is(SchemaType::String) && schema.values.is_none() {
        Some(text())
    } else if schema.is(SchemaType::Integer) || schema.is(SchemaType::Number) {
        Some(Moment::Number)
    } else {
        None
    }
}

pub(super) fn stamps(contract: &Contract, reached: &[Reached<'_>]) -> Convention<StampName> {
    convention(contract, reached, |words, _| stamp(words))
}

pub(super) fn moments(contract: &Contract, reached: &[Reached<'_>]) -> Convention<Moment> {
    convention(contract, reached, |words, form| is_moment(words).then_some(form))
}

fn convention<V: Ord>(
    contract: &Contract,
    reached: &[Reached<'_>],
    value: impl Fn(&[String], Moment) -> Option<V>,
) -> Convention<V> {
    let mut habits: BTreeMap<V, Vec<Located<String>>> = BTreeMap::new();
    for property in reached {
        let form = contract.resolved(property.schema).and_then(moment);
        if let Some(value) = form.and_then(|form| value(property.name.words(), form)) {
            let member = Located { value: property.name.to_string(), place: property.place };
            habits.entry(value).or_default().push(member);
        }
    }
    Convention::of(habits.into_iter().map(|(value, members)| Habit { value, members }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::words;

    #[test]
    fn names_of_moments_are_told_from_other_names() {
        assert_eq!(stamp(&words("created_at")), Some(StampName::At));
        assert_eq!(stamp(&words("lastModified")), Some(StampName::Bare));
        assert_eq!(stamp(&words("creationDate")), Some(StampName::Date));
        assert_eq!(stamp(&words("dateCreated")), Some(StampName::DateFirst));
        assert_eq!(stamp(&words("created_by")), None);
        assert_eq!(stamp(&words("update")), None);
        assert!(is_moment(&words("expires_at")) && is_moment(&words("updateTime")));
        assert!(
            !is_moment(&words("look_at")) && !is_moment(&words("birthDate")) && !is_moment(&words("format"))
        );
    }
}
