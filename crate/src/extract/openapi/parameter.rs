//! Parameters and headers.

use std::collections::HashSet;

use super::component::Component;
use super::objects;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::said::says_most;
use super::values::Carrier;
use super::version::Version;
use crate::artifact::{Correction, Value};
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
                    let Some(mut parameter) = self.parameter(id) else { continue };
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

    /// One parameter; none where it is part of the body (2.0) or says too little.
    pub(super) fn parameter(&mut self, id: NodeId) -> Option<Parameter> {
        let tree = self.tree;
        let written = self.text_member(id, "in").unwrap_or_default();
        let in_body = self.version == Version::V2 && matches!(written, "body" | "formData");
        let plain = self.version == Version::V2 && written != "body";
        let first = !self.was_checked(id);
        if !self.check(id, if plain { &objects::PLAIN_PARAMETER } else { &objects::PARAMETER }) {
            return None;
        }
        if written == "body" && self.version == Version::V2 && first && tree.member(id, "schema").is_none() {
            self.problem(
                ProblemKind::MissingField,
                self.node_place(id),
                "a parameter in the body has no `schema`",
            );
        }
        if in_body {
            return None;
        }
        let name = tree.member(id, "name").filter(|name| tree.text(*name).is_some())?;
        let location = self.location(id, written, first)?;
        let required = self.bool_member(id, "required");
        if first {
            self.parameter_problems(id, location, required);
        }
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

    fn location(&mut self, id: NodeId, written: &str, first: bool) -> Option<ParameterLocation> {
        let location = match written {
            "query" => Some(ParameterLocation::Query),
            "path" => Some(ParameterLocation::Path),
            "header" => Some(ParameterLocation::Header),
            "cookie" if self.version > Version::V2 => Some(ParameterLocation::Cookie),
            "querystring" if self.version >= Version::V32 => Some(ParameterLocation::QueryString),
            _ => None,
        };
        if location.is_none()
            && first
            && let Some(value) = self.tree.member(id, "in").filter(|id| self.tree.text(*id).is_some())
        {
            let message =
                format!("a parameter cannot be in `{}` in {}", clipped(written), self.version.name());
            self.problem(ProblemKind::WrongValue, self.value_place(value), message);
        }
        location
    }

    fn parameter_problems(&mut self, id: NodeId, location: ParameterLocation, required: bool) {
        if location == ParameterLocation::Path && !required {
            let message = "a path parameter is not `required: true`";
            let correction = self.made_required(id);
            self.correctable(ProblemKind::PathParameter, self.node_place(id), message, correction);
        }
        if self.version == Version::V2 {
            return;
        }
        let tree = self.tree;
        match (tree.member(id, "schema"), tree.member(id, "content")) {
            (Some(_), Some(both)) => {
                let message = "a parameter has both `schema` and `content`";
                self.problem(ProblemKind::WrongValue, self.node_place(both), message);
            }
            (None, Some(content))
                if tree.shape(content) == Shape::Map && tree.children(content).count() != 1 =>
            {
                let message = "the `content` of a parameter must have one media type";
                self.problem(ProblemKind::WrongValue, self.node_place(content), message);
            }
            (None, None) => {
                let message = "a parameter has neither `schema` nor `content`";
                self.problem(ProblemKind::MissingField, self.node_place(id), message);
            }
            _ => {}
        }
        self.one_way_of_example(id, "a parameter");
    }

    fn made_required(&self, id: NodeId) -> Option<Correction> {
        let title = "Add `required: true`".to_owned();
        let edit = if let Some(required) = self.tree.member(id, "required") {
            (self.value_place(required), "true".to_owned())
        } else {
            let slot = self.slot(id)?;
            (slot.place, slot.member("required", &Value::Bool(true)))
        };
        Some(Correction { title, edits: vec![edit] })
    }

    pub(super) fn header(&mut self, name: &str, id: NodeId) -> Header {
        let mut header =
            Header { name: name.to_owned(), schema: None, sample: None, place: self.node_place(id) };
        let Target::Node(id) = self.follow(id, Component::Header) else { return header };
        let tree = self.tree;
        if self.version == Version::V2 {
            header.schema = Some(self.plain_schema_id(id));
        } else if self.check(id, &objects::HEADER) {
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
