//! Holds objects against the tables of the specification.

use super::nearest::nearest;
use super::object::Object;
use super::reader::{MOST_PROBLEMS, Reader, clipped};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

impl Reader<'_> {
    /// Compares an object with what the specification says of its kind. Says whether it is an object at all.
    pub(super) fn check(&mut self, id: NodeId, object: &Object) -> bool {
        let shape = self.tree.shape(id);
        if !self.is_first(id) {
            return shape == Shape::Map;
        }
        if shape != Shape::Map {
            self.wrong_type(id, object.name, "an object");
            return false;
        }
        let tree = self.tree;
        for (name, value) in tree.members(id) {
            match object.field(name, self.version) {
                Some(field) => {
                    let shape = self.tree.shape(value);
                    if shape != Shape::Null && !field.holds().fits(shape, self.version) {
                        let what = format!("`{name}` of {}", object.name);
                        self.wrong_type(value, &what, field.holds().name());
                    }
                }
                None if name.starts_with("x-") || name == "$ref" => {}
                None => self.unknown_field(value, name, object),
            }
        }
        for field in object.required(self.version) {
            let value = self.tree.member(id, field.name);
            if value.is_none_or(|value| self.tree.shape(value) == Shape::Null) {
                let message = format!("{} has no `{}`", object.name, field.name);
                self.problem(ProblemKind::MissingField, self.node_place(id), message);
            }
        }
        true
    }

    fn unknown_field(&mut self, value: NodeId, name: &str, object: &Object) {
        if self.problems.len() >= MOST_PROBLEMS {
            self.untold += 1;
            return;
        }
        let known = object.fields(self.version).map(|field| field.name);
        let meant = nearest(name, known).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        let message =
            format!("{} has no field `{}` in {}{meant}", object.name, clipped(name), self.version.name());
        self.problem(ProblemKind::UnknownField, self.node_place(value), message);
    }

    pub(super) fn wrong_type(&mut self, value: NodeId, what: &str, expected: &str) {
        let is = self.tree.shape(value).name();
        let message = format!("{what} must be {expected}, and is {is}");
        self.problem(ProblemKind::WrongType, self.node_place(value), message);
    }
}
