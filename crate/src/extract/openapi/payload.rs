//! Bodies and responses.

use super::component::Component;
use super::objects;
use super::parameter_form::is_token;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::values::{Carrier, is_json};
use super::version::Version;
use crate::extract::tree::NodeId;
use crate::facts::{Body, Media, ProblemKind, Response};

/// A response that several operations may refer to, with what reading it once more would have counted.
pub(super) struct KnownResponse {
    response: Response,
    references: usize,
    parts: usize,
}

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
            if !self.check(id, &objects::MEDIA_TYPE) {
                continue;
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
        let mut responses = Vec::new();
        if !self.check(id, &objects::RESPONSES) {
            return responses;
        }
        for (status, id) in tree.members(id).filter(|(status, _)| !status.starts_with("x-")) {
            if is_status(status, self.version) {
                responses.push(self.response(status, id, &produced));
            }
        }
        responses
    }

    /// Each response stands under a status code, and there is one at least.
    pub(super) fn status_problems(&mut self, id: NodeId) {
        let tree = self.tree;
        let mut has_any = false;
        for (status, response) in tree.members(id).filter(|(status, _)| !status.starts_with("x-")) {
            has_any = true;
            if !is_status(status, self.version) {
                let message = format!("`{}` is not a status code", clipped(status));
                self.problem(ProblemKind::WrongValue, self.node_place(response), message);
            } else if status.ends_with("xx") {
                let range = status.to_ascii_uppercase();
                let message = format!("a range of status codes is written `{range}`, not `{status}`");
                self.problem(ProblemKind::Forgiven, self.node_place(response), message);
            }
        }
        if !has_any {
            self.problem(ProblemKind::MissingField, self.node_place(id), "an operation declares no response");
        }
    }

    pub(super) fn response_problems(&mut self, id: NodeId) {
        let tree = self.tree;
        let headers = tree.member(id, "headers");
        for (name, header) in headers.into_iter().flat_map(|map| tree.members(map)) {
            if name.eq_ignore_ascii_case("content-type") {
                let message =
                    "a response header `Content-Type` has no effect: the media types of the response say it";
                self.problem(ProblemKind::Ineffective, self.node_place(header), message);
            } else if !is_token(name) {
                let message = format!(
                    "`{}` cannot be the name of a header: it has characters that none may have",
                    clipped(name)
                );
                self.problem(ProblemKind::WrongValue, self.node_place(header), message);
            }
        }
        if let Some(schema) = tree.member(id, "schema").filter(|_| self.version == Version::V2)
            && let Some(type_) = tree.member(schema, "type")
        {
            self.uploads.insert(type_);
        }
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
        let shared = response.reference.is_some() && self.version > Version::V2;
        let Target::Node(id) = self.follow(id, Component::Response) else { return response };
        if let Some(known) = self.once.responses.get(&id).filter(|_| shared) {
            (self.references, self.parts) = (self.references + known.references, self.parts + known.parts);
            let Response { status, place, reference, .. } = response;
            return Response { status, place, reference, ..known.response.clone() };
        }
        if !self.check(id, &objects::RESPONSE) {
            return response;
        }
        let (references, parts) = (self.references, self.parts);
        response.unread = false;
        response.description = self.text_member(id, "description").map(str::to_owned);
        for (name, header) in tree.member(id, "headers").into_iter().flat_map(|map| tree.members(map)) {
            response.headers.push(self.header(name, header));
        }
        response.linked = tree.member(id, "links").is_some_and(|links| tree.children(links).next().is_some());
        response.media = match self.version {
            Version::V2 => self.old_media(id, produced),
            _ => tree
                .member(id, "content")
                .map(|content| self.media(content, Carrier::Response))
                .unwrap_or_default(),
        };
        if shared {
            let (references, parts) = (self.references - references, self.parts - parts);
            let known = KnownResponse { response: response.clone(), references, parts };
            self.once.responses.insert(id, known);
        }
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
