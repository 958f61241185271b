//! Finds the values that a document gives, each with the schema that it should fit.

use super::super::component::Component;
use super::super::reader::Reader;
use super::super::reference::Target;
use super::super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{MismatchKind, SchemaId};

/// A value that should fit a schema.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::extract::openapi) struct Given {
    pub(super) schema: SchemaId,
    pub(super) value: NodeId,
    pub(super) kind: MismatchKind,
    pub(super) carrier: Carrier,
    /// What the value belongs to; its key or name is told.
    pub(super) owner: NodeId,
}

/// What a value travels in, which decides on properties that go one way only and on how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::extract::openapi) enum Carrier {
    /// A schema's own value: it may go either way.
    Schema,
    Request,
    Response,
    /// A parameter or header: lists and objects may be written out as text.
    Parameter,
}

impl Reader<'_> {
    /// What the schema that is being read says of its own values.
    pub(in crate::extract::openapi) fn given_by_schema(&mut self, owner: NodeId, name: &str, value: NodeId) {
        let schema = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        let given = |kind, value| Given { schema, value, kind, carrier: Carrier::Schema, owner };
        let tree = self.tree;
        match name {
            "example" => self.given.push(given(MismatchKind::Example, value)),
            "default" => self.given.push(given(MismatchKind::Default, value)),
            "enum" if tree.shape(value) == Shape::List => {
                self.given.push(given(MismatchKind::Permitted, value));
            }
            "examples" if self.version >= Version::V31 && tree.shape(value) == Shape::List => {
                for value in tree.children(value) {
                    if !self.spend() {
                        break;
                    }
                    self.given.push(given(MismatchKind::Example, value));
                }
            }
            _ => {}
        }
    }

    /// The examples of a media type, parameter or header, each once.
    pub(in crate::extract::openapi) fn given_examples(
        &mut self,
        owner: NodeId,
        schema: SchemaId,
        carrier: Carrier,
    ) {
        let tree = self.tree;
        if let Some(value) = tree.member(owner, "example") {
            self.given_once(Given { schema, value, kind: MismatchKind::Example, carrier, owner });
        }
        let Some(map) = tree.member(owner, "examples").filter(|_| self.version > Version::V2) else { return };
        for (name, example) in tree.members(map).filter(|(name, _)| !name.starts_with("x-")) {
            let owner = if name.is_empty() { owner } else { example };
            let Target::Node(example) = self.follow(example, Component::Example) else { continue };
            let value = tree.member(example, "dataValue").filter(|_| self.version >= Version::V32);
            if let Some(value) = value.or_else(|| tree.member(example, "value")) {
                self.given_once(Given { schema, value, kind: MismatchKind::Example, carrier, owner });
            }
        }
    }

    /// The examples of a response of 2.0, by media type.
    pub(in crate::extract::openapi) fn given_by_media(&mut self, response: NodeId, schema: SchemaId) {
        let tree = self.tree;
        for (name, value) in tree.member(response, "examples").into_iter().flat_map(|map| tree.members(map)) {
            if is_json(name) {
                let carrier = Carrier::Response;
                self.given_once(Given { schema, value, kind: MismatchKind::Example, carrier, owner: value });
            }
        }
    }

    /// A part of an example of a message.
    pub(in crate::extract::openapi) fn given_by_message(
        &mut self,
        owner: NodeId,
        schema: SchemaId,
        value: NodeId,
    ) {
        let (kind, carrier) = (MismatchKind::Example, Carrier::Schema);
        self.given_once(Given { schema, value, kind, carrier, owner });
    }

    fn given_once(&mut self, given: Given) {
        if self.given_seen.insert((given.schema, given.value, given.carrier)) && self.spend() {
            self.given.push(given);
        }
    }
}

/// Whether the content of a media type is one JSON value.
pub(in crate::extract::openapi) fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}
