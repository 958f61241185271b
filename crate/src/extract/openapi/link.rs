//! Links from a response to the operation that may follow, and examples that stand apart.

use std::collections::HashMap;

use super::reader::{Reader, clipped};
use super::template;
use super::version::Version;
use crate::artifact::Place;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Operation, ProblemKind};

impl Reader<'_> {
    /// A link names one operation, in one way.
    pub(super) fn link_problems(&mut self, id: NodeId) {
        let tree = self.tree;
        self.link_expressions(id);
        match (tree.member(id, "operationId"), tree.member(id, "operationRef")) {
            (Some(_), Some(both)) => {
                let message = "a link has both `operationId` and `operationRef`";
                self.problem(ProblemKind::WrongValue, self.node_place(both), message);
            }
            (Some(named), None) => self.linked.push((named, id)),
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
        let named = operations.iter().filter_map(|own| Some((own.id.as_ref()?.value.as_str(), own)));
        let ids: HashMap<&str, &Operation> = named.collect();
        let linked = std::mem::take(&mut self.linked);
        if self.left_out > 0 || self.leads_out() {
            return;
        }
        for (id, link) in linked {
            let Some(name) = self.tree.text(id) else { continue };
            if let Some(target) = ids.get(name) {
                self.link_parameters(link, target);
                continue;
            }
            let message = format!("a link names the operation `{}`, which does not exist", clipped(name));
            self.problem(ProblemKind::BrokenLink, self.value_place(id), message);
        }
    }

    /// What a link gives to an operation, the operation takes; a place may stand before a name: `path.id`.
    fn link_parameters(&mut self, link: NodeId, target: &Operation) {
        let tree = self.tree;
        let map = tree.member(link, "parameters").filter(|map| tree.shape(*map) == Shape::Map);
        for (name, value) in map.into_iter().flat_map(|map| tree.members(map)) {
            let bare =
                ["path.", "query.", "header.", "cookie."].iter().find_map(|own| name.strip_prefix(own));
            let takes =
                target.parameters.iter().any(|own| own.name == name || Some(own.name.as_str()) == bare);
            if !takes && target.unread.is_empty() && !name.starts_with("x-") {
                let message = format!(
                    "a link gives the parameter `{}` to `{}`, which has none of that name",
                    clipped(name),
                    clipped(&target.label())
                );
                self.problem(ProblemKind::BrokenLink, self.node_place(value), message);
            }
        }
    }

    /// What a link hands on is a constant, or an expression that begins with `$`.
    fn link_expressions(&mut self, id: NodeId) {
        let tree = self.tree;
        let parameters = tree.member(id, "parameters").filter(|map| tree.shape(*map) == Shape::Map);
        let values = parameters.into_iter().flat_map(|map| tree.children(map));
        for value in values.chain(tree.member(id, "requestBody")) {
            let Some(written) = tree.text(value).filter(|written| written.starts_with('$')) else { continue };
            if !is_runtime_expression(written) {
                self.no_expression(written, self.value_place(value));
            }
        }
    }

    /// The address that a callback calls: its expressions stand in braces.
    pub(super) fn callback_address(&mut self, address: &str, place: Place) {
        let broken = template::names(address).into_iter().take(20).find(|name| {
            let meant =
                name.starts_with('$') || name.starts_with("request.") || name.starts_with("response.");
            meant && !is_runtime_expression(name)
        });
        if let Some(broken) = broken {
            self.no_expression(broken, place);
        }
    }

    fn no_expression(&mut self, written: &str, place: Place) {
        let message = format!(
            "`{}` is no runtime expression: they are `$url`, `$method`, `$statusCode`, and what begins with `$request.` or `$response.` and names a `header`, `query`, `path` or `body`",
            clipped(written)
        );
        self.problem(ProblemKind::WrongValue, place, message);
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

/// Whether a text is an expression that is worked out when an operation is called (OpenAPI 3.0.3, 4.7.20.3).
fn is_runtime_expression(text: &str) -> bool {
    let source = match text.strip_prefix('$') {
        Some("url" | "method" | "statusCode") => return true,
        Some(rest) => rest.strip_prefix("request.").or_else(|| rest.strip_prefix("response.")),
        None => None,
    };
    let Some(source) = source else { return false };
    let named = ["header.", "query.", "path."].iter().find_map(|place| source.strip_prefix(place));
    let pointer =
        source.strip_prefix("body").filter(|pointer| pointer.is_empty() || pointer.starts_with('#'));
    named.is_some_and(|name| !name.is_empty()) || pointer.is_some()
}
