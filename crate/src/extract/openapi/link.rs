//! Links from a response to the operation that may follow, and examples that stand apart.

use std::collections::HashSet;

use super::reader::{Reader, clipped};
use super::version::Version;
use crate::extract::tree::NodeId;
use crate::facts::{Operation, ProblemKind};

impl Reader<'_> {
    /// A link names one operation, in one way.
    pub(super) fn link_problems(&mut self, id: NodeId) {
        let tree = self.tree;
        match (tree.member(id, "operationId"), tree.member(id, "operationRef")) {
            (Some(_), Some(both)) => {
                let message = "a link has both `operationId` and `operationRef`";
                self.problem(ProblemKind::WrongValue, self.node_place(both), message);
            }
            (Some(named), None) => self.linked.push(named),
            (None, Some(reference)) => self.operation_is_there(reference),
            (None, None) => {
                let message = "a link has neither `operationId` nor `operationRef`";
                self.problem(ProblemKind::MissingField, self.node_place(id), message);
            }
        }
    }

    /// Within the document, `operationRef` leads to an operation.
    fn operation_is_there(&mut self, reference: NodeId) {
        let Some(written) = self.tree.text(reference).filter(|written| written.starts_with("#/")) else {
            return;
        };
        if self.pointers.target(self.tree, self.root, written).is_none() {
            let message = format!("a link leads to `{}`, which does not exist", clipped(written));
            self.problem(ProblemKind::BrokenLink, self.value_place(reference), message);
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
            self.problem(ProblemKind::BrokenLink, self.value_place(id), message);
        }
    }

    /// One example, or several by name.
    pub(super) fn one_way_of_example(&mut self, id: NodeId, owner: &str) {
        let tree = self.tree;
        if let Some(examples) = tree.member(id, "examples").filter(|_| tree.member(id, "example").is_some()) {
            let message = format!("{owner} has both `example` and `examples`");
            self.problem(ProblemKind::WrongValue, self.node_place(examples), message);
        }
    }

    /// An example is given as a value or elsewhere; from 3.2 on as data, as text, or as both of them.
    pub(super) fn example_problems(&mut self, id: NodeId) {
        let pairs = [
            ("value", "externalValue"),
            ("value", "dataValue"),
            ("value", "serializedValue"),
            ("serializedValue", "externalValue"),
        ];
        for (one, other) in pairs {
            let new = [one, other].iter().any(|name| matches!(*name, "dataValue" | "serializedValue"));
            if let Some(both) = self.tree.member(id, other)
                && self.tree.member(id, one).is_some()
                && !(new && self.version < Version::V32)
            {
                let message = format!("an example has both `{one}` and `{other}`");
                self.problem(ProblemKind::WrongValue, self.node_place(both), message);
            }
        }
    }
}
