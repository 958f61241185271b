//! What the parameters and methods of one path rule out together.

use super::component::Component;
use super::parameter_form::is_token;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

/// Methods that have a field of their own from 3.2 on.
const FIXED: [&str; 9] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];

impl Reader<'_> {
    pub(super) fn method_problems(&mut self, id: NodeId) {
        self.one_query(id);
        let tree = self.tree;
        let more = tree.member(id, "additionalOperations").filter(|_| self.version >= Version::V32);
        for (method, operation) in more.into_iter().flat_map(|more| tree.members(more)) {
            let message = if FIXED.contains(&method) {
                let field = method.to_ascii_lowercase();
                format!("`{method}` must stand under `{field}` of the path, not under `additionalOperations`")
            } else if !is_token(method) {
                format!("`{}` cannot be a method: it has characters that none may have", clipped(method))
            } else {
                continue;
            };
            self.problem(ProblemKind::WrongValue, self.node_place(operation), message);
        }
    }

    pub(super) fn operation_problems(&mut self, id: NodeId) {
        self.one_query(id);
        self.media_lists(id);
    }

    /// From 3.2 on one parameter may stand for the whole query; then there is no other in it.
    pub(super) fn one_query(&mut self, owner: NodeId) {
        let tree = self.tree;
        if self.version < Version::V32 {
            return;
        }
        let list = tree.member(owner, "parameters").filter(|list| tree.shape(*list) == Shape::List);
        let (mut whole, mut part) = (0, 0);
        for entry in list.into_iter().flat_map(|list| tree.children(list)) {
            let Target::Node(parameter) = self.follow(entry, Component::Parameter) else { continue };
            match self.text_member(parameter, "in") {
                Some("querystring") => whole += 1,
                Some("query") => part += 1,
                _ => {}
            }
        }
        if let Some(list) = list.filter(|_| whole > 1 || (whole == 1 && part > 0)) {
            let message = if whole > 1 {
                "only one parameter may be in `querystring`"
            } else {
                "parameters in `querystring` and in `query` exclude each other"
            };
            self.problem(ProblemKind::WrongValue, self.node_place(list), message);
        }
    }

    /// In 2.0 a request has one body or fields of a form, which name the media types that they come in.
    pub(super) fn body_problems(&mut self, operation: NodeId, own: Option<NodeId>, path: Option<NodeId>) {
        let tree = self.tree;
        let (mut bodies, mut fields, mut file) = (0, 0, None);
        for entry in own.into_iter().chain(path).flat_map(|list| tree.children(list)) {
            let Target::Node(parameter) = self.follow(entry, Component::Parameter) else { return };
            match self.text_member(parameter, "in") {
                Some("body") => bodies += 1,
                Some("formData") => {
                    fields += 1;
                    let is_file = self.text_member(parameter, "type") == Some("file");
                    file = file.or(Some(parameter).filter(|_| is_file));
                }
                _ => {}
            }
        }
        let place = own.or(path).map_or_else(|| self.node_place(operation), |list| self.node_place(list));
        // A path's own body is replaced by the operation's.
        let doubled = bodies > 1 && (own.is_none() || path.is_none());
        if bodies > 0 && fields > 0 {
            let message = "parameters in `body` and in `formData` exclude each other";
            self.problem(ProblemKind::WrongValue, place, message);
        } else if doubled {
            self.problem(
                ProblemKind::WrongValue,
                place,
                "an operation has more than one parameter in `body`",
            );
        }
        let consumed = tree.member(operation, "consumes").or_else(|| tree.member(self.root, "consumes"));
        let texts = consumed.map(|list| self.texts(list)).unwrap_or_default();
        let is_form = |name: &String| {
            name.starts_with("multipart/form-data") || name.starts_with("application/x-www-form-urlencoded")
        };
        if let Some(file) = file.filter(|_| !texts.iter().any(is_form)) {
            let message =
                "a parameter of type `file` needs `multipart/form-data` among what the operation `consumes`";
            self.problem(ProblemKind::Forgiven, self.node_place(file), message);
        }
    }
}
