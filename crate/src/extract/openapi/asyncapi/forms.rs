//! What the form of an object rules out that a table of fields cannot say. Each is called once for an object.

use crate::extract::openapi::reader::{Reader, clipped};
use crate::extract::openapi::template::names;
use crate::extract::openapi::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

impl Reader<'_> {
    pub(super) fn event_document_problems(&mut self, id: NodeId) {
        if let Some(own) = self.tree.member(id, "id")
            && self.tree.text(own).is_some_and(|text| !text.contains(':') || text.contains(' '))
        {
            let message = "`id` of the document must be an address with a scheme, as `urn:clinic:visits`";
            self.problem(ProblemKind::Forgiven, self.value_place(own), message);
        }
        self.content_type(id, "defaultContentType");
        self.tag_problems(id);
    }

    pub(super) fn event_server_problems(&mut self, id: NodeId) {
        if self.version == Version::Events2 {
            return self.server_variables(id, &["url"]);
        }
        if let Some(host) = self.tree.member(id, "host")
            && self.tree.text(host).is_some_and(|text| text.contains("://") || text.contains(['/', '?']))
        {
            let message = "`host` must be the name of a host with an optional port: `protocol` and `pathname` say the rest";
            self.problem(ProblemKind::WrongValue, self.value_place(host), message);
        }
        self.server_variables(id, &["host", "pathname"]);
    }

    pub(super) fn message_problems(&mut self, id: NodeId) {
        self.content_type(id, "contentType");
        let tree = self.tree;
        if let Some(headers) = tree.member(id, "headers")
            && let Some(type_) = tree.member(headers, "type")
            && tree.text(type_).is_some_and(|written| written != "object")
            && tree.member(headers, "schema").is_none()
        {
            let message = "the headers of a message must be of type `object`, each property one header";
            self.problem(ProblemKind::WrongValue, self.value_place(type_), message);
        }
    }

    fn content_type(&mut self, id: NodeId, name: &str) {
        let Some(value) = self.tree.member(id, name) else { return };
        if let Some(written) = self.tree.text(value) {
            self.media_name(written, self.value_place(value));
        }
    }

    /// Where in a message something stands (`AsyncAPI` 3.0, "Runtime Expression").
    pub(super) fn location_problems(&mut self, id: NodeId) {
        let Some(value) = self.tree.member(id, "location") else { return };
        let Some(written) = self.tree.text(value) else { return };
        let parts = ["$message.header", "$message.payload"];
        let rest = parts.iter().find_map(|part| written.strip_prefix(part));
        if rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with('#')) {
            let message = format!(
                "`{}` is no place in a message: they begin with `$message.header#/` or `$message.payload#/`",
                clipped(written)
            );
            self.problem(ProblemKind::WrongValue, self.value_place(value), message);
        }
    }

    /// A query or fragment is said by bindings (`AsyncAPI` 3.0, "Channel Object").
    pub(super) fn address_problems_of(&mut self, at: NodeId, address: &str) {
        let empty = names(address).iter().any(|name| name.trim().is_empty());
        let message = if empty {
            "has a parameter without a name"
        } else if address.contains(['?', '#']) {
            "has a query or a fragment, which no channel has: bindings say it"
        } else {
            return;
        };
        let message = format!("the address `{}` {message}", clipped(address));
        self.problem(ProblemKind::WrongValue, self.key_place(at), message);
    }

    /// Whether the headers or payload of a message's examples are held against its schemas.
    pub(super) fn message_examples(&mut self, message: NodeId, part: &str, schema: crate::facts::SchemaId) {
        let tree = self.tree;
        let list = tree.member(message, "examples").filter(|list| tree.shape(*list) == Shape::List);
        for example in list.into_iter().flat_map(|list| tree.children(list)).take(1_000) {
            if let Some(value) = tree.member(example, part) {
                self.given_by_message(message, schema, value);
            }
        }
    }
}
