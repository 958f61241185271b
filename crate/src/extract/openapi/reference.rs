//! References: within the document, to other files of the submission, and to what is not there.

use std::collections::HashSet;

use super::anchors::Anchors;
use super::component::Component;
use super::forest::{Named, folder};
use super::location::split;
use super::reader::{Reader, clipped};
use super::version::Version;
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::extract::tree::NodeId;
use crate::facts::{Coverage, Located, ProblemKind};

/// References that lead to what is not in the submission: each place once, with how many lead there.
#[derive(Default)]
pub(super) struct Strangers<'t> {
    /// Files of the submission's folders that were not handed in.
    absent: BTreeMap<&'t str, (Place, usize)>,
    /// Other hosts, and files above the submission.
    outside: BTreeMap<&'t str, (Place, usize)>,
}

/// Where a reference leads.
pub(super) enum Target {
    Node(NodeId),
    /// Out of what was handed in, or nowhere.
    Unread(Located<String>),
}

impl<'t> Reader<'t> {
    /// The node itself, or what its `$ref` leads to through at most 64 others, where that is of the kind that
    /// belongs there.
    pub(super) fn follow(&mut self, id: NodeId, kind: Component) -> Target {
        self.follow_to(id, Some(kind))
    }

    /// As [`Self::follow`], where the kinds of components are not those of OpenAPI.
    pub(super) fn follow_any(&mut self, id: NodeId) -> Target {
        self.follow_to(id, None)
    }

    fn follow_to(&mut self, id: NodeId, kind: Option<Component>) -> Target {
        let tree = self.tree;
        let mut id = tree.resolved(id);
        let Some(mut reference) = tree.member(id, "$ref") else { return Target::Node(id) };
        let mut way = vec![id];
        loop {
            let Some(written) = tree.text(reference) else { return Target::Node(id) };
            if let Some(kind) = kind {
                self.beside(id, reference, kind);
            }
            let next = match self.target(reference, written) {
                Some(next) if kind.is_none_or(|kind| self.is_of(kind, reference, written)) => next,
                _ => return Target::Unread(self.located(reference, written)),
            };
            if way.contains(&next) || way.len() >= 64 {
                if self.is_first(reference) {
                    let message = format!("`{}` leads back to itself", clipped(written));
                    self.problem(ProblemKind::CircularReference, self.value_place(reference), message);
                }
                return Target::Unread(self.located(reference, written));
            }
            way.push(next);
            id = next;
            let Some(further) = tree.member(id, "$ref") else {
                self.targets.extend(kind.map(|kind| (id, kind)));
                return Target::Node(id);
            };
            reference = further;
        }
    }

    /// Whether a reference leads to the kind of component that belongs to its place, as far as it says one.
    pub(super) fn is_of(&mut self, kind: Component, reference: NodeId, written: &str) -> bool {
        let Some(found) = Component::of(split(written).1, self.version).filter(|found| *found != kind) else {
            return true;
        };
        if self.is_first(reference) {
            let (expected, is) = (kind.name(), found.name());
            let message = format!("`$ref` leads to {is}, `{}`, where {expected} belongs", clipped(written));
            self.problem(ProblemKind::UnresolvedReference, self.value_place(reference), message);
        }
        false
    }

    /// What a reference leads to; one that leads nowhere is a problem, one that leads out is written down.
    pub(super) fn target(&mut self, reference: NodeId, written: &'t str) -> Option<NodeId> {
        self.references += 1;
        if let Some(known) = self.once.targets.get(&reference) {
            return Some(*known);
        }
        let (file, fragment) = split(written);
        let from = self.tree.part(reference);
        let identified = if file.is_empty() { None } else { self.identified(file) };
        let part = match identified {
            Some(base) => self.tree.part(base),
            None if file.is_empty() => from,
            None => self.named_part(reference, from, file)?,
        };
        let root = identified.or(self.forest.texts.get(part)?.root);
        let target = match root {
            Some(root) if fragment.is_empty() || fragment == "#" => Some(root),
            Some(root) if fragment.starts_with("#/") => self.pointers.target(self.tree, root, fragment),
            _ => fragment.strip_prefix('#').and_then(|name| self.anchors().named(part, name)),
        };
        if let Some(target) = target {
            self.reached.insert(part);
            self.once.targets.insert(reference, target);
            return Some(target);
        }
        self.leads_nowhere(reference, written, part)
    }

