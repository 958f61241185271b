//! Visits every object of a document once, whether an operation leads to it or not. A queue takes the place of
//! recursion.

use std::collections::VecDeque;

use super::object::{Holds, Object};
use super::objects;
use super::reader::Reader;
use super::reference::Target;
use crate::extract::tree::{NodeId, Shape};

/// What is still to be visited, and what it should be.
type Open = VecDeque<(NodeId, Holds)>;

impl Reader<'_> {
    /// Checks what the reading of operations did not come by, and gives the schemas in it their numbers.
    pub(super) fn visit_all(&mut self) {
        if !self.piece {
            return self.visit_from(self.root, &objects::DOCUMENT);
        }
        let mut open = Open::new();
        for (name, value) in self.tree.members(self.root) {
            if let Some(field) = objects::DOCUMENT.field(name, self.version) {
                open.push_back((value, field.holds()));
            }
        }
        if self.paths == Some(self.root) {
            open.push_back((self.root, Holds::One(&objects::PATHS)));
        }
        self.visit_open(open);
    }

    /// As [`Self::visit_all`], of an object and all that it holds.
    pub(super) fn visit_from(&mut self, root: NodeId, object: &'static Object) {
        self.visit_open(Open::from([(root, Holds::One(object))]));
    }

    fn visit_open(&mut self, mut open: Open) {
        while let Some((id, holds)) = open.pop_front() {
            self.visit(id, holds, &mut open);
            for (target, kind) in std::mem::take(&mut self.targets) {
                open.extend(objects::of(kind).map(|object| (target, Holds::One(object))));
            }
        }
    }

    fn visit(&mut self, id: NodeId, holds: Holds, open: &mut Open) {
        let tree = self.tree;
        let shape = tree.shape(id);
        match holds {
            Holds::Schema => {
                self.schema_id(id);
            }
            Holds::Schemas if shape == Shape::Map && self.is_unvisited(id) => {
                for (name, schema) in tree.members(id) {
                    if is_meant(name, tree.shape(schema)) {
                        self.schema_id(schema);
                    }
                }
            }
            Holds::Many(object) if shape == Shape::List && self.is_unvisited(id) => {
                open.extend(tree.children(id).map(|entry| (entry, Holds::One(object))));
            }
            Holds::Named(object) if shape == Shape::Map && self.is_unvisited(id) => {
                if tree.key(id) == Some("content") {
                    self.media_keys(id);
                }
                let members = tree.members(id).filter(|(name, value)| is_meant(name, tree.shape(*value)));
                open.extend(members.map(|(_, value)| (value, Holds::One(object))));
            }
            Holds::One(object) => self.visit_object(id, object, open),
            _ => {}
        }
    }

    fn visit_object(&mut self, id: NodeId, object: &'static Object, open: &mut Open) {
        let tree = self.tree;
        if let (Some(kind), Some(reference)) = (object.kind, tree.member(id, "$ref"))
            && tree.text(reference).is_some()
        {
            if !self.may_refer(object) {
                self.stray_reference(reference, object);
            }
            if let Target::Node(target) = self.follow(id, kind) {
                open.push_back((target, Holds::One(object)));
            }
            return;
        }
        if !self.check(id, object) || !self.is_unvisited(id) {
            return;
        }
        let object = object.variant.map_or(object, |variant| variant(self, id));
        for (name, value) in tree.members(id) {
            let field = object.field(name, self.version);
            let missing = field.is_some_and(|field| field.is_required(self.version));
            let holds = field.map(super::object::Field::holds).or(object.others);
            if let Some(holds) = holds
                && !name.starts_with("x-")
                && !(missing && tree.shape(value) == Shape::Null)
            {
                open.push_back((value, holds));
            }
        }
    }

    fn is_unvisited(&mut self, id: NodeId) -> bool {
        self.visited.insert(self.tree.resolved(id))
    }
}

/// Whether a named member is one of its kind, and no extension.
fn is_meant(name: &str, shape: Shape) -> bool {
    !name.starts_with("x-") || shape == Shape::Map
}
