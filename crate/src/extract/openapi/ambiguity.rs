//! Paths that one request may match both, neither of which is the closer one: `/{kind}/mine` and
//! `/wasps/{id}` (OpenAPI 3.0.3, 4.7.8.2).

use super::operation::Item;
use super::reader::{Reader, clipped};
use crate::collections::BTreeMap;
use crate::facts::{Located, ProblemKind};

/// Pairs of paths that are compared.
const MOST_PAIRS: usize = 500_000;
/// Segments of a path that is compared.
const MOST_SEGMENTS: usize = 40;
/// Places that are named.
const MOST_NAMED: usize = 20;

impl Reader<'_> {
    pub(super) fn ambiguous_pairs<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        let mut by_length: BTreeMap<usize, Vec<(Vec<&str>, &Item)>> = BTreeMap::new();
        for item in items {
            let segments: Vec<&str> = item.path.split('/').collect();
            if segments.len() <= MOST_SEGMENTS {
                by_length.entry(segments.len()).or_default().push((segments, item));
            }
        }
        let mut left = MOST_PAIRS;
        let mut found: Vec<(&Item, &Item)> = Vec::new();
        for (_, paths) in by_length {
            for (at, (one, item)) in paths.iter().enumerate() {
                for (other, earlier) in paths.iter().take(at) {
                    left = left.saturating_sub(1);
                    if left > 0 && are_ambiguous(one, other) && self.share_method(item, earlier) {
                        found.push((item, earlier));
                    }
                }
            }
        }
        let Some(((item, other), others)) = found.split_first() else { return };
        let mut related = vec![Located { value: "the other path".to_owned(), place: other.place }];
        related.extend(others.iter().take(MOST_NAMED).map(|(item, other)| Located {
            value: format!("`{}` and `{}`", clipped(&item.path), clipped(&other.path)),
            place: item.place,
        }));
        let message = format!(
            "a request can match `{}` as well as `{}`, neither of them more closely",
            clipped(&item.path),
            clipped(&other.path)
        );
        self.many(ProblemKind::AmbiguousPath, item.place, message, related, found.len());
    }
}

/// Each has a word where the other has a parameter, and elsewhere they agree.
fn are_ambiguous(one: &[&str], other: &[&str]) -> bool {
    let is_parameter = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let (mut first, mut second) = (false, false);
    for (own, its) in one.iter().zip(other) {
        match (is_parameter(own), is_parameter(its)) {
            (true, false) => first = true,
            (false, true) => second = true,
            (true, true) => {}
            (false, false) if own == its => {}
            (false, false) => return false,
        }
        // A segment that a parameter is a part of may be either.
        if [own, its].iter().any(|segment| !is_parameter(segment) && segment.contains('{')) {
            return false;
        }
    }
    first && second
}
