//! How the words of a name are told apart.

use std::fmt;

use super::{Convention, Habit};
use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Located, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Casing {
    Camel,
    Snake,
    Kebab,
    Pascal,
    ScreamingSnake,
    /// `X-Request-Id`
    Train,
    /// `Users_ListAll`
    PascalSnake,
    /// One word: fits camelCase, `snake_case` and kebab-case.
    Lower,
    /// Several ways in one name: `userId_v2_name`.
    Mixed,
}

impl fmt::Display for Casing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Camel => "camelCase",
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::Pascal => "PascalCase",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            Self::Train => "Train-Case",
            Self::PascalSnake => "Pascal_Snake_Case",
            Self::Lower => "lower case",
            Self::Mixed => "of mixed style",
        })
    }
}

/// The casing of a name; none where it says nothing: acronyms, numbers, what is no plain name.
pub fn casing(name: &str) -> Option<Casing> {
    let name = name.trim_matches('_');
    let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    // `x-` and `x_` mark what is not the document's own.
    let begins = name.starts_with(|first: char| first.is_ascii_digit());
    if !plain
        || begins
        || name.starts_with(['-', 'x', 'X']) && name.get(1..2).is_some_and(|sign| "-_".contains(sign))
    {
        return None;
    }
    let count = words(name).iter().filter(|word| word.chars().all(char::is_alphabetic)).count();
    let upper = name.chars().any(|letter| letter.is_ascii_uppercase());
    let lower = name.chars().any(|letter| letter.is_ascii_lowercase());
    let capital = name.starts_with(|first: char| first.is_ascii_uppercase());
    let signed = name.contains(['-', '_']);
    match (count, upper, lower) {
        (1, false, true) => (!signed).then_some(Casing::Lower),
        // `Name` is a word with a capital, `URLs` an acronym.
        (1, true, true) if capital && !signed => {
            let small = name.chars().filter(char::is_ascii_lowercase).count();
            (small > 1).then_some(Casing::Pascal)
        }
        (0 | 1, ..) | (_, false, false) => None,
        _ => several(name, upper, lower, capital),
    }
}

/// The casing of a name of several words.
fn several(name: &str, upper: bool, lower: bool, capital: bool) -> Option<Casing> {
    let parts_begin_large = |sign: char| {
        name.split(sign)
            .all(|part| part.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit()))
    };
    Some(match (name.contains('-'), name.contains('_'), upper, lower) {
        (true, false, false, true) => Casing::Kebab,
        (false, true, false, true) => Casing::Snake,
        (false, true, true, false) => Casing::ScreamingSnake,
        (true, false, true, _) if parts_begin_large('-') => Casing::Train,
        (false, true, true, true) if parts_begin_large('_') => Casing::PascalSnake,
        (false, false, true, true) if capital => Casing::Pascal,
        (false, false, true, true) => Casing::Camel,
        (false, false, ..) => return None,
        _ => Casing::Mixed,
    })
}

/// The casings of names, each name with where it stands first. Single words in lower case are left out where the
/// others are camelCase, `snake_case` or kebab-case: they fit each of these.
pub(super) fn convention<'a>(
    names: &BTreeMap<&'a str, Place>,
    casing: impl Fn(&'a str) -> Option<Casing>,
) -> Convention<Casing> {
    let mut habits: BTreeMap<Casing, Vec<Located<String>>> = BTreeMap::new();
    for (name, place) in names {
        if let Some(casing) = casing(name) {
            let member = Located { value: (*name).to_owned(), place: *place };
            habits.entry(casing).or_default().push(member);
        }
    }
    let number = |casings: &[Casing]| -> usize {
        casings.iter().filter_map(|casing| habits.get(casing)).map(Vec::len).sum()
    };
    let small = [Casing::Camel, Casing::Snake, Casing::Kebab];
    let large = [Casing::Pascal, Casing::ScreamingSnake, Casing::Train, Casing::PascalSnake];
    let of_several = number(&small);
    if of_several > 0 && of_several + number(&[Casing::Lower]) >= number(&large) {
        habits.remove(&Casing::Lower);
    }
    let habits = habits.into_iter().map(|(value, members)| Habit { value, members });
    let mut convention = Convention::of(habits.collect());
    // A mixture is nobody's style, however frequent.
    convention.habits.order_by_key(|habit| habit.value == Casing::Mixed);
    convention
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_casing_that_people_see() {
        for (name, expected) in [
            ("created_at", Some(Casing::Snake)),
            ("createdAt", Some(Casing::Camel)),
            ("userID", Some(Casing::Camel)),
            ("iOSVersion", Some(Casing::Camel)),
            ("IPAddress", Some(Casing::Pascal)),
            ("Name", Some(Casing::Pascal)),
            ("NOT_FOUND", Some(Casing::ScreamingSnake)),
            ("follow-up", Some(Casing::Kebab)),
            ("Retry-After", Some(Casing::Train)),
            ("Users_ListAll", Some(Casing::PascalSnake)),
            ("userId_of_owner", Some(Casing::Mixed)),
            ("_links", Some(Casing::Lower)),
            ("name", Some(Casing::Lower)),
            ("__typename", Some(Casing::Lower)),
            ("address1", Some(Casing::Lower)),
        ] {
            assert_eq!(casing(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_no_name_has_no_casing() {
        for name in [
            "@type",
            "$schema",
            "+1",
            "x-meta",
            "x_meta",
            "odata.count",
            "ID",
            "URLs",
            "line_1",
            "2fa-code",
            "",
        ] {
            assert_eq!(casing(name), None, "{name}");
        }
    }
}
