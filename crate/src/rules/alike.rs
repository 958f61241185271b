//! Uses that one habit puts into a file several times are told once.

use crate::facts::SecurityUse;
use crate::finding::{Finding, Seen};

/// Places that a finding names beside the first.
const MOST_RELATED: usize = 20;

/// Groups of uses in one file that `sort` holds for the same, in the order of their first.
pub(super) fn groups<'u, K: PartialEq>(
    uses: impl Iterator<Item = &'u SecurityUse>,
    sort: impl Fn(&SecurityUse) -> K,
) -> Vec<Vec<&'u SecurityUse>> {
    let mut groups: Vec<(K, Vec<&SecurityUse>)> = Vec::new();
    for one in uses {
        let key = sort(one);
        // Uses come file by file.
        let mut own = groups.iter_mut().rev();
        let same = own.find(|(known, alike)| {
            *known == key && alike.first().is_some_and(|first| first.place.file == one.place.file)
        });
        match same {
            Some((_, alike)) => alike.push(one),
            None => groups.push((key, vec![one])),
        }
    }
    groups.into_iter().map(|(_, alike)| alike).collect()
}

/// One finding for a group, at its first.
pub(super) fn told<'s>(
    seen: &'s mut Seen,
    alike: &[&SecurityUse],
    message: impl FnOnce(&SecurityUse) -> String,
) -> Option<&'s mut Finding> {
    let (first, others) = alike.split_first()?;
    let finding = seen.violated(first.place, message(first)).sites(alike.len());
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, format!("`{}`", other.name));
    }
    Some(finding)
}
