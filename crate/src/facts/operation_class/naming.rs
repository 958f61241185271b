//! The words of an operation: the segments of its path, and its id.

use crate::facts::{Operation, singular, words};

/// The words of a path and an id, in lower case.
pub(super) struct Naming {
    /// Without those that are parameters as a whole.
    pub(super) segments: Vec<Segment>,
    /// The path ends with a parameter.
    pub(super) ends_with_parameter: bool,
    /// Of the id, without the resource or controller before it: `Users_List` is `list`.
    pub(super) id: Vec<String>,
}

pub(super) struct Segment {
    /// As written.
    pub(super) text: String,
    pub(super) words: Vec<String>,
    /// The words joined.
    pub(super) joined: String,
    /// A parameter stands somewhere before it.
    pub(super) of_item: bool,
    /// A parameter stands right behind it.
    pub(super) keyed: bool,
    /// `api`, `v1`: it says nothing about the operation.
    pub(super) prefix: bool,
}

impl Naming {
    pub(super) fn of(operation: &Operation) -> Self {
        let mut segments: Vec<Segment> = Vec::new();
        let mut of_item = false;
        let mut ends_with_parameter = false;
        for part in operation.path.split('/').flat_map(pieces).filter(|part| !part.is_empty()) {
            ends_with_parameter = is_parameter(part);
            if ends_with_parameter {
                of_item = true;
                if let Some(last) = segments.last_mut() {
                    last.keyed = true;
                }
                continue;
            }
            segments.push(Segment::of(part, of_item));
        }
        let id = operation.id.as_ref().map(|id| id_words(&id.value)).unwrap_or_default();
        Self { segments, ends_with_parameter, id }
    }

    pub(super) fn last(&self) -> Option<&Segment> {
        self.segments.last()
    }

    /// The last segment, where no parameter follows it.
    pub(super) fn end(&self) -> Option<&Segment> {
        self.last().filter(|_| !self.ends_with_parameter)
    }

    /// Segments without `api`, `v1` and the like.
    pub(super) fn telling(&self) -> impl DoubleEndedIterator<Item = &Segment> {
        self.segments.iter().filter(|segment| !segment.prefix)
    }

    /// Whether nothing in the path is a parameter.
    pub(super) fn of_no_item(&self) -> bool {
        !self.ends_with_parameter && self.segments.iter().all(|segment| !segment.of_item)
    }

    pub(super) fn verb(&self) -> Option<&str> {
        self.id.first().map(String::as_str)
    }
}

impl Segment {
    fn of(text: &str, of_item: bool) -> Self {
        let named = text.rsplit(['=', '#']).next().unwrap_or(text);
        let words = words(named);
        let joined = words.concat();
        let version = joined.strip_prefix('v').unwrap_or(&joined);
        let version = version.strip_suffix("beta").unwrap_or(version);
        let prefix = matches!(joined.as_str(), "api" | "apis" | "rest" | "services")
            || (!version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()));
        Self { text: text.to_owned(), words, joined, of_item, keyed: false, prefix }
    }

    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.joined.as_str())
    }

    /// The word that says what it is a kind of, in the singular: `purchase-orders` are `order`s.
    pub(super) fn head(&self) -> String {
        self.words.last().map(|word| singular(word)).unwrap_or_default()
    }

    pub(super) fn first(&self) -> &str {
        self.words.first().map(String::as_str).unwrap_or_default()
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// Two words beside each other: `sign-in`.
    pub(super) fn has_pair(&self, first: &str, second: &[&str]) -> bool {
        has_pair(&self.words, first, second)
    }
}

pub(super) fn has_pair(words: &[String], first: &str, second: &[&str]) -> bool {
    words.windows(2).any(|pair| matches!(pair, [one, two] if one == first && second.contains(&two.as_str())))
}

/// What stands between two slashes may be several: `{name}:export`, `Users({id})`.
fn pieces(segment: &str) -> impl Iterator<Item = &str> {
    let keyed = segment.find('(').filter(|at| *at > 0);
    let (name, key) = keyed.and_then(|at| segment.split_at_checked(at)).unwrap_or((segment, ""));
    let key = if key.contains('{') { "{}" } else { "" };
    let custom = name.rfind(':').filter(|at| *at > 0 && !name.ends_with('}'));
    let (name, action) = custom.and_then(|at| name.split_at_checked(at)).unwrap_or((name, ""));
    [name, action.trim_start_matches(':'), key].into_iter()
}

fn is_parameter(segment: &str) -> bool {
    segment.contains('{') || segment.starts_with(':') || segment.starts_with('<')
}

/// The words of the part of an id that names the operation.
fn id_words(id: &str) -> Vec<String> {
    let last = id.rsplit(['/', '.', ':']).next().unwrap_or(id);
    let own = match last.rsplit_once('_') {
        Some((before, own)) if begins_great(before) && begins_great(own) => own,
        Some((before, own)) if before.ends_with("Controller") => own,
        _ => last,
    };
    words(own)
}

fn begins_great(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}
