//! Compares the members of a convention with what most of them do.

use crate::collections::Sort;
use crate::facts::{Casing, Convention, Located};
use crate::finding::{Confidence, Seen};

/// Deviating places that a finding names.
const MOST_RELATED: usize = 20;
/// Percent from which on whatever differs is an exception.
const CLEAR: usize = 85;
/// Percent that the second habit has at least where a document is said to mix them.
const SUBSTANTIAL: usize = 20;

/// How people speak of a convention.
pub(super) struct Aspect<'a, V> {
    /// "names in paths"
    pub(super) plural: &'a str,
    /// What those of one habit do: "are kebab-case".
    pub(super) many: &'a dyn Fn(&V) -> String,
    /// What one of them does: "is kebab-case".
    pub(super) one: &'a dyn Fn(&V) -> String,
    /// What a member does is certain, rather than guessed from words.
    pub(super) firm: bool,
}

/// One finding for all that deviates from the majority, or for the lack of one.
pub(super) fn judge<V>(seen: &mut Seen, convention: &Convention<V>, aspect: &Aspect<'_, V>) {
    let enough = convention.majority().is_some() || convention.is_mixed();
    let Some(house) = convention.habits.first().filter(|_| enough) else { return };
    let said = (aspect.one)(&house.value);
    for member in &house.members {
        seen.met(member.place, || format!("`{}` {said}", member.value));
    }
    let others = deviating(convention);
    let message = message(convention, aspect, &others);
    let Some(((_, first), rest)) = others.split_first() else { return };
    let finding = seen.violated(first.place, message);
    finding.confidence(confidence(convention, aspect.firm)).sites(others.len());
    for (value, member) in rest.iter().take(MOST_RELATED) {
        finding.related(member.place, format!("`{}` {}", member.value, (aspect.one)(value)));
    }
}

/// What does not follow the most frequent habit, in the order of the document; nothing where there is neither a
/// convention nor a mixture worth telling.
pub(super) fn deviating<V>(convention: &Convention<V>) -> Vec<(&V, &Located<String>)> {
    let second = convention.habits.get(1).map_or(0, |second| second.members.len());
    let mixed = convention.is_mixed() && second * 100 >= convention.total() * SUBSTANTIAL;
    if convention.majority().is_none() && !mixed {
        return Vec::new();
    }
    let mut others: Vec<_> = convention.others().collect();
    others.order_by_key(|(_, member)| member.place);
    others
}

fn confidence<V>(convention: &Convention<V>, firm: bool) -> Confidence {
    match (convention.percent() >= CLEAR, firm) {
        (true, true) => Confidence::High,
        // A guess is worth telling where exceptions are few.
        (true, false) | (false, true) => Confidence::Medium,
        (false, false) => Confidence::Low,
    }
}

fn message<V>(
    convention: &Convention<V>,
    aspect: &Aspect<'_, V>,
    others: &[(&V, &Located<String>)],
) -> String {
    let shares = || {
        let shares = convention.habits.iter().take(3);
        let shares = shares.map(|habit| format!("{} {}", habit.members.len(), (aspect.many)(&habit.value)));
        shares.collect::<Vec<_>>().join(", ")
    };
    match (convention.majority(), others) {
        (Some(house), [(value, only)]) => format!(
            "{} of {} {} {}; `{}` {}",
            house.members.len(),
            convention.total(),
            aspect.plural,
            (aspect.many)(&house.value),
            only.value,
            (aspect.one)(value),
        ),
        (Some(house), [(_, first), rest @ ..]) => format!(
            "{} of {} {} {}; `{}` and {} are not",
            house.members.len(),
            convention.total(),
            aspect.plural,
            (aspect.many)(&house.value),
            first.value,
            if rest.len() == 1 { "1 other".to_owned() } else { format!("{} others", rest.len()) },
        ),
        _ => format!("{} have no common style: {}", aspect.plural, shares()),
    }
}

/// For names.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "an aspect speaks of what it is lent")]
pub(super) fn are(casing: &Casing) -> String {
    format!("are {casing}")
}

/// For one name.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "an aspect speaks of what it is lent")]
pub(super) fn is(casing: &Casing) -> String {
    format!("is {casing}")
}
