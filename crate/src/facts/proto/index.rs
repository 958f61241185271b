//! Which declaration a name means, across the files of a submission.

use std::collections::HashMap;

use super::imports::{KNOWN, is_known, paths, root_of, targets};
use super::{EnumType, Import, Message, ProtoFile};
use crate::collections::BTreeSet;
use crate::facts::FileEntry;

/// Files that are reached through public imports.
const MOST_PUBLIC: usize = 256;

/// Types that the language itself has.
const SCALARS: [&str; 15] = [
    "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64",
    "sfixed32", "sfixed64", "bool", "string", "bytes",
];

pub fn is_scalar(name: &str) -> bool {
    SCALARS.contains(&name)
}

/// A file of definitions, by its number within [`Protos`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeclaredIn(pub(super) usize);

#[derive(Clone, Copy, Debug)]
enum Symbol {
    Message(usize),
    Enum(usize),
}

/// What a name means.
#[derive(Clone, Copy, Debug)]
pub enum Resolved<'a> {
    Message(DeclaredIn, &'a Message),
    Enum(DeclaredIn, &'a EnumType),
    /// Declared, but in a file that is not imported.
    NotImported(DeclaredIn),
    /// It may be declared in a file that was not handed in.
    Unknown,
    /// Every file that could declare it was read, and none does.
    Missing,
}

/// Every file of definitions, and how they belong together.
#[derive(Clone, Debug, Default)]
pub struct Protos {
    nodes: Vec<Node>,
    symbols: HashMap<String, Vec<(DeclaredIn, Symbol)>>,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Of the file, and of the definitions within it.
    pub(super) entry: usize,
    pub(super) part: usize,
    /// What it and its imports show: each import's own file, and those that they import publicly.
    visible: BTreeSet<DeclaredIn>,
    /// What each import means, in their order.
    targets: Vec<Option<DeclaredIn>>,
    /// Every import was handed in whole.
    complete: bool,
}

impl Protos {
    pub fn link(files: &[FileEntry]) -> Self {
        let parts = files
            .iter()
            .enumerate()
            .flat_map(|(entry, file)| (0..file.facts.protos.len()).map(move |part| (entry, part)));
        let mut nodes: Vec<Node> = parts
            .map(|(entry, part)| Node {
                entry,
                part,
                visible: BTreeSet::new(),
                targets: Vec::new(),
                complete: false,
            })
            .collect();
        let mut linked = Self::default();
        let by_path = paths(files, &nodes);
        let targets: Vec<_> = nodes.iter().map(|node| targets(files, &nodes, node, &by_path)).collect();
        for (node, targets) in nodes.iter_mut().zip(targets) {
            node.targets = targets;
        }
        linked.nodes = nodes;
        for at in 0..linked.nodes.len() {
            let (visible, complete) = linked.reach(files, DeclaredIn(at));
            if let Some(node) = linked.nodes.get_mut(at) {
                (node.visible, node.complete) = (visible, complete);
            }
        }
        linked.declare(files);
        linked
    }

    fn declare(&mut self, files: &[FileEntry]) {
        for at in 0..self.nodes.len() {
            let id = DeclaredIn(at);
            let Some(file) = self.file(files, id) else { continue };
            let messages = file.messages.iter().enumerate();
            let messages = messages.map(|(at, message)| (&message.full_name, Symbol::Message(at)));
            let enums = file.enums.iter().enumerate();
            let enums = enums.map(|(at, declared)| (&declared.full_name, Symbol::Enum(at)));
            for (name, symbol) in messages.chain(enums) {
                self.symbols.entry(name.clone()).or_default().push((id, symbol));
            }
        }
    }

    /// Everything that a file sees, and whether all of that was handed in.
    fn reach(&self, files: &[FileEntry], from: DeclaredIn) -> (BTreeSet<DeclaredIn>, bool) {
        let mut visible = BTreeSet::from([from]);
        let mut waiting = vec![(from, true)];
        let mut complete = true;
        while let Some((at, own)) = waiting.pop() {
            let (Some(node), Some(file)) = (self.nodes.get(at.0), self.file(files, at)) else { continue };
            complete &= file.whole;
            for (import, target) in file.imports.iter().zip(&node.targets) {
                if !own && !import.public {
                    continue;
                }
                match target {
                    Some(target) if visible.len() < MOST_PUBLIC.max(file.imports.len()) => {
                        if visible.insert(*target) {
                            waiting.push((*target, false));
                        }
                    }
                    Some(_) => complete = false,
                    None => complete &= is_known(file, &import.path),
                }
            }
        }
        (visible, complete)
    }

    pub fn file<'a>(&self, files: &'a [FileEntry], id: DeclaredIn) -> Option<&'a ProtoFile> {
        let node = self.nodes.get(id.0)?;
        files.get(node.entry)?.facts.protos.get(node.part)
    }

    /// Every file with the definitions in it, in the order in which they were handed in.
    pub fn files<'a>(
        &'a self,
        files: &'a [FileEntry],
    ) -> impl Iterator<Item = (DeclaredIn, &'a FileEntry, &'a ProtoFile)> {
        self.nodes.iter().enumerate().filter_map(move |(at, node)| {
            let entry = files.get(node.entry)?;
            Some((DeclaredIn(at), entry, entry.facts.protos.get(node.part)?))
        })
    }

    pub fn path<'a>(&self, files: &'a [FileEntry], id: DeclaredIn) -> Option<&'a str> {
        files.get(self.nodes.get(id.0)?.entry).map(|file| file.path.as_str())
    }

    /// What the imports of a file mean.
    pub fn imports<'a>(
        &'a self,
        file: DeclaredIn,
        imports: &'a [Import],
    ) -> impl Iterator<Item = (&'a Import, Option<DeclaredIn>)> {
        let targets = self.nodes.get(file.0).map(|node| node.targets.as_slice()).unwrap_or_default();
        imports.iter().zip(targets.iter().copied())
    }

    /// Files that a file sees through one of its imports: that one, and what it imports publicly.
    pub fn seen_through(&self, files: &[FileEntry], import: DeclaredIn) -> BTreeSet<DeclaredIn> {
        let mut seen = BTreeSet::from([import]);
        let mut waiting = vec![import];
        while let Some(at) = waiting.pop() {
            let (Some(node), Some(file)) = (self.nodes.get(at.0), self.file(files, at)) else { continue };
            for (import, target) in file.imports.iter().zip(&node.targets) {
                if let Some(target) = target.filter(|_| import.public && seen.len() < MOST_PUBLIC)
                    && seen.insert(target)
                {
                    waiting.push(target);
                }
            }
        }
        seen
    }

    /// What a type's name means where it is used; `scope` is the full name of what it stands in.
    pub fn resolve<'a>(
        &self,
        files: &'a [FileEntry],
        at: DeclaredIn,
        scope: &str,
        name: &str,
    ) -> Resolved<'a> {
        let Some(node) = self.nodes.get(at.0) else { return Resolved::Unknown };
        let mut elsewhere = None;
        for full in candidates(scope, name) {
            let Some(symbols) = self.symbols.get(full.as_str()) else { continue };
            let own = symbols.iter().find(|(id, _)| *id == at);
            let seen = || symbols.iter().find(|(id, _)| node.visible.contains(id));
            if let Some((id, symbol)) = own.or_else(seen)
                && let Some(file) = self.file(files, *id)
            {
                return match symbol {
                    Symbol::Message(at) => file.messages.get(*at).map(|one| Resolved::Message(*id, one)),
                    Symbol::Enum(at) => file.enums.get(*at).map(|one| Resolved::Enum(*id, one)),
                }
                .unwrap_or(Resolved::Unknown);
            }
            elsewhere = elsewhere.or(symbols.first().map(|(id, _)| *id));
        }
        let given = KNOWN.iter().any(|(_, root)| root_of(name.trim_start_matches('.')) == *root);
        match elsewhere {
            _ if !node.complete || given => Resolved::Unknown,
            Some(id) => Resolved::NotImported(id),
            None => Resolved::Missing,
        }
    }
}

/// Full names that a name may mean, the innermost scope first (language specification, "Packages and Name
/// Resolution").
fn candidates<'a>(scope: &'a str, name: &'a str) -> impl Iterator<Item = String> + 'a {
    let absolute = name.strip_prefix('.');
    let mut around = (absolute.is_none()).then_some(scope);
    let mut last = Some(absolute.unwrap_or(name).to_owned());
    std::iter::from_fn(move || {
        if let Some(scope) = around.filter(|scope| !scope.is_empty()) {
            around = Some(super::scope_of(scope));
            return Some(format!("{scope}.{name}"));
        }
        last.take()
    })
}
