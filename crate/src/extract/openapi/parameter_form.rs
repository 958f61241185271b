//! What a parameter or header may say of itself depends on where it stands.

use super::object::Object;
use super::objects;
use super::reader::{Reader, clipped};
use super::version::Version;
use crate::artifact::{Correction, Value};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

impl Reader<'_> {
    /// Of 3.x, or of 2.0 in the body or elsewhere.
    pub(super) fn parameter_object(&self, id: NodeId) -> &'static Object {
        match (self.version, self.text_member(id, "in")) {
            (Version::V2, Some("body")) => &objects::BODY_PARAMETER,
            (Version::V2, None) if self.tree.member(id, "schema").is_some() => &objects::BODY_PARAMETER,
            (Version::V2, _) => &objects::PLAIN_PARAMETER,
            _ => &objects::PARAMETER,
        }
    }

    pub(super) fn header_object(&self, _: NodeId) -> &'static Object {
        if self.version == Version::V2 { &objects::OLD_HEADER } else { &objects::HEADER }
    }

    /// Notes that what bounds a value stands in an object that is no schema.
    pub(super) fn is_plain(&mut self, id: NodeId) {
        self.plain.insert(self.tree.resolved(id));
        if let Some(pattern) = self.tree.member(id, "pattern") {
            self.expression(pattern);
        }
    }

    pub(super) fn plain_parameter_problems(&mut self, id: NodeId) {
        self.is_plain(id);
        self.path_is_required(id);
        self.unused_default(id, id);
        let place = self.text_member(id, "in").unwrap_or_default();
        let repeats = matches!(place, "query" | "formData");
        if let Some(format) = self.tree.member(id, "collectionFormat")
            && self.tree.text(format) == Some("multi")
            && !repeats
        {
            let message = format!(
                "`collectionFormat: multi` is for parameters in `query` or `formData`, not in `{}`",
                clipped(place)
            );
            self.problem(ProblemKind::WrongValue, self.value_place(format), message);
        }
        if let Some(type_) = self.tree.member(id, "type")
            && self.tree.text(type_) == Some("file")
            && place != "formData"
        {
            let message =
                format!("a parameter of type `file` must be in `formData`, and is in `{}`", clipped(place));
            self.problem(ProblemKind::WrongValue, self.value_place(type_), message);
        }
        if let Some(empty) = self.tree.member(id, "allowEmptyValue").filter(|_| !repeats) {
            let message = "`allowEmptyValue` has an effect on parameters in `query` or `formData` alone";
            self.problem(ProblemKind::Ineffective, self.node_place(empty), message);
        }
    }

    /// Of 3.x.
    pub(super) fn parameter_problems(&mut self, id: NodeId) {
        self.path_is_required(id);
        let what = "a parameter";
        self.schema_or_content(id, what);
        self.one_way_of_example(id, what);
        let place = self.text_member(id, "in").unwrap_or_default();
        self.style_problems(id, place);
        if let Some(schema) = self.tree.member(id, "schema") {
            self.unused_default(id, schema);
            self.style_fits(id, schema);
        }
        if let Some(empty) = self.tree.member(id, "allowEmptyValue").filter(|_| place != "query") {
            let message = "`allowEmptyValue` has an effect on parameters in `query` alone";
            self.problem(ProblemKind::Ineffective, self.node_place(empty), message);
        }
        let Some(name) = self.tree.member(id, "name") else { return };
        let written = self.tree.text(name).unwrap_or_default();
        if place == "header" && !is_token(written) && !written.is_empty() {
            let message = format!(
                "`{}` cannot be the name of a header: it has characters that none may have",
                clipped(written)
            );
            self.problem(ProblemKind::WrongValue, self.value_place(name), message);
        }
        let said_by = match written.to_ascii_lowercase().as_str() {
            "accept" => Some("the media types of responses"),
            "content-type" => Some("the media types of the body"),
            "authorization" => Some("security schemes"),
            _ => None,
        };
        if let Some(said_by) = said_by.filter(|_| place == "header") {
            let message =
                format!("a parameter for the header `{}` has no effect: {said_by} say it", clipped(written));
            self.problem(ProblemKind::Ineffective, self.value_place(name), message);
        }
        if place == "path" && written.contains(['{', '}']) {
            let message = format!("the name `{}` of a path parameter must not have braces", clipped(written));
            self.problem(ProblemKind::WrongValue, self.value_place(name), message);
        }
        if place == "querystring"
            && let Some(schema) = self.tree.member(id, "schema")
        {
            let message = "a parameter in `querystring` must have `content`, and has `schema`";
            self.problem(ProblemKind::WrongValue, self.node_place(schema), message);
        }
    }

    /// How a value becomes text: which ways there are depends on its place.
    fn style_problems(&mut self, id: NodeId, place: &str) {
        let tree = self.tree;
        let later = self.version >= Version::V32;
        let styles: &[&str] = match place {
            "path" => &["matrix", "label", "simple"],
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "header" => &["simple"],
            "cookie" if later => &["form", "cookie"],
            "cookie" => &["form"],
            _ => &[],
        };
        if let Some(style) = tree.member(id, "style") {
            self.is_word(style, styles, &format!("the style of a parameter in `{}`", clipped(place)));
        }
        let reserved = match place {
            "query" => true,
            "path" => later,
            "cookie" => later && self.text_member(id, "style") != Some("cookie"),
            _ => false,
        };
        // Beside `content` it is told with the others that have no effect there.
        let reserved = reserved || tree.member(id, "content").is_some();
        if let Some(allowed) = tree.member(id, "allowReserved").filter(|_| !reserved) {
            let message = format!(
                "`allowReserved` has no effect on parameters in `{}` in {}",
                clipped(place),
                self.version.name()
            );
            self.problem(ProblemKind::Ineffective, self.node_place(allowed), message);
        }
    }

    /// Who must give a value never gets the default.
    fn unused_default(&mut self, parameter: NodeId, schema: NodeId) {
        if let Some(default) = self.tree.member(schema, "default")
            && self.bool_member(parameter, "required")
        {
            let message = "`default` has no effect on a parameter that is required";
            self.problem(ProblemKind::Ineffective, self.node_place(default), message);
        }
    }

    /// Styles that are defined for lists and objects alone (OpenAPI 3.0.3, "Style Examples").
    fn style_fits(&mut self, id: NodeId, schema: NodeId) {
        let (Some(style), Some(type_)) = (self.tree.member(id, "style"), self.text_member(schema, "type"))
        else {
            return;
        };
        let Some(written) = self.tree.text(style) else { return };
        let fits = match written {
            "deepObject" => type_ == "object",
            "spaceDelimited" | "pipeDelimited" => matches!(type_, "array" | "object"),
            _ => return,
        };
        if !fits {
            let message =
                format!("the style `{written}` is not defined for values of type `{}`", clipped(type_));
            self.problem(ProblemKind::Forgiven, self.value_place(style), message);
        }
    }

    pub(super) fn header_problems(&mut self, id: NodeId) {
        self.schema_or_content(id, "a header");
        self.one_way_of_example(id, "a header");
    }

    /// The form of a value is said in one way.
    fn schema_or_content(&mut self, id: NodeId, what: &str) {
        let tree = self.tree;
        let content = tree.member(id, "content");
        match (tree.member(id, "schema"), content) {
            (Some(_), Some(both)) => {
                let message = format!("{what} has both `schema` and `content`");
                self.problem(ProblemKind::WrongValue, self.node_place(both), message);
            }
            (None, Some(content))
                if tree.shape(content) == Shape::Map && tree.children(content).count() != 1 =>
            {
                let message = format!("the `content` of {what} must have one media type");
                self.problem(ProblemKind::WrongValue, self.node_place(content), message);
            }
            (None, None) => {
                let message = format!("{what} has neither `schema` nor `content`");
                self.problem(ProblemKind::MissingField, self.node_place(id), message);
            }
            _ => {}
        }
        if content.is_none() || tree.member(id, "schema").is_some() {
            return;
        }
        let with_example: &[&str] = if self.version < Version::V32 { &["example", "examples"] } else { &[] };
        for name in ["style", "explode", "allowReserved"].iter().chain(with_example) {
            if let Some(value) = tree.member(id, name) {
                let message = format!("`{name}` has no effect beside the `content` of {what}");
                self.problem(ProblemKind::Ineffective, self.node_place(value), message);
            }
        }
    }

    fn path_is_required(&mut self, id: NodeId) {
        if self.text_member(id, "in") == Some("path") && !self.bool_member(id, "required") {
            let message = "a path parameter is not `required: true`";
            let correction = self.made_required(id);
            self.correctable(ProblemKind::PathParameter, self.node_place(id), message, correction);
        }
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
}

/// Whether a text can be the name of a header or a method (RFC 9110, 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    let marks = b"!#$%&'*+-.^_`|~";
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || marks.contains(&byte))
}
