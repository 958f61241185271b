//! Names that schemas give to places from 3.1 on: `$anchor`, `$dynamicAnchor`, `$id`, and `$self` of 3.2.

use std::collections::HashMap;

use crate::extract::tree::{NodeId, Tree};

#[derive(Debug, Default)]
pub(super) struct Anchors<'t> {
    by_name: HashMap<(usize, &'t str), NodeId>,
    by_id: HashMap<&'t str, NodeId>,
}

impl<'t> Anchors<'t> {
    pub(super) fn of(tree: &'t Tree<'t>) -> Self {
        let mut anchors = Self::default();
        for (owner, member) in tree.owners(&["$anchor", "$dynamicAnchor", "$id", "$self"]) {
            let (Some(key), Some(name)) = (tree.key(member), tree.text(member)) else { continue };
            if key == "$id" || key == "$self" {
                anchors.by_id.entry(name.trim_end_matches('#')).or_insert(owner);
            } else {
                anchors.by_name.entry((tree.part(owner), name)).or_insert(owner);
            }
        }
        anchors
    }

    /// The schema that has an anchor, in one part.
    pub(super) fn named(&self, part: usize, name: &str) -> Option<NodeId> {
        self.by_name.get(&(part, name)).copied()
    }

    /// The schema or document that says this address of itself.
    pub(super) fn identified(&self, address: &str) -> Option<NodeId> {
        self.by_id.get(address).copied()
    }
}
