//! Parameters and headers.

use std::collections::HashSet;

use super::component::Component;
use super::objects;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::said::says_most;
use super::values::Carrier;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Header, Located, Parameter, ParameterLocation, ProblemKind};

impl Reader<'_> {
    /// The parameters of a list; references that cannot be followed are added to `unread`.
    pub(super) fn parameters(&mut self, list: NodeId, unread: &mut Vec<Located<String>>) -> Vec<Parameter> {
        let tree = self.tree;
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut seen = HashSet::new();
        if tree.shape(list) != Shape::List {
            return parameters;
        }
        for entry in tree.children(list) {
            self.parts += 1;
            match self.follow(entry, Component::Parameter) {
                Target::Node(id) => {
                    let Some(mut parameter) = self.known_parameter(id) else { continue };
                    parameter.reference = self.text_member(entry, "$ref").map(Box::from);
                    let header = parameter.location == ParameterLocation::Header;
                    // Headers are told apart without regard to case (RFC 9110, 5.1).
                    let name = &parameter.name;
                    let name = if header { name.to_ascii_lowercase() } else { name.clone() };
                    if seen.insert((name, parameter.location)) {
                        parameters.push(parameter);
                    } else if self.is_first(entry) || tree.resolved(entry) == id {
                        let message =
                            format!("the parameter `{}` stands twice in one list", clipped(&parameter.name));
                        self.problem(ProblemKind::WrongValue, self.node_place(entry), message);
                    }
                }
                Target::Unread(reference) => unread.push(reference),
            }
        }
        parameters
    }

    /// As [`Self::parameter`]; one that many operations have is read once.
    fn known_parameter(&mut self, id: NodeId) -> Option<Parameter> {
        if let Some(known) = self.once.parameters.get(&id) {
            return Some(known.clone());
        }
        let before = (self.references, self.parts);
        let parameter = self.parameter(id)?;
        // What it leads to counts each time.
        if before == (self.references, self.parts) {
            self.once.parameters.insert(id, parameter.clone());
        }
        Some(parameter)
    }

    /// One parameter; none where it is part of the body (2.0) or says too little.
    pub(super) fn parameter(&mut self, id: NodeId) -> Option<Parameter> {
        let tree = self.tree;
        let written = self.text_member(id, "in").unwrap_or_default();
        let in_body = self.version == Version::V2 && matches!(written, "body" | "formData");
        let plain = self.version == Version::V2 && written != "body";
        if !self.check(id, &objects::PARAMETER) {
            return None;
        }
        if in_body {
            return None;
        }
        let name = tree.member(id, "name").filter(|name| tree.text(*name).is_some())?;
        let location = self.location(written)?;
        let required = self.bool_member(id, "required");
        let schema = match tree.member(id, "schema") {
            _ if plain => Some(self.plain_schema_id(id)),
            Some(schema) => Some(self.schema_id(schema)),
            None => tree.member(id, "content").and_then(|content| self.first_media_schema(content)),
        };
        if let Some(schema) = schema.filter(|_| !plain) {
            self.given_examples(id, schema, Carrier::Parameter);
        }
        let description = self.text_member(id, "description").unwrap_or_default();
        let said = tree.member(id, "schema").and_then(|schema| self.text_member(schema, "description"));
        Some(Parameter {
            name: tree.text(name).unwrap_or_default().to_owned(),
            location,
            required,
            schema,
            place: self.value_place(name),
            reference: None,
            described: !description.is_empty(),
            says_most: says_most(description) || said.is_some_and(says_most),
            has_example: tree.member(id, "example").or_else(|| tree.member(id, "examples")).is_some(),
        })
    }

    fn location(&self, written: &str) -> Option<ParameterLocation> {
        match written {
            "query" => Some(ParameterLocation::Query),
            "path" => Some(ParameterLocation::Path),
            "header" => Some(ParameterLocation::Header),
            "cookie" if self.version > Version::V2 => Some(ParameterLocation::Cookie),
            "querystring" if self.version >= Version::V32 => Some(ParameterLocation::QueryString),
            _ => None,
        }
    }

    pub(super) fn header(&mut self, name: &str, id: NodeId) -> Header {
        let mut header =
            Header { name: name.to_owned(), schema: None, sample: None, place: self.node_place(id) };
        let Target::Node(id) = self.follow(id, Component::Header) else { return header };
        let tree = self.tree;
        if !self.check(id, &objects::HEADER) {
            return header;
        }
        if self.version == Version::V2 {
            header.schema = Some(self.plain_schema_id(id));
        } else {
            header.schema = match tree.member(id, "schema") {
                Some(schema) => Some(self.schema_id(schema)),
                None => tree.member(id, "content").and_then(|content| self.first_media_schema(content)),
            };
            if let Some(schema) = header.schema {
                self.given_examples(id, schema, Carrier::Parameter);
            }
        }
        let shown = header.schema.is_some().then(|| tree.member(id, "schema")).flatten();
        let shown = [Some(id), shown].into_iter().flatten();
        let samples = shown.flat_map(|at| ["example", "const", "default"].map(|name| tree.member(at, name)));
        header.sample = samples.flatten().find_map(|value| self.scalar(value));
        header
    }

    fn first_media_schema(&mut self, content: NodeId) -> Option<crate::facts::SchemaId> {
        let media = self.media(content, Carrier::Parameter);
        media.first()?.schema
    }
}
