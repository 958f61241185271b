use tree_sitter::Node as Syntax;

use super::Java;
use crate::extract::code::syntax::{Case, Fields, Lowering, NodeId, NodeKind, inner, named};

impl Lowering<'_, Java> {
    /// `case 1:` and `case 1 ->`, as a statement and as a value.
    pub(super) fn switch(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let value = self.needed(syntax, "condition");
        let body = syntax.field("body").map(named).unwrap_or_default();
        let mut cases = Vec::new();
        for group in body {
            let (labels, statements): (Vec<_>, Vec<_>) =
                named(group).into_iter().partition(|part| part.kind() == "switch_label");
            let body = self.all(&statements);
            for label in labels {
                self.label(label, &body, &mut cases);
            }
        }
        NodeKind::Switch { value, cases }
    }

    /// One case for each value of a label.
    fn label(&mut self, label: Syntax<'_>, body: &[NodeId], cases: &mut Vec<Case>) {
        let mut guard = None;
        let mut values = Vec::new();
        for part in named(label) {
            match part.kind() {
                "guard" => guard = inner(part).map(|test| self.node(test)),
                "pattern" => values.push(self.empty(part)),
                _ => values.push(self.node(part)),
            }
        }
        let is_default = self.text(label).trim_start().starts_with("default");
        if is_default || values.is_empty() {
            cases.push(Case { value: None, guard: None, body: body.to_vec() });
        }
        cases.extend(values.into_iter().map(|value| Case { value: Some(value), guard, body: body.to_vec() }));
    }
}