    /// The schema that calls itself by this address. Before 3.1 none does.
    fn identified(&mut self, address: &str) -> Option<NodeId> {
        if self.version < Version::V31 { None } else { self.anchors().identified(address) }
    }

    fn anchors(&mut self) -> &Anchors<'t> {
        let tree = self.tree;
        self.anchors.get_or_insert_with(|| Anchors::of(tree))
    }

    /// Whether something that was referred to was not handed in.
    pub(super) fn leads_out(&self) -> bool {
        !(self.strangers.absent.is_empty() && self.strangers.outside.is_empty())
    }

    /// The part that a file is, where it was handed in.
    fn named_part(&mut self, reference: NodeId, from: usize, file: &'t str) -> Option<usize> {
        let forest = self.forest;
        let named = *self.parts_named.entry((from, file)).or_insert_with(|| forest.part(from, file));
        let strangers = match named {
            Named::Part(part) => return Some(part),
            Named::Absent(path) => (&mut self.strangers.absent, path),
            Named::Outside => (&mut self.strangers.outside, file),
        };
        let place = forest.place(reference, self.tree.span(reference));
        let count = usize::from(self.strangers_met.insert(reference));
        strangers.0.entry(strangers.1).or_insert((place, 0)).1 += count;
        None
    }

    fn leads_nowhere(&mut self, reference: NodeId, written: &'t str, part: usize) -> Option<NodeId> {
        let fragment = split(written).1;
        // A part of a contract is often written as if it stood in the contract.
        let in_contract = part > 0
            && part == self.tree.part(reference)
            && self.forest.texts.get(part).is_some_and(|text| !text.standalone);
        let meant = if in_contract { self.pointers.target(self.tree, self.root, fragment) } else { None };
        if self.is_first(reference) {
            let place = self.value_place(reference);
            let message = match self.forest.texts.get(part) {
                Some(text) if part > 0 && split(written).0.is_empty() => {
                    let own = clipped(text.source.path);
                    let rest = if meant.is_some() { ", but in the document that uses it" } else { "" };
                    format!("`$ref` leads to `{}`, which does not exist in `{own}`{rest}", clipped(written))
                }
                _ => {
                    let root = self.forest.texts.get(part).and_then(|text| text.root);
                    let near = root.and_then(|root| self.pointers.neighbour(self.tree, root, fragment));
                    let near =
                        near.map(|name| format!("; did you mean `{}`?", clipped(name))).unwrap_or_default();
                    format!("`$ref` leads to `{}`, which does not exist{near}", clipped(written))
                }
            };
            self.problem(ProblemKind::UnresolvedReference, place, message);
        }
        meant
    }

    /// Says which files and hosts are not read. A file that is missing among others of its folder is a problem.
    pub(super) fn tell_strangers(&mut self, coverage: &mut Coverage) {
        let strangers = std::mem::take(&mut self.strangers);
        let folders: HashSet<&str> = self.forest.folders();
        for (path, (place, count)) in strangers.absent {
            let path_shown = clipped(path);
            let text =
                format!("`{path_shown}` was not handed in{}: what it holds is not known", times(count));
            coverage.missed(Some(place).filter(|place| place.file == self.file()), text);
            if folders.contains(folder(path)) {
                let message = format!("`{path_shown}` is not there, though other files of its folder are");
                self.problem(ProblemKind::AbsentFile, place, message);
            }
        }
        let count: usize = strangers.outside.values().map(|(_, count)| count).sum();
        if let Some((first, (place, _))) = strangers.outside.first_key_value() {
            let first = clipped(first);
            let text = format!("`{first}` leads out of the submission{}: nothing is fetched", times(count));
            coverage.missed(Some(*place).filter(|place| place.file == self.file()), text);
        }
        for path in &self.forest.too_many {
            coverage
                .missed(None, format!("`{}` is not read: the files together are too large", clipped(path)));
        }
    }
}

/// " (12 references in all)", where there are several.
fn times(count: usize) -> String {
    if count > 1 { format!(" ({count} references in all)") } else { String::new() }
}
