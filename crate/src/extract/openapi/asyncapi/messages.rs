//! Messages: each is read once, however often it is used.

use std::collections::HashMap;

use super::objects;
use crate::extract::openapi::reader::{Reader, clipped};
use crate::extract::openapi::reference::Target;
use crate::extract::openapi::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Located, Message, ProblemKind, SchemaId};

/// Messages past this number are left out.
const MOST_MESSAGES: usize = 50_000;
/// Traits of one message that are read.
const MOST_TRAITS: usize = 20;

#[derive(Default)]
pub(super) struct Messages {
    pub(super) list: Vec<Message>,
    known: HashMap<NodeId, usize>,
    /// The ids that messages of version 2 state, with the message.
    ids: Vec<(Located<String>, usize)>,
}

impl Reader<'_> {
    pub(super) fn component_messages(&mut self, messages: &mut Messages) {
        let tree = self.tree;
        for (name, id) in self.component("messages").into_iter().flat_map(|map| tree.members(map)) {
            self.message(id, name, messages);
        }
    }

    /// The messages of an operation of version 2: one, or one of several.
    pub(super) fn carried_messages(&mut self, operation: NodeId, messages: &mut Messages) -> Vec<usize> {
        let tree = self.tree;
        let Some(id) = tree.member(operation, "message") else { return Vec::new() };
        let Target::Node(id) = self.follow_any(id) else { return Vec::new() };
        match tree.member(id, "oneOf") {
            Some(list) => {
                tree.children(list).take(1_000).filter_map(|id| self.message(id, "", messages)).collect()
            }
            None => self.message(id, "", messages).into_iter().collect(),
        }
    }

    /// The number of the message at a node; `key` is what it is called where it says no name.
    pub(super) fn message(&mut self, id: NodeId, key: &str, messages: &mut Messages) -> Option<usize> {
        let place = self.node_place(id);
        let Target::Node(id) = self.follow_any(id) else { return None };
        if let Some(known) = messages.known.get(&id) {
            return Some(*known);
        }
        if messages.list.len() >= MOST_MESSAGES {
            self.left_out += 1;
            return None;
        }
        if !self.check(id, &objects::MESSAGE) {
            return None;
        }
        let at = messages.list.len();
        messages.known.insert(id, at);
        if let Some(stated) = self.located_member(id, "messageId") {
            messages.ids.push((stated, at));
        }
        let message = self.read_message(id, key, place);
        messages.list.push(message);
        Some(at)
    }

    fn read_message(&mut self, id: NodeId, key: &str, place: crate::artifact::Place) -> Message {
        let tree = self.tree;
        let name = ["name", "messageId"].into_iter().find_map(|name| self.text_member(id, name));
        let stated = name.filter(|name| !name.is_empty());
        let mut message = Message {
            name: stated.unwrap_or(key).to_owned(),
            states_name: stated.is_some(),
            place,
            described: self.is_described(id),
            content_type: None,
            headers: Vec::new(),
            payload: None,
            foreign_format: None,
            unread: false,
            has_correlation: false,
            deprecated: self.bool_member(id, "deprecated") || self.bool_member(id, "x-deprecated"),
            bindings: Vec::new(),
        };
        let mut parts = vec![id];
        for entry in
            tree.member(id, "traits").into_iter().flat_map(|list| tree.children(list)).take(MOST_TRAITS)
        {
            match self.follow_any(entry) {
                Target::Node(id) => parts.push(id),
                Target::Unread(_) => message.unread = true,
            }
        }
        for part in parts {
            if message.content_type.is_none() {
                message.content_type = self.text_member(part, "contentType").map(str::to_owned);
            }
            message.has_correlation |= tree.member(part, "correlationId").is_some();
            message.bindings.extend(self.bindings(part));
            if let Some(headers) = tree.member(part, "headers") {
                let schema = self.event_schema(headers, None, &mut message.unread).0;
                if let Some(schema) = schema.filter(|_| part == id) {
                    self.message_examples(id, "headers", schema);
                }
                message.headers.extend(schema);
            }
        }
        if let Some(payload) = tree.member(id, "payload") {
            let format = self.located_member(id, "schemaFormat");
            (message.payload, message.foreign_format) =
                self.event_schema(payload, format, &mut message.unread);
            if let Some(schema) = message.payload {
                self.message_examples(id, "payload", schema);
            }
        }
        message
    }

    /// A schema, or the format that keeps it from being read. In version 3 the format may stand beside it.
    fn event_schema(
        &mut self,
        id: NodeId,
        format: Option<Located<String>>,
        unread: &mut bool,
    ) -> (Option<SchemaId>, Option<Located<String>>) {
        let tree = self.tree;
        let mut own = (id, format);
        if self.version == Version::Events3 {
            match self.follow_any(id) {
                Target::Node(target) => {
                    if let (Some(format), Some(schema)) =
                        (self.located_member(target, "schemaFormat"), tree.member(target, "schema"))
                    {
                        own = (schema, Some(format));
                    }
                }
                Target::Unread(_) => *unread = true,
            }
        }
        match own {
            (_, Some(format)) if !is_json_schema(&format.value) => (None, Some(format)),
            (id, _) if matches!(tree.shape(id), Shape::Map | Shape::Bool) => (Some(self.schema_id(id)), None),
            (id, _) => {
                if tree.shape(id) != Shape::Null {
                    self.wrong_type(id, "a schema", "an object");
                }
                (None, None)
            }
        }
    }

    /// Two messages of one id cannot be told apart.
    pub(super) fn message_ids(&mut self, messages: &Messages) {
        let mut first: HashMap<&str, &Located<String>> = HashMap::new();
        for (id, _) in &messages.ids {
            match first.get(id.value.as_str()) {
                Some(earlier) => {
                    let other = Located { value: "it stands here as well".to_owned(), place: earlier.place };
                    let message = format!("`messageId` `{}` is not unique", clipped(&id.value));
                    self.related_problem(ProblemKind::WrongValue, id.place, message, vec![other]);
                }
                None => {
                    first.insert(&id.value, id);
                }
            }
        }
    }
}

/// `application/vnd.aai.asyncapi+json;version=2.6.0`, `application/schema+yaml;version=draft-07`, and the schemas
/// of OpenAPI, which are almost the same.
fn is_json_schema(format: &str) -> bool {
    ["asyncapi", "schema+json", "schema+yaml", "openapi"].iter().any(|name| format.contains(name))
}
