//! Which document is the later version of which.

use crate::collections::BTreeMap;
use crate::facts::baseline::path_within_version;

/// What a document is known by.
pub(super) struct Known<'a, T> {
    pub(super) document: &'a T,
    /// Of its file.
    pub(super) path: &'a str,
    /// Its title or package; empty where it has none.
    pub(super) name: &'a str,
}

type Key = (String, String);

/// Pairs each earlier document with its later version: of the same path below the folder of its version, else
/// of the same name, else the only one left on either side. Each stands in one pair at most.
pub(super) fn pairs<'a, T>(earlier: Vec<Known<'a, T>>, later: Vec<Known<'a, T>>) -> Vec<(&'a T, &'a T)> {
    let whole = |known: &Known<'_, T>| Some((path_within_version(known.path), known.name.to_owned()));
    let path = |known: &Known<'_, T>| Some((path_within_version(known.path), String::new()));
    let name =
        |known: &Known<'_, T>| (!known.name.is_empty()).then(|| (String::new(), known.name.to_owned()));
    let mut pairs = Vec::new();
    let (earlier, later) = matched(earlier, later, &mut pairs, whole);
    let (earlier, later) = matched(earlier, later, &mut pairs, path);
    let (earlier, later) = matched(earlier, later, &mut pairs, name);
    if let ([one], [other]) = (earlier.as_slice(), later.as_slice()) {
        pairs.push((one.document, other.document));
    }
    pairs
}

/// Pairs those of one key, and gives what is left on either side.
fn matched<'a, T>(
    earlier: Vec<Known<'a, T>>,
    later: Vec<Known<'a, T>>,
    pairs: &mut Vec<(&'a T, &'a T)>,
    key: impl Fn(&Known<'a, T>) -> Option<Key>,
) -> (Vec<Known<'a, T>>, Vec<Known<'a, T>>) {
    let mut first: BTreeMap<Key, Known<'a, T>> = BTreeMap::new();
    let mut left_later = Vec::new();
    for known in later {
        match key(&known) {
            Some(key) if !first.contains_key(&key) => {
                first.insert(key, known);
            }
            _ => left_later.push(known),
        }
    }
    let mut left_earlier = Vec::new();
    for known in earlier {
        match key(&known).and_then(|key| first.remove(&key)) {
            Some(other) => pairs.push((known.document, other.document)),
            None => left_earlier.push(known),
        }
    }
    left_later.extend(first.into_values());
    (left_earlier, left_later)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Document = (&'static str, &'static str);

    fn paired(earlier: &[Document], later: &[Document]) -> Vec<(&'static str, &'static str)> {
        let known = |document| {
            let (path, name): &Document = document;
            Known { document, path, name }
        };
        let pairs = pairs(earlier.iter().map(known).collect(), later.iter().map(known).collect());
        pairs.into_iter().map(|(one, other)| (one.0, other.0)).collect()
    }

    #[test]
    fn a_path_says_more_than_a_name_and_a_name_more_than_being_alone() {
        let earlier = [("before/a.yaml", "Pets"), ("before/b.yaml", "Shops"), ("before/c.yaml", "Toys")];
        let later = [("after/b.yaml", "Pets"), ("after/x.yaml", "Pets"), ("after/z.yaml", "Things")];
        assert_eq!(
            paired(&earlier, &later),
            [
                ("before/b.yaml", "after/b.yaml"),
                ("before/a.yaml", "after/x.yaml"),
                ("before/c.yaml", "after/z.yaml")
            ]
        );
    }

    #[test]
    fn what_has_no_counterpart_is_not_paired() {
        let pairs = paired(&[("before/a.yaml", ""), ("before/b.yaml", "")], &[("after/c.yaml", "")]);
        assert!(pairs.is_empty());
    }
}
