//! One tree for JSON and YAML that keeps where everything stands. What cannot be read becomes a fault, and
//! the rest is there all the same: a document that is cut in half gives its first half.
//!
//! Nodes live in one vector, so that neither building, walking nor dropping a tree recurses.

mod build;
mod char_offsets;
mod graft;
mod json;
mod json_text;
mod layout;
mod merge;
mod plain;
mod stream;
mod yaml;

use std::borrow::Cow;

use crate::artifact::Span;

/// Values that stand deeper are left out.
const MOST_LEVELS: usize = 200;
/// Values past this number are left out; it bounds what merge keys can make of a small text.
const MOST_NODES: usize = 4_000_000;
/// Faults past this number are counted, not told.
const MOST_FAULTS: usize = 100;

/// A text as nested values. All spans are bytes of the text that was read.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    root: Option<NodeId>,
    /// The first nodes of the texts that were taken in.
    starts: Vec<NodeId>,
    pub(super) faults: Vec<Fault>,
    /// Keys that a map has twice: the earlier node, the later node.
    pub(super) duplicates: Vec<(NodeId, NodeId)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

/// Something in the text that could not be read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) text: String,
    /// Something was left out; otherwise it was read as it was evidently meant.
    pub(super) lost: bool,
}

#[derive(Debug)]
struct Node<'a> {
    key: Option<Key<'a>>,
    value: Value<'a>,
    span: Span,
    next: Option<NodeId>,
}

#[derive(Clone, Debug)]
struct Key<'a> {
    text: Cow<'a, str>,
    span: Span,
}

#[derive(Clone, Debug)]
enum Value<'a> {
    Null,
    Bool(bool),
    /// As written.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// The first of its values.
    List(Option<NodeId>),
    /// The first of its members, each of which has a key.
    Map(Option<NodeId>),
    /// What an anchor names.
    Alias(NodeId),
}

/// What a value is, without what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Bool,
    Number,
    Text,
    List,
    Map,
}

impl Shape {
    /// As a sentence says it: "a list".
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::List => "a list",
            Self::Map => "an object",
        }
    }
}

/// Reads a text as JSON where it begins like JSON, as YAML otherwise.
pub(super) fn read(text: &str) -> Tree<'_> {
    if json::looks_like_json(text) { json::read(text) } else { yaml::read(text) }
}

/// The documents of a text, as ranges of bytes: those that lines of `---` part, without those that are empty.
pub(super) fn documents(text: &str) -> Vec<(usize, usize)> {
    if json::looks_like_json(text) { vec![(0, text.len())] } else { stream::documents(text) }
}

impl<'a> Tree<'a> {
    pub(super) fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// The node itself, or what it is an alias of. An alias never leads to another alias.
    pub(super) fn resolved(&self, id: NodeId) -> NodeId {
        match self.node(id).map(|node| &node.value) {
            Some(Value::Alias(target)) => *target,
            _ => id,
        }
    }

    pub(super) fn shape(&self, id: NodeId) -> Shape {
        match self.value(id) {
            Some(Value::Bool(_)) => Shape::Bool,
            Some(Value::Number(_)) => Shape::Number,
            Some(Value::Text(_)) => Shape::Text,
            Some(Value::List(_)) => Shape::List,
            Some(Value::Map(_)) => Shape::Map,
            Some(Value::Null | Value::Alias(_)) | None => Shape::Null,
        }
    }

    /// The text of a string.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match self.value(id)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a string or number.
    pub(super) fn written(&self, id: NodeId) -> Option<&str> {
        match self.value(id)? {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn bool(&self, id: NodeId) -> Option<bool> {
        match self.value(id)? {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Members of a map or values of a list, in their order; nothing for others.
    pub(super) fn children(&self, id: NodeId) -> Children<'_, 'a> {
        let next = match self.value(id) {
            Some(Value::List(first) | Value::Map(first)) => *first,
            _ => None,
        };
        Children { tree: self, next }
    }

    /// Members of a map with their keys.
    pub(super) fn members(&self, id: NodeId) -> impl Iterator<Item = (&str, NodeId)> {
        self.children(id).filter_map(|child| Some((self.key(child)?, child)))
    }

    /// The member of that name; the last one where there are several, as most readers do.
    pub(super) fn member(&self, id: NodeId, name: &str) -> Option<NodeId> {
        let mut named = self.members(id).filter(|(key, _)| *key == name).map(|(_, child)| child);
        if self.duplicates.is_empty() { named.next() } else { named.last() }
    }

    /// The key that a node stands behind.
    pub(super) fn key(&self, id: NodeId) -> Option<&str> {
        self.node(id)?.key.as_ref().map(|key| key.text.as_ref())
    }

    /// Where the key stands, or the value where it has none.
    pub(super) fn key_span(&self, id: NodeId) -> Span {
        self.node(id).map(|node| node.key.as_ref().map_or(node.span, |key| key.span)).unwrap_or_default()
    }

    /// Where the value stands; for an alias the alias.
    pub(super) fn span(&self, id: NodeId) -> Span {
        self.node(id).map(|node| node.span).unwrap_or_default()
    }

    fn node(&self, id: NodeId) -> Option<&Node<'a>> {
        self.nodes.get(id.0 as usize)
    }

    fn value(&self, id: NodeId) -> Option<&Value<'a>> {
        self.node(self.resolved(id)).map(|node| &node.value)
    }

    fn fault(&mut self, span: Span, lost: bool, text: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { span, text: text.into(), lost });
        }
    }
}

pub(super) struct Children<'t, 'a> {
    tree: &'t Tree<'a>,
    next: Option<NodeId>,
}

impl Iterator for Children<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = self.tree.node(id).and_then(|node| node.next);
        Some(id)
    }
}

#[cfg(test)]
mod tests;
