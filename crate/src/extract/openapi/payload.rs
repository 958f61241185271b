//! Bodies and responses.

use super::component::Component;
use super::objects;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::values::{Carrier, is_json};
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Body, Media, ProblemKind, Response};

impl Reader<'_> {
    /// A request body of 3.x, where it can be read.
    pub(super) fn body(&mut self, id: NodeId) -> Option<Body> {
        let Target::Node(id) = self.follow(id, Component::RequestBody) else { return None };
        if !self.check(id, &objects::REQUEST_BODY) {
            return None;
        }
        let media = self
            .tree
            .member(id, "content")
            .map(|content| self.media(content, Carrier::Request))
            .unwrap_or_default();
        Some(Body { required: self.bool_member(id, "required"), media, place: self.node_place(id) })
    }

    /// The media types of a `content`.
    pub(super) fn media(&mut self, content: NodeId, carrier: Carrier) -> Vec<Media> {
        let tree = self.tree;
        let mut media = Vec::new();
        for (name, id) in tree.members(content).filter(|(name, _)| !name.starts_with("x-")) {
            self.parts += 1;
            let place = self.node_place(id);
            let Target::Node(id) = self.follow(id, Component::MediaType) else { continue };
            let first = !self.was_checked(id);
            if !self.check(id, &objects::MEDIA_TYPE) {
                continue;
            }
            if first {
                self.one_way_of_example(id, "a media type");
            }
            let has = |name| tree.member(id, name).is_some();
            let has_example = has("example") || has("examples");
            let schema = tree.member(id, "schema").map(|schema| self.schema_id(schema));
            if let Some(schema) = schema.filter(|_| is_json(name)) {
                self.given_examples(id, schema, carrier);
            }
            let item = tree
                .member(id, "itemSchema")
                .filter(|_| self.version >= Version::V32)
                .map(|schema| self.schema_id(schema));
            media.push(Media { name: name.to_owned(), schema: schema.or(item), has_example, place });
        }
        media
    }

    /// The responses of an operation.
    pub(super) fn responses(&mut self, id: NodeId, operation: NodeId) -> Vec<Response> {
        let tree = self.tree;
        let produced = if self.version == Version::V2 { self.produced(operation) } else { Vec::new() };
        let first = self.is_first(id);
        let mut responses = Vec::new();
        for (status, id) in tree.members(id).filter(|(status, _)| !status.starts_with("x-")) {
            if !is_status(status, self.version) {
                if first {
                    let message = format!("`{}` is not a status code", clipped(status));
                    self.problem(ProblemKind::WrongValue, self.node_place(id), message);
                }
                continue;
            }
            responses.push(self.response(status, id, &produced));
        }
        let has_any = tree.members(id).any(|(status, _)| !status.starts_with("x-"));
        if !has_any && first && tree.shape(id) == Shape::Map {
            self.problem(ProblemKind::MissingField, self.node_place(id), "an operation declares no response");
        }
        responses
    }

    /// One response; in 2.0 with the media types that its operation produces.
    pub(super) fn response(&mut self, status: &str, id: NodeId, produced: &[String]) -> Response {
        let tree = self.tree;
        self.parts += 1 + produced.len();
        let mut response = Response {
            status: status.to_ascii_uppercase().replace("DEFAULT", "default"),
            description: None,
            media: Vec::new(),
            headers: Vec::new(),
            linked: false,
            place: self.node_place(id),
            reference: self.text_member(id, "$ref").map(Box::from),
            unread: true,
        };
        let Target::Node(id) = self.follow(id, Component::Response) else { return response };
        if !self.check(id, &objects::RESPONSE) {
            return response;
        }
        response.unread = false;
        response.description = self.text_member(id, "description").map(str::to_owned);
        for (name, header) in tree.member(id, "headers").into_iter().flat_map(|map| tree.members(map)) {
            response.headers.push(self.header(name, header));
        }
        self.links(id);
        response.linked = tree.member(id, "links").is_some_and(|links| tree.children(links).next().is_some());
        response.media = match self.version {
            Version::V2 => self.old_media(id, produced),
            _ => tree
                .member(id, "content")
                .map(|content| self.media(content, Carrier::Response))
                .unwrap_or_default(),
        };
        response
    }
}

/// `default`, `404`, and from 3.0 on `4XX`.
fn is_status(status: &str, version: Version) -> bool {
    let [first, rest @ ..] = status.as_bytes() else { return false };
    let range = version > Version::V2 && matches!(rest, b"XX" | b"xx");
    status == "default"
        || (first.is_ascii_digit()
            && (range || (rest.len() == 2 && rest.iter().all(u8::is_ascii_digit)))
            && (b'1'..=b'5').contains(first))
}
