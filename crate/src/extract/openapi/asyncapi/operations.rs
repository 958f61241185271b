//! What the application does: in version 2 within channels, in version 3 beside them.

use std::collections::HashMap;

use super::channels::Channels;
use super::messages::Messages;
use super::objects;
use crate::artifact::Place;
use crate::extract::openapi::reader::{Reader, clipped};
use crate::extract::openapi::reference::Target;
use crate::extract::openapi::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{EventAction as Action, EventOperation, Located, Message, ProblemKind};

impl Reader<'_> {
    pub(super) fn event_operations(
        &mut self,
        channels: &mut Channels,
        messages: &mut Messages,
    ) -> Vec<EventOperation> {
        let operations = if self.version == Version::Events2 {
            self.operations_of_channels(channels, messages)
        } else {
            self.own_operations(channels, messages)
        };
        self.event_operation_ids(&operations);
        operations
    }

    /// In version 2 a channel says what clients do: they publish what the application receives.
    fn operations_of_channels(
        &mut self,
        channels: &mut Channels,
        messages: &mut Messages,
    ) -> Vec<EventOperation> {
        let tree = self.tree;
        let mut operations = Vec::new();
        for (at, channel) in channels.nodes.clone().into_iter().enumerate() {
            for (kind, action) in [("publish", Action::Receive), ("subscribe", Action::Send)] {
                let Some(id) = tree.member(channel, kind) else { continue };
                let place = self.node_place(id);
                if !self.check(id, &objects::OPERATION) {
                    continue;
                }
                let own = self.carried_messages(id, messages);
                if let Some(channel) = channels.list.get_mut(at) {
                    channel.messages.extend(&own);
                }
                let name = self.text_member(id, "operationId").unwrap_or_default().to_owned();
                operations.push(self.event_operation(id, action, (name, place), (Some(at), own)));
            }
        }
        operations
    }

    fn own_operations(&mut self, channels: &Channels, messages: &mut Messages) -> Vec<EventOperation> {
        let tree = self.tree;
        let mut operations = Vec::new();
        for (name, id) in tree.member(self.root, "operations").into_iter().flat_map(|map| tree.members(map)) {
            let place = self.node_place(id);
            let Target::Node(id) = self.follow_any(id) else { continue };
            if name.starts_with("x-") || !self.check(id, &objects::OPERATION) {
                continue;
            }
            let action = match self.text_member(id, "action") {
                Some("send") => Action::Send,
                Some("receive") => Action::Receive,
                other => {
                    if let Some(value) = tree.member(id, "action").filter(|_| other.is_some()) {
                        let message = format!(
                            "`{}` is no action: `send` or `receive`",
                            clipped(other.unwrap_or_default())
                        );
                        self.problem(ProblemKind::WrongValue, self.value_place(value), message);
                    }
                    continue;
                }
            };
            let channel = match tree.member(id, "channel").map(|channel| self.follow_any(channel)) {
                Some(Target::Node(channel)) => channels.known.get(&channel).copied(),
                _ => None,
            };
            let of_channel =
                channel.and_then(|at| channels.list.get(at)).map(|channel| channel.messages.clone());
            let own = match tree.member(id, "messages") {
                Some(list) => self.listed_messages(list, of_channel.as_deref(), messages),
                None => of_channel.unwrap_or_default(),
            };
            let mut operation = self.event_operation(id, action, (name.to_owned(), place), (channel, own));
            let reply = tree.member(id, "reply").map(|reply| self.follow_any(reply));
            if let Some(Target::Node(reply)) = reply
                && let Some(Target::Node(channel)) =
                    tree.member(reply, "channel").map(|own| self.follow_any(own))
            {
                operation.reply_channel = channels.known.get(&channel).copied();
            }
            operations.push(operation);
        }
        operations
    }

    /// The messages that an operation of version 3 names, which must be among those of its channel.
    fn listed_messages(
        &mut self,
        list: NodeId,
        of_channel: Option<&[usize]>,
        messages: &mut Messages,
    ) -> Vec<usize> {
        let tree = self.tree;
        let mut listed = Vec::new();
        for entry in tree.children(list).take(1_000) {
            let Some(at) = self.message(entry, "", messages) else { continue };
            if of_channel.is_some_and(|own| !own.contains(&at)) {
                let name = messages.list.get(at).map(Message::label).unwrap_or_default();
                let message = format!("{name} is no message of the operation's channel");
                self.problem(ProblemKind::WrongValue, self.value_place(entry), message);
            }
            listed.push(at);
        }
        listed
    }

    fn event_operation(
        &mut self,
        id: NodeId,
        action: Action,
        named: (String, Place),
        carries: (Option<usize>, Vec<usize>),
    ) -> EventOperation {
        let ((name, place), (channel, messages)) = (named, carries);
        EventOperation {
            action,
            name,
            place,
            channel,
            messages,
            described: self.is_described(id),
            secured: !self.asked_schemes(id).is_empty(),
            has_reply: self
                .tree
                .member(id, "reply")
                .is_some_and(|reply| self.tree.shape(reply) == Shape::Map),
            reply_channel: None,
            bindings: self.bindings(id),
        }
    }

    /// Two operations of one name cannot be told apart by what is generated from the document.
    fn event_operation_ids(&mut self, operations: &[EventOperation]) {
        let mut first: HashMap<&str, Place> = HashMap::new();
        for operation in operations.iter().filter(|operation| !operation.name.is_empty()) {
            match first.get(operation.name.as_str()) {
                Some(earlier) if *earlier != operation.place => {
                    let other = Located { value: "it stands here as well".to_owned(), place: *earlier };
                    let message = format!("`operationId` `{}` is not unique", clipped(&operation.name));
                    self.related_problem(
                        ProblemKind::DuplicateOperationId,
                        operation.place,
                        message,
                        vec![other],
                    );
                }
                Some(_) => {}
                None => {
                    first.insert(&operation.name, operation.place);
                }
            }
        }
    }
}
