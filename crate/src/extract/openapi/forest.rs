//! A contract together with the files of the submission that it refers to, as one tree.

use std::collections::{HashMap, HashSet};

use super::location::{joined, split};
use crate::artifact::{Companions, FileId, Place, Source, Span};
use crate::collections::{BTreeMap, Sort};
use crate::extract::tree::{self, Fault, NodeId, Shape, Tree};

/// Other files of one contract that are read.
const MOST_TEXTS: usize = 2_000;
/// Bytes of all of them together.
const MOST_BYTES: usize = 8_000_000;

/// One text of several.
pub(super) struct Text<'a> {
    pub(super) source: Source<'a>,
    pub(super) root: Option<NodeId>,
    pub(super) faults: Vec<Fault>,
    /// It is a contract by itself, which is reviewed on its own.
    pub(super) standalone: bool,
}

pub(super) struct Forest<'a> {
    pub(super) tree: Tree<'a>,
    /// By the part of the tree that each is; the contract itself comes first.
    pub(super) texts: Vec<Text<'a>>,
    /// Paths that are referred to, each with its part where it is there.
    asked: BTreeMap<String, Option<usize>>,
    /// Files that are there and were too many.
    pub(super) too_many: Vec<String>,
}

impl<'a> Forest<'a> {
    /// Reads a text and all that it refers to, directly or through others.
    pub(super) fn read(source: &Source<'a>, companions: &'a dyn Companions) -> Self {
        let mut tree = tree::read(source.text);
        let faults = std::mem::take(&mut tree.faults);
        let first = Text { source: *source, root: tree.root(), faults, standalone: true };
        let mut forest = Self { tree, texts: vec![first], asked: BTreeMap::new(), too_many: Vec::new() };
        forest.asked.insert(joined("", source.path).unwrap_or_default(), Some(0));
        let mut bytes = 0;
        let mut part = 0;
        while let Some(text) = forest.texts.get(part) {
            for path in forest.named_by(part, text.source.path) {
                let found = companions.find(&path);
                if found.is_some_and(|found| found.file == source.file) {
                    forest.asked.insert(path, Some(0));
                    continue;
                }
                let fits = found.is_none_or(|found| {
                    bytes += found.text.len();
                    forest.texts.len() < MOST_TEXTS && bytes <= MOST_BYTES
                });
                if !fits {
                    forest.too_many.push(path.clone());
                }
                let part = found.filter(|_| fits).map(|found| forest.take_in(found));
                forest.asked.insert(path, part);
            }
            part += 1;
        }
        forest
    }

    /// Paths that a part refers to and that were not asked for before, each once.
    fn named_by(&self, part: usize, base: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        let files = self.tree.texts_behind("$ref", part).map(|written| split(written).0);
        let fresh = files.filter(|file| !file.is_empty() && seen.insert(*file));
        let mut paths: Vec<_> = fresh.filter_map(|file| joined(base, file)).collect();
        paths.order();
        paths.dedup();
        paths.retain(|path| !self.asked.contains_key(path));
        paths
    }

    fn take_in(&mut self, source: Source<'a>) -> usize {
        let mut tree = tree::read(source.text);
        let faults = std::mem::take(&mut tree.faults);
        let root = self.tree.graft(tree);
        let has = |name| root.is_some_and(|root| self.tree.member(root, name).is_some());
        let standalone = has("openapi") || has("swagger");
        self.texts.push(Text { source, root, faults, standalone });
        self.texts.len() - 1
    }

    pub(super) fn place(&self, id: NodeId, span: Span) -> Place {
        let text = self.texts.get(self.tree.part(id)).or(self.texts.first());
        text.map(|text| text.source.place(span.start as usize, span.end as usize)).unwrap_or_default()
    }

    /// The part that a reference of another part means by its file.
    pub(super) fn part(&self, from: usize, file: &str) -> Named<'_> {
        let base = self.texts.get(from).map(|text| text.source.path).unwrap_or_default();
        let Some(path) = joined(base, file) else { return Named::Outside };
        match self.asked.get_key_value(&path) {
            Some((_, Some(part))) => Named::Part(*part),
            Some((path, None)) => Named::Absent(path),
            None => Named::Outside,
        }
    }

    /// Folders of which some file is there besides the contract.
    pub(super) fn folders(&self) -> HashSet<&str> {
        let found = self.asked.iter().filter(|(_, part)| part.is_some_and(|part| part > 0));
        found.map(|(path, _)| folder(path)).collect()
    }

    /// The paths that were asked for, without the contract's own.
    pub(super) fn asked(&self) -> impl Iterator<Item = (&str, Option<usize>)> {
        self.asked.iter().filter(|(_, part)| **part != Some(0)).map(|(path, part)| (path.as_str(), *part))
    }

    pub(super) fn standalone(&self) -> HashSet<FileId> {
        self.texts.iter().skip(1).filter(|text| text.standalone).map(|text| text.source.file).collect()
    }

    pub(super) fn is_whole(&self) -> bool {
        !self.texts.iter().flat_map(|text| &text.faults).any(|fault| fault.lost)
    }

    /// The length of all texts together.
    pub(super) fn bytes(&self) -> usize {
        self.texts.iter().map(|text| text.source.text.len()).sum()
    }

    /// The root of the contract, where it is an object.
    pub(super) fn root(&self) -> Option<NodeId> {
        self.tree.root().filter(|root| self.tree.shape(*root) == Shape::Map)
    }
}

/// What the file part of a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named<'f> {
    Part(usize),
    /// A path of the submission that nothing lies at.
    Absent(&'f str),
    /// Not in the submission: another host, or above its folders.
    Outside,
}

pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Which part each file of a reference is, so that equal references are looked up once.
pub(super) type Known<'t> = HashMap<(usize, &'t str), Named<'t>>;
