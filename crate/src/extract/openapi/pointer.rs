//! Follows JSON pointers within the document (RFC 6901, in the fragment form of its section 6).

use std::collections::HashMap;

use super::nearest::nearest;
use crate::collections::NumberMap;
use crate::extract::tree::{NodeId, Shape, Tree};

/// Pointers for which a neighbour is looked for.
const MOST_COMPARED: usize = 50;

#[derive(Default)]
pub(super) struct Pointers<'t> {
    known: HashMap<(NodeId, &'t str), Option<NodeId>>,
    /// The members of maps that were asked for, by name.
    members: NumberMap<NodeId, HashMap<&'t str, NodeId>>,
    compared: usize,
}

impl<'t> Pointers<'t> {
    /// The node that `#/components/schemas/Pet` leads to from the root.
    pub(super) fn target(&mut self, tree: &'t Tree<'t>, root: NodeId, written: &'t str) -> Option<NodeId> {
        if let Some(known) = self.known.get(&(root, written)) {
            return *known;
        }
        let target = written.split('/').skip(1).try_fold(root, |id, step| self.step(tree, id, step));
        self.known.insert((root, written), target);
        target
    }

    /// A name much like the one that a pointer fails at, of the map that should have it; for a few pointers.
    pub(super) fn neighbour(&mut self, tree: &'t Tree<'t>, root: NodeId, written: &str) -> Option<&'t str> {
        self.compared += 1;
        if self.compared > MOST_COMPARED {
            return None;
        }
        let (map, name) = written.rsplit_once('/')?;
        let map = map.split('/').skip(1).try_fold(root, |id, step| self.step(tree, id, step))?;
        nearest(&decoded(name), tree.members(map).map(|(name, _)| name))
    }

    fn step(&mut self, tree: &'t Tree<'t>, id: NodeId, step: &str) -> Option<NodeId> {
        let name = decoded(step);
        let id = tree.resolved(id);
        if tree.shape(id) == Shape::List {
            return tree.children(id).nth(name.parse().ok()?).map(|child| tree.resolved(child));
        }
        let members = self.members.entry(id).or_insert_with(|| tree.members(id).collect());
        members.get(name.as_str()).map(|child| tree.resolved(*child))
    }
}

/// A step with `%41`, `~1` and `~0` replaced by what they stand for.
pub(super) fn decoded(step: &str) -> String {
    let text = if step.contains('%') { percent_decoded(step) } else { step.to_owned() };
    if text.contains('~') { text.replace("~1", "/").replace("~0", "~") } else { text }
}

fn percent_decoded(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = if *first == b'%' { after.get(..2).and_then(hexadecimal) } else { None };
        bytes.push(digits.unwrap_or(*first));
        rest = if digits.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits).ok()?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u8::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tree;

    #[test]
    fn pointers_are_decoded_step_by_step() {
        let tree = tree::read(r#"{"paths": {"/a/{b}": {"get": 1}, "~x": [5, 6]}, "ü": 7}"#);
        let root = tree.root().unwrap();
        let mut pointers = Pointers::default();
        let mut written = |pointer: &'static str| {
            pointers.target(&tree, root, pointer).and_then(|id| tree.written(id)).map(str::to_owned)
        };
        assert_eq!(written("#/paths/~1a~1%7Bb%7D/get").as_deref(), Some("1"));
        assert_eq!(written("#/paths/~0x/1").as_deref(), Some("6"));
        assert_eq!(written("#/%C3%BC").as_deref(), Some("7"));
        assert_eq!(written("#/paths/nothing"), None);
    }
}
