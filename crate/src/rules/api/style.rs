//! How names of several words are written.

use std::fmt;

use crate::facts::words;

/// How the words of a name are told apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Kebab,
    Snake,
    Camel,
    Pascal,
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kebab => "kebab-case",
            Self::Snake => "snake_case",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
        })
    }
}

/// The style of a name of several words; none for one word, parameters, and what mixes styles itself.
pub(super) fn style(name: &str) -> Option<Style> {
    let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    if !plain || words(name).iter().filter(|word| word.chars().all(char::is_alphabetic)).count() < 2 {
        return None;
    }
    let has = |test: fn(char) -> bool| name.chars().any(test);
    match (name.contains('-'), name.contains('_'), has(|letter| letter.is_ascii_uppercase())) {
        (true, false, false) => Some(Style::Kebab),
        (false, true, false) => Some(Style::Snake),
        (false, false, true) if name.starts_with(|first: char| first.is_ascii_uppercase()) => {
            Some(Style::Pascal)
        }
        (false, false, true) => Some(Style::Camel),
        _ => None,
    }
}
