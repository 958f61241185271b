//! Links from a response to the operation that may follow, and examples that stand apart.

use std::collections::HashSet;

use super::component::Component;
use super::objects;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Operation, ProblemKind};

impl Reader<'_> {
    /// The links of a response of 3.x.
    pub(super) fn links(&mut self, response: NodeId) {
        let tree = self.tree;
        let Some(map) = tree.member(response, "links").filter(|_| self.version > Version::V2) else { return };
        for link in tree.children(map) {
            let Target::Node(id) = self.follow(link, Component::Link) else { continue };
            let first = !self.was_checked(id);
            if !self.check(id, &objects::LINK) || !first {
                continue;
            }
            match (tree.member(id, "operationId"), tree.member(id, "operationRef")) {
                (Some(_), Some(both)) => {
                    let message = "a link has both `operationId` and `operationRef`";
                    self.problem(ProblemKind::WrongValue, self.node_place(both), message);
                }
                (Some(named), None) => self.linked.push(named),
                (None, Some(_)) => {}
                (None, None) => {
                    let message = "a link has neither `operationId` nor `operationRef`";
                    self.problem(ProblemKind::MissingField, self.node_place(id), message);
                }
            }
        }
    }

    /// Every operation that a link names is there, as far as all operations were read.
    pub(super) fn links_lead_to(&mut self, operations: &[Operation]) {
        let ids: HashSet<&str> =
            operations.iter().filter_map(|operation| Some(operation.id.as_ref()?.value.as_str())).collect();
        let linked = std::mem::take(&mut self.linked);
        if self.left_out > 0 || self.leads_out() {
            return;
        }
        for id in linked {
            let Some(name) = self.tree.text(id).filter(|name| !ids.contains(name)) else { continue };
            let message = format!("a link names the operation `{}`, which does not exist", clipped(name));
            self.problem(ProblemKind::UnresolvedReference, self.value_place(id), message);
        }
    }

    /// An example is given in one way: one of them or several by name, each as a value or elsewhere.
    pub(super) fn one_way_of_example(&mut self, id: NodeId, owner: &str) {
        let tree = self.tree;
        let examples = tree.member(id, "examples").filter(|_| self.version > Version::V2);
        if let Some(examples) = examples.filter(|_| tree.member(id, "example").is_some()) {
            let message = format!("{owner} has both `example` and `examples`");
            self.problem(ProblemKind::WrongValue, self.node_place(examples), message);
        }
        for example in examples.into_iter().flat_map(|map| tree.children(map)) {
            let Target::Node(example) = self.follow(example, Component::Example) else { continue };
            if tree.shape(example) == Shape::Map
                && tree.member(example, "value").is_some()
                && let Some(other) = tree.member(example, "externalValue")
                && self.is_first(other)
            {
                let message = "an example has both `value` and `externalValue`";
                self.problem(ProblemKind::WrongValue, self.node_place(other), message);
            }
        }
    }
}
