//! References: within the document, to other files of the submission, and to what is not there.

use std::collections::{BTreeMap, HashSet};

use super::forest::{Named, folder};
use super::location::split;
use super::reader::{Reader, clipped};
use crate::artifact::Place;
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
    /// The node itself, or what its `$ref` leads to through at most 64 others.
    pub(super) fn follow(&mut self, id: NodeId) -> Target {
        let tree = self.tree;
        let mut id = tree.resolved(id);
        for _ in 0..64 {
            let Some(reference) = tree.member(id, "$ref") else { return Target::Node(id) };
            let Some(written) = tree.text(reference) else { return Target::Node(id) };
            match self.target(reference, written) {
                Some(next) => id = next,
                None => return Target::Unread(self.located(reference, written)),
            }
        }
        Target::Node(id)
    }

    /// What a reference leads to; one that leads nowhere is a problem, one that leads out is written down.
    pub(super) fn target(&mut self, reference: NodeId, written: &'t str) -> Option<NodeId> {
        let (file, fragment) = split(written);
        let from = self.tree.part(reference);
        let part = if file.is_empty() { from } else { self.named_part(reference, from, file)? };
        // A name after the number sign is an anchor of JSON Schema, which is not followed.
        if !(fragment.is_empty() || fragment == "#" || fragment.starts_with("#/")) {
            return None;
        }
        let root = self.forest.texts.get(part)?.root;
        let target = root.and_then(|root| self.pointers.target(self.tree, root, fragment));
        if let Some(target) = target {
            self.reached.insert(part);
            return Some(target);
        }
        self.leads_nowhere(reference, written, part)
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
        strangers.0.entry(strangers.1).or_insert((place, 0)).1 += 1;
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
