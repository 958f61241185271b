use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Fields, Loop, LoopKind, Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, Rust> {
    pub(super) fn while_(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(test) = syntax.field("condition") else { return self.other(syntax) };
        // `while let Some(row) = rows.next().await`
        if test.kind() == "let_condition"
            && let (Some(pattern), Some(value)) = (test.field("pattern"), test.field("value"))
        {
            let over = self.node(value);
            let element = self.pattern(pattern);
            let goes_on = ["next", "try_next", "next_row", "pop", "pop_front", "next_field"];
            let kind = self.method_of(value).filter(|name| goes_on.contains(&&**name));
            let kind = if kind.is_some() { LoopKind::Each } else { LoopKind::While };
            if kind == LoopKind::Each {
                let kind = self.repeat(syntax, kind, Some((over, element)), None);
                return self.add(syntax, kind);
            }
            let declared = self.add(test, NodeKind::Declare { target: element, value: Some(over) });
            let kind = self.repeat(syntax, kind, None, Some(declared));
            return self.add(syntax, kind);
        }
        let test = self.condition(test);
        let kind = self.repeat(syntax, LoopKind::While, None, Some(test));
        self.add(syntax, kind)
    }

    /// The last method of a chain, behind `?` and `.await`.
    fn method_of(&self, syntax: Syntax<'_>) -> Option<Name> {
        let mut at = syntax;
        while matches!(at.kind(), "await_expression" | "try_expression") {
            at = inner(at)?;
        }
        self.name_of(at.field("function")?, "field")
    }

    pub(super) fn each(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(over) = syntax.field("value") else { return self.other(syntax) };
        let element = syntax.field("pattern").map(|pattern| self.pattern(pattern)).unwrap_or_default();
        if over.kind() != "range_expression" {
            let over = self.node(over);
            let kind = self.repeat(syntax, LoopKind::Each, Some((over, element)), None);
            return self.add(syntax, kind);
        }
        // `for at in 0..rows.len()` counts.
        let ends = self.all(&named(over));
        let right = ends.last().copied().unwrap_or_default();
        let value = self.add(over, NodeKind::Number(f64::NAN));
        let before = self.add(over, NodeKind::Declare { target: element, value: Some(value) });
        let test = self.add(over, NodeKind::Binary { operator: "<".into(), left: element, right });
        let kind = self.repeat(syntax, LoopKind::Counted, None, Some(test));
        let kind = match kind {
            NodeKind::Loop(one) => NodeKind::Loop(Box::new(Loop { before: Some(before), ..*one })),
            other => other,
        };
        self.add(syntax, kind)
    }

    pub(super) fn repeat(
        &mut self,
        syntax: Syntax<'_>,
        kind: LoopKind,
        each: Option<(NodeId, NodeId)>,
        test: Option<NodeId>,
    ) -> NodeKind {
        let body = self.needed(syntax, "body");
        let (over, element) = each.unzip();
        NodeKind::Loop(Box::new(Loop { kind, before: None, over, element, test, step: None, body }))
    }
}
