//! Several texts as one tree: the nodes of each follow those of the one before, so that a number alone says
//! which text a node stands in.

use super::{Node, NodeId, Tree, Value};

/// Bytes of a text that may be a reference.
const LONGEST_POINTER: usize = 1_000;

impl<'a> Tree<'a> {
    /// Takes in the nodes of another text, as a part of their own. Returns its root; `None` where it has none,
    /// or where the nodes of both together are too many for their numbers.
    pub(in crate::extract) fn graft(&mut self, other: Tree<'a>) -> Option<NodeId> {
        let by = u32::try_from(self.nodes.len()).ok()?;
        u32::try_from(self.nodes.len() + other.nodes.len()).ok()?;
        self.starts.push(NodeId(by));
        let shift = |id: NodeId| NodeId(id.0.saturating_add(by));
        self.nodes.extend(other.nodes.into_iter().map(|mut node| {
            node.next = node.next.map(shift);
            match &mut node.value {
                Value::List(Some(id)) | Value::Map(Some(id)) | Value::Alias(id) => *id = shift(*id),
                _ => {}
            }
            node
        }));
        let duplicates = other.duplicates.into_iter();
        self.duplicates.extend(duplicates.map(|(earlier, later)| (shift(earlier), shift(later))));
        other.root.map(shift)
    }

    /// The text that a node stands in: 0 for the first, 1 for the first that was taken in.
    pub(in crate::extract) fn part(&self, id: NodeId) -> usize {
        self.starts.partition_point(|start| *start <= id)
    }

    /// The texts behind a key, wherever it stands in one part.
    pub(in crate::extract) fn texts_behind<'t>(
        &'t self,
        key: &'t str,
        part: usize,
    ) -> impl Iterator<Item = &'t str> {
        self.behind(move |own| own == key, part).filter_map(|node| match &node.value {
            Value::Text(text) => Some(text.as_ref()),
            _ => None,
        })
    }

    /// Whether one of these keys stands anywhere in one part.
    pub(in crate::extract) fn has_key(&self, keys: &[&str], part: usize) -> bool {
        self.behind(|own| keys.contains(&own), part).next().is_some()
    }

    fn behind<'t>(
        &'t self,
        is_key: impl Fn(&str) -> bool,
        part: usize,
    ) -> impl Iterator<Item = &'t Node<'a>> {
        let bound = |part: usize| self.starts.get(part).map_or(self.nodes.len(), |start| start.0 as usize);
        let first = part.checked_sub(1).map_or(0, bound);
        let nodes = self.nodes.get(first..bound(part)).unwrap_or_default();
        nodes.iter().filter(move |node| node.key.as_ref().is_some_and(|own| is_key(&own.text)))
    }

    /// Texts that may lead to a place of a document (`#/a/b`), in their order; long ones are prose.
    pub(in crate::extract) fn pointers(&self) -> impl Iterator<Item = (NodeId, &str)> {
        self.nodes.iter().zip(0..).filter_map(|(node, at)| match &node.value {
            // Few texts hold the first sign, which is found faster than both.
            Value::Text(text)
                if text.len() <= LONGEST_POINTER && text.contains('#') && text.contains("#/") =>
            {
                Some((NodeId(at), text.as_ref()))
            }
            _ => None,
        })
    }

    /// Whether something stands at several places by way of an alias.
    pub(in crate::extract) fn has_aliases(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node.value, Value::Alias(_)))
    }

    /// The maps that have one of these keys, each with that member, in the order of the text.
    pub(in crate::extract) fn owners(&self, keys: &[&str]) -> Vec<(NodeId, NodeId)> {
        let mut owners = Vec::new();
        for at in 0..self.nodes.len() {
            let Ok(id) = u32::try_from(at).map(NodeId) else { break };
            if matches!(self.node(id).map(|node| &node.value), Some(Value::Map(_))) {
                let wanted = |member: &NodeId| self.key(*member).is_some_and(|key| keys.contains(&key));
                owners.extend(self.children(id).filter(wanted).map(|member| (id, member)));
            }
        }
        owners
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::tree::read;

    #[test]
    fn a_text_that_is_taken_in_keeps_its_form() {
        let mut tree = read("a: {$ref: 'b'}\n");
        let root = tree.graft(read("c: &x [1, 2]\nd: *x\n$ref: e\n")).unwrap();
        let list = tree.member(root, "d").unwrap();
        let numbers: Vec<_> = tree.children(list).filter_map(|id| tree.written(id)).collect();
        assert_eq!(numbers, ["1", "2"]);
        assert_eq!((tree.part(tree.root().unwrap()), tree.part(root), tree.part(list)), (0, 1, 1));
        assert_eq!(tree.texts_behind("$ref", 0).collect::<Vec<_>>(), ["b"]);
        assert_eq!(tree.texts_behind("$ref", 1).collect::<Vec<_>>(), ["e"]);
    }
}
