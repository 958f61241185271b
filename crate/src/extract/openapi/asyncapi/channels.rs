//! Channels with their addresses and messages.

use std::collections::HashMap;

use super::messages::Messages;
use super::objects;
use crate::extract::openapi::reader::{Reader, clipped};
use crate::extract::openapi::reference::Target;
use crate::extract::openapi::template::names;
use crate::extract::openapi::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Channel, Located, ProblemKind};

/// Channels past this number are left out.
const MOST_CHANNELS: usize = 20_000;

#[derive(Default)]
pub(super) struct Channels {
    pub(super) list: Vec<Channel>,
    /// What each was read from.
    pub(super) nodes: Vec<NodeId>,
    pub(super) known: HashMap<NodeId, usize>,
}

impl Reader<'_> {
    pub(super) fn channels(&mut self, messages: &mut Messages) -> Channels {
        let tree = self.tree;
        let mut channels = Channels::default();
        for (name, id) in tree.member(self.root, "channels").into_iter().flat_map(|map| tree.members(map)) {
            if name.starts_with("x-") {
                continue;
            }
            if channels.list.len() >= MOST_CHANNELS {
                self.left_out += 1;
                continue;
            }
            let place = self.node_place(id);
            let Target::Node(id) = self.follow_any(id) else { continue };
            if !self.check(id, &objects::CHANNEL) {
                continue;
            }
            let address = if self.version == Version::Events2 {
                Some(name.to_owned())
            } else {
                self.text_member(id, "address").map(str::to_owned)
            };
            self.named_servers(id);
            if let Some(address) = &address {
                let at = tree.member(id, "address").unwrap_or(id);
                self.address_problems_of(at, address);
            }
            self.channel_parameters(id, address.as_deref(), place);
            channels.known.insert(id, channels.list.len());
            channels.nodes.push(id);
            channels.list.push(Channel {
                name: Located { value: name.to_owned(), place },
                address,
                described: self.is_described(id),
                messages: self.channel_messages(id, messages),
                bindings: self.bindings(id),
            });
        }
        channels
    }

    fn channel_messages(&mut self, id: NodeId, messages: &mut Messages) -> Vec<usize> {
        let tree = self.tree;
        let map = tree.member(id, "messages").filter(|_| self.version == Version::Events3);
        let mut found = Vec::new();
        for (name, id) in map.into_iter().flat_map(|map| tree.members(map)) {
            found.extend(self.message(id, name, messages));
        }
        found
    }

    /// Every name in the address is a parameter, and every parameter is in the address.
    fn channel_parameters(&mut self, id: NodeId, address: Option<&str>, place: crate::artifact::Place) {
        let tree = self.tree;
        let Some(address) = address else { return };
        let map = tree.member(id, "parameters").filter(|map| tree.shape(*map) == Shape::Map);
        let declared: Vec<(&str, NodeId)> =
            map.into_iter().flat_map(|map| tree.members(map)).take(100).collect();
        let used = names(address);
        for name in used.iter().filter(|name| !name.trim().is_empty()).take(100) {
            if !declared.iter().any(|(own, _)| own == name) {
                let message = format!(
                    "the channel `{}` does not declare its parameter `{}`",
                    clipped(address),
                    clipped(name)
                );
                self.problem(ProblemKind::PathParameter, place, message);
            }
        }
        for (name, id) in declared.iter().filter(|(name, _)| !used.contains(name)) {
            let message = format!(
                "the address `{}` has no place for its parameter `{}`",
                clipped(address),
                clipped(name)
            );
            self.problem(ProblemKind::PathParameter, self.node_place(*id), message);
        }
    }
}
