//! Which file of a submission an import means.

use super::index::{DeclaredIn, Node};
use super::{Import, ProtoFile};
use crate::collections::BTreeMap;
use crate::facts::FileEntry;

/// Files that one import may mean before the nearest is looked for.
const MOST_CANDIDATES: usize = 32;

/// Folders of definitions that everybody has, and the first part of the packages in them.
pub(super) const KNOWN: [(&str, &str); 9] = [
    ("google/protobuf/", "google"),
    ("google/api/", "google"),
    ("google/rpc/", "google"),
    ("google/type/", "google"),
    ("google/longrunning/", "google"),
    ("buf/validate/", "buf"),
    ("validate/", "validate"),
    ("gogoproto/", "gogoproto"),
    ("protoc-gen-openapiv2/", "grpc"),
];

/// Whether a file that was not handed in declares nothing that a name of this file could mean, unless the
/// name says so.
pub(super) fn is_known(file: &ProtoFile, import: &str) -> bool {
    let root = file.package.as_ref().map_or("", |package| root_of(&package.value));
    KNOWN.iter().any(|(folder, package)| import.starts_with(folder) && root != *package)
}

pub(super) fn root_of(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// The ends of every path, at the folders' bounds, and the files that have them.
pub(super) fn paths<'a>(files: &'a [FileEntry], nodes: &[Node]) -> BTreeMap<&'a str, Vec<DeclaredIn>> {
    let mut by_end: BTreeMap<&str, Vec<DeclaredIn>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let Some(file) = files.get(node.entry) else { continue };
        let mut end = file.path.as_str();
        loop {
            by_end.entry(end).or_default().push(DeclaredIn(at));
            match end.split_once('/') {
                Some((_, rest)) => end = rest,
                None => break,
            }
        }
    }
    by_end
}

/// What each import of a file means: a file whose path ends with it, or with which it ends.
pub(super) fn targets(
    files: &[FileEntry],
    nodes: &[Node],
    node: &Node,
    by_end: &BTreeMap<&str, Vec<DeclaredIn>>,
) -> Vec<Option<DeclaredIn>> {
    let Some(entry) = files.get(node.entry) else { return Vec::new() };
    let Some(file) = entry.facts.protos.get(node.part) else { return Vec::new() };
    let path = |id: &DeclaredIn| {
        let file = nodes.get(id.0).and_then(|node| files.get(node.entry));
        file.map_or("", |file| file.path.as_str())
    };
    // Beside the importing file first: two versions of one tree hold files of the same names.
    let nearest = |candidates: &[DeclaredIn]| {
        let few = candidates.iter().take(MOST_CANDIDATES);
        few.copied().max_by_key(|id| (shared(&entry.path, path(id)), std::cmp::Reverse(*id)))
    };
    let target = |import: &Import| {
        let mut end = import.path.as_str();
        if let Some(found) = by_end.get(end).and_then(|candidates| nearest(candidates)) {
            return Some(found);
        }
        // The folder that the import counts from was not handed in, only what is in it.
        while let Some((_, rest)) = end.split_once('/') {
            end = rest;
            let whole = by_end.get(end)?.iter().take(MOST_CANDIDATES).find(|id| path(id) == end);
            if whole.is_some() {
                return whole.copied();
            }
        }
        None
    };
    file.imports.iter().map(target).collect()
}

/// Length of what two paths have in common at their beginning.
fn shared(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}
