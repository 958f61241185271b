//! What the paths of a contract have in common beside casing: the number of nouns, slashes at the end.

use super::{Convention, Habit};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Contract, Located, Segment, is_version, segments, singular, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    Plural,
    Singular,
}

/// Plurals that do not end in `s`.
const IRREGULAR: [&str; 8] =
    ["children", "criteria", "indices", "men", "people", "personnel", "vertices", "women"];

/// Words that have one form for one and many, name no thing, or are acronyms.
const UNCOUNTABLE: &str = " \
    access active admin advice alias all analytics api archive audio auth aws batch billing bulk by bus \
    config configuration content count csv current data default dns download equipment evidence export \
    feed feedback file-system for from gas gps graph hardware health help history home https import in news series species \
    info information internal inventory ios json knowledge latest lens library lookup mail me media \
    member messaging meta metadata music my of os private public query raw research rest resource \
    search security self session sms software staff state stats status storage store stream support \
    system tls to traffic upload validate validation version video weather wiki xml ";

/// Verbs that are followed by what they are done to.
const DEEDS: &str = " \
    activate add cancel check compare complete confirm convert count create deactivate delete disable \
    edit enable end execute fetch find generate get insert list load lookup move process publish read \
    refresh register remove reset resolve resend restore retrieve run save send set show start stop \
    submit sync test trigger unsubscribe update verify view ";

/// Bytes of a path that is compared with others; the work grows with the square of it.
const LONGEST: usize = 2_000;

/// Whether a noun has a singular and a plural.
fn is_countable(word: &str) -> bool {
    let within = |list: &str| list.contains(&format!(" {word} "));
    word.len() > 2 && !within(UNCOUNTABLE) && !within(DEEDS) && !word.ends_with("ing") && !is_version(word)
}

/// Whether collections are named in the plural.
pub(super) fn convention(contract: &Contract) -> Convention<Number> {
    let mut names: BTreeMap<&str, (Number, Place)> = BTreeMap::new();
    let paths: BTreeSet<&str> =
        contract.operations.iter().map(|operation| operation.path.trim_end_matches('/')).collect();
    let own = contract.operations.iter().filter(|own| !own.webhook && own.path.len() <= LONGEST);
    for operation in own {
        let path = operation.path.trim_end_matches('/');
        let mut end = 0;
        let mut before = None;
        for part in path.split_inclusive('/') {
            let at = end;
            end += part.len();
            let segment = segments(part).next();
            if let (Some(Segment::Literal(name)), Some(Segment::Parameter(key))) = (before, segment) {
                let list = path.get(..at).unwrap_or_default().trim_end_matches('/');
                if let Some(number) = number(name).filter(|_| paths.contains(list) || is_key(key, name)) {
                    names.entry(name).or_insert((number, operation.path_place));
                }
            }
            before = segment;
        }
    }
    let habit = |wanted: Number| {
        let members = names.iter().filter(|(_, (number, _))| *number == wanted);
        let members =
            members.map(|(name, (_, place))| Located { value: (*name).to_owned(), place: *place }).collect();
        Habit { value: wanted, members }
    };
    Convention::of(vec![habit(Number::Plural), habit(Number::Singular)])
}

/// The number of a collection's name; none where it cannot be told.
fn number(name: &str) -> Option<Number> {
    if !name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')) {
        return None;
    }
    let words = words(name);
    // In `codes_of_conduct`, the codes are what there are several of.
    let head = words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "by" | "in"));
    let (first, last) = (words.first()?, words.get(..head.unwrap_or(words.len()))?.last()?);
    let deed = DEEDS.contains(&format!(" {first} ")) || first == "by";
    if !is_countable(last) || deed || !last.chars().all(char::is_alphabetic) {
        return None;
    }
    if IRREGULAR.contains(&last.as_str()) {
        return Some(Number::Plural);
    }
    // `canvas` and `atlas` end as plurals do.
    if last.ends_with("as") {
        return None;
    }
    Some(if singular(last) == *last { Number::Singular } else { Number::Plural })
}

/// Whether a parameter is the key of one thing: `id`, `userId`, `order` of `orders`.
fn is_key(parameter: &str, collection: &str) -> bool {
    let parameter = words(parameter);
    let ends = parameter.last().is_some_and(|last| {
        matches!(last.as_str(), "id" | "uuid" | "guid" | "key" | "slug" | "uid" | "number" | "name")
    });
    let named = words(collection).last().is_some_and(|noun| parameter.last() == Some(&singular(noun)));
    ends || named
}

/// Whether paths end in a slash; the root says nothing.
pub(super) fn trailing_slash(contract: &Contract) -> Convention<bool> {
    let own = contract.operations.iter().filter(|own| !own.webhook && own.path.len() > 1);
    let paths: BTreeMap<Place, &str> = own.map(|own| (own.path_place, own.path.as_str())).collect();
    let habit = |slash: bool| {
        let members = paths.iter().filter(|(_, path)| path.ends_with('/') == slash);
        let members =
            members.map(|(place, path)| Located { value: (*path).to_owned(), place: *place }).collect();
        Habit { value: slash, members }
    };
    Convention::of(vec![habit(false), habit(true)])
}
