//! What is said about single protocols.

use crate::extract::openapi::reader::Reader;
use crate::extract::openapi::reference::Target;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::Binding;

/// Settings of one binding that are kept.
const MOST_SETTINGS: usize = 60;
/// How deep they are looked for.
const DEEPEST: usize = 4;

impl Reader<'_> {
    pub(super) fn bindings(&mut self, id: NodeId) -> Vec<Binding> {
        let tree = self.tree;
        let Some(Target::Node(map)) = tree.member(id, "bindings").map(|id| self.follow_any(id)) else {
            return Vec::new();
        };
        let mut bindings = Vec::new();
        for (protocol, value) in tree.members(map).take(20) {
            let place = self.node_place(value);
            if let Target::Node(value) = self.follow_any(value) {
                bindings.push(Binding {
                    protocol: protocol.to_ascii_lowercase(),
                    settings: self.settings(value),
                    place,
                });
            }
        }
        bindings
    }

    /// Every scalar of an object, by the keys that lead to it.
    fn settings(&self, id: NodeId) -> Vec<(String, String)> {
        let tree = self.tree;
        let mut settings = Vec::new();
        let mut waiting = vec![(String::new(), id, 0)];
        while let Some((path, id, depth)) = waiting.pop() {
            if settings.len() >= MOST_SETTINGS {
                break;
            }
            if tree.shape(id) == Shape::Map && depth < DEEPEST {
                let inner = tree.members(id).take(MOST_SETTINGS).map(|(name, value)| {
                    let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                    (path, value, depth + 1)
                });
                let mut inner: Vec<_> = inner.collect();
                inner.reverse();
                waiting.extend(inner);
            } else {
                let value = match tree.bool(id) {
                    Some(value) => value.to_string(),
                    None => tree.written(id).unwrap_or_default().chars().take(80).collect(),
                };
                settings.push((path, value));
            }
        }
        settings
    }
}
