//! Puts a tree together from what a reader meets, in the order of the text.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Key, MOST_LEVELS, MOST_NODES, Node, NodeId, Tree, Value, merge};
use crate::artifact::Span;

#[derive(Debug, Default)]
pub(super) struct Builder<'a> {
    pub(super) tree: Tree<'a>,
    open: Vec<Frame>,
    /// The key that the next value belongs to.
    key: Option<Key<'a>>,
    /// Containers that are open and not kept, because they stand too deep or are too many.
    beyond: usize,
    /// Whether `<<` means a merge.
    merging: bool,
    told_levels: bool,
    told_nodes: bool,
}

#[derive(Debug)]
struct Frame {
    id: NodeId,
    last: Option<NodeId>,
    members: usize,
    /// It has a key `<<` (YAML 1.1, merge key type).
    merges: bool,
}

/// Bytes of a text in JSON for each value in it, where each has a line of its own.
const BYTES_OF_VALUE: usize = 48;

/// Members that are compared each with each, most often by their length alone; more are looked up.
const MANY: usize = 64;

impl<'a> Builder<'a> {
    /// One for a text of so many bytes: room for the values of most texts is taken once.
    pub(super) fn of_size(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.tree.nodes.reserve((bytes / BYTES_OF_VALUE).min(MOST_NODES));
        builder
    }

    /// One for which the key `<<` means a merge.
    pub(super) fn merging() -> Self {
        Self { merging: true, ..Self::default() }
    }

    pub(super) fn key(&mut self, text: Cow<'a, str>, start: usize, end: usize) {
        if self.beyond == 0 {
            self.key = Some(Key { text, span: Span::new(start, end) });
        }
    }

    pub(super) fn scalar(&mut self, value: Value<'a>, start: usize, end: usize) -> Option<NodeId> {
        if self.beyond > 0 { None } else { self.push(value, Span::new(start, end)) }
    }

    pub(super) fn open_list(&mut self, start: usize) -> Option<NodeId> {
        self.open(Value::List(None), start)
    }

    pub(super) fn open_map(&mut self, start: usize) -> Option<NodeId> {
        self.open(Value::Map(None), start)
    }

    /// Ends the innermost container.
    pub(super) fn close(&mut self, end: usize) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        self.key = None;
        let Some(frame) = self.open.pop() else { return };
        if let Some(node) = self.node_mut(frame.id) {
            node.span = Span::new(node.span.start as usize, end.max(node.span.start as usize));
        }
        self.find_duplicates(&frame);
        if frame.merges {
            merge::merge(&mut self.tree, frame.id);
        }
    }

    /// Where the last value that was kept ends: what a block in YAML ends with.
    pub(super) fn end_of_last(&self) -> usize {
        let last = self.open.last().and_then(|frame| frame.last);
        last.map_or(0, |id| self.tree.span(id).end as usize)
    }

    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Closes what is still open at the end of the text, and says where that was.
    pub(super) fn finish(mut self, end: usize) -> Tree<'a> {
        while self.beyond > 0 || self.is_open() {
            self.close(end);
        }
        self.tree
    }

    /// The keys that lead to the innermost open container, as people read them: `paths`, `/users`, `get`.
    pub(super) fn trail(&self) -> String {
        let mut trail: Vec<_> = self
            .open
            .iter()
            .filter_map(|frame| self.tree.key(frame.id))
            .map(|key| format!("`{}`", clipped(key)))
            .collect();
        trail.truncate(8);
        trail.join(" › ")
    }

    /// Whether an anchor's value is still being read: an alias to it would contain itself.
    pub(super) fn contains(&self, id: NodeId) -> bool {
        self.open.iter().any(|frame| frame.id == id)
    }

    fn open(&mut self, value: Value<'a>, start: usize) -> Option<NodeId> {
        if self.open.len() >= MOST_LEVELS && !std::mem::replace(&mut self.told_levels, true) {
            let text = format!("values nested deeper than {MOST_LEVELS} levels are left out");
            self.tree.fault(Span::new(start, start + 1), true, text);
        }
        let kept = self.beyond == 0 && self.open.len() < MOST_LEVELS;
        let id = if kept { self.push(value, Span::new(start, start)) } else { None };
        if let Some(id) = id {
            self.open.push(Frame { id, last: None, members: 0, merges: false });
        } else {
            self.beyond += 1;
            self.key = None;
        }
        id
    }

    fn push(&mut self, value: Value<'a>, span: Span) -> Option<NodeId> {
        if self.tree.nodes.len() >= MOST_NODES {
            if !std::mem::replace(&mut self.told_nodes, true) {
                let text = format!("the document has more than {MOST_NODES} values; the rest is left out");
                self.tree.fault(span, true, text);
            }
            return None;
        }
        let id = NodeId(u32::try_from(self.tree.nodes.len()).ok()?);
        let merges = self.merging && self.key.as_ref().is_some_and(|key| key.text == "<<");
        self.tree.nodes.push(Node { key: self.key.take(), value, span, next: None });
        match self.open.last_mut() {
            Some(frame) => {
                let (parent, before) = (frame.id, frame.last.replace(id));
                frame.members += 1;
                frame.merges |= merges;
                self.link(parent, before, id);
            }
            None if self.tree.root.is_none() => self.tree.root = Some(id),
            None => {}
        }
        Some(id)
    }

    fn link(&mut self, parent: NodeId, before: Option<NodeId>, id: NodeId) {
        match before.and_then(|before| self.node_mut(before)) {
            Some(before) => before.next = Some(id),
            None => {
                if let Some(Value::List(first) | Value::Map(first)) =
                    self.node_mut(parent).map(|node| &mut node.value)
                {
                    *first = Some(id);
                }
            }
        }
    }

    fn find_duplicates(&mut self, frame: &Frame) {
        if frame.members < 2 || !matches!(self.tree.value(frame.id), Some(Value::Map(_))) {
            return;
        }
        let found = match frame.members {
            ..=16 => self.repeated::<16>(frame.id),
            17..=MANY => self.repeated::<MANY>(frame.id),
            _ => self.repeated_of_many(frame),
        };
        self.tree.duplicates.extend(found);
    }

    /// Compares each of at most `MOST` members with each.
    fn repeated<const MOST: usize>(&self, map: NodeId) -> Vec<(NodeId, NodeId)> {
        let mut found = Vec::new();
        let mut known = [("", map); MOST];
        for (at, (key, id)) in self.tree.members(map).enumerate() {
            let earlier = known.get(..at).unwrap_or_default().iter().find(|(other, _)| *other == key);
            found.extend(earlier.map(|(_, earlier)| (*earlier, id)));
            if let Some(slot) = known.get_mut(at) {
                *slot = (key, id);
            }
        }
        found
    }

    fn repeated_of_many(&self, frame: &Frame) -> Vec<(NodeId, NodeId)> {
        let mut found = Vec::new();
        let mut first = HashMap::with_capacity(frame.members);
        for (key, id) in self.tree.members(frame.id) {
            if let Some(earlier) = first.get(key) {
                found.push((*earlier, id));
            } else {
                first.insert(key, id);
            }
        }
        found
    }

    fn node_mut(&mut self, id: NodeId) -> Option<&mut Node<'a>> {
        self.tree.nodes.get_mut(id.0 as usize)
    }
}

/// A key short enough for a sentence.
fn clipped(key: &str) -> String {
    if key.chars().count() <= 60 {
        key.to_owned()
    } else {
        let mut short: String = key.chars().take(59).collect();
        short.push('…');
        short
    }
}
