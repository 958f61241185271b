//! What parameters are that a framework passes: requests, responses, what comes next.

use super::interpreter::Interpreter;
use super::value::{Closure, Shape};
use crate::extract::code::syntax::{Name, NodeKind, Parameter};

impl Interpreter<'_> {
    /// What a parameter is, by its type or the name that everybody gives it.
    pub(super) fn role(&self, parameter: &Parameter) -> Shape {
        let roles = &self.tables.roles;
        let of_type = |type_: &Name, ends: &[String]| ends.iter().any(|end| self.is_of_role(type_, end));
        if let Some(type_) = &parameter.type_ {
            if of_type(type_, &roles.request_types) {
                return Shape::Request;
            }
            if of_type(type_, &roles.response_types) {
                return Shape::Response;
            }
            if of_type(type_, &roles.next_types) {
                return Shape::Next;
            }
        }
        let NodeKind::Name(name) = self.tree.kind(parameter.pattern) else { return Shape::Unknown };
        let name = name.trim_start_matches('_');
        let called = |names: &[String]| names.iter().any(|own| own == name);
        if called(&roles.request) {
            Shape::Request
        } else if called(&roles.response) {
            Shape::Response
        } else if called(&roles.next) {
            Shape::Next
        } else {
            Shape::Unknown
        }
    }

    /// Whether a function looks like one that answers requests: a request and a response come first.
    pub(in crate::extract::code) fn answers_requests(&self, closure: Closure) -> bool {
        let NodeKind::Function(function) = self.tree.kind(closure.node) else { return false };
        let roles: Vec<Shape> = function.parameters.iter().map(|parameter| self.role(parameter)).collect();
        match roles.as_slice() {
            [Shape::Request] | [Shape::Request, Shape::Response | Shape::Next, ..] => true,
            [_, second, ..] => matches!(second, Shape::Response | Shape::Request),
            _ => false,
        }
    }
}
