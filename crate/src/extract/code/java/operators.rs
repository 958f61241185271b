use tree_sitter::Node as Syntax;

use super::Java;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, inner};

impl Lowering<'_, Java> {
    pub(super) fn operator_expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "binary_expression" => return Some(self.binary(syntax)),
            "unary_expression" => NodeKind::Unary {
                operator: self.name_of(syntax, "operator").unwrap_or_else(|| "".into()),
                operand: self.needed(syntax, "operand"),
            },
            "update_expression" => return self.update(syntax),
            "instanceof_expression" => self.instance_of(syntax),
            "ternary_expression" => NodeKind::If {
                test: self.needed(syntax, "condition"),
                then: self.needed(syntax, "consequence"),
                otherwise: self.field(syntax, "alternative"),
                value: true,
            },
            "assignment_expression" => NodeKind::Assign {
                target: self.needed(syntax, "left"),
                operator: self.name_of(syntax, "operator").filter(|operator| &**operator != "="),
                value: self.needed(syntax, "right"),
            },
            "cast_expression" => {
                let value = self.needed(syntax, "value");
                return Some(self.typed(syntax, syntax.field("type"), value));
            }
            "parenthesized_expression" => return inner(syntax).map(|value| self.node(value)),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    /// Joins a chain of `+` without recursion.
    fn binary(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut at = syntax;
        let mut parts = Vec::new();
        while at.kind() == "binary_expression" && self.written_operator(at) == "+" {
            parts.extend(at.field("right"));
            match at.field("left") {
                Some(left) => at = left,
                None => break,
            }
        }
        if parts.is_empty() {
            let operator = Name::from(self.written_operator(syntax));
            let left = self.needed(syntax, "left");
            let right = self.needed(syntax, "right");
            return self.add(syntax, NodeKind::Binary { operator, left, right });
        }
        parts.push(at);
        parts.reverse();
        let parts = self.all(&parts);
        self.add(syntax, NodeKind::Concat(parts))
    }

    fn written_operator(&self, syntax: Syntax<'_>) -> &str {
        syntax.field("operator").map(|operator| self.text(operator)).unwrap_or_default()
    }

    /// `i++` adds one to it.
    fn update(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let operator = if self.text(syntax).contains("--") { "-=" } else { "+=" };
        let target = inner(syntax).map(|target| self.node(target))?;
        let value = self.add(syntax, NodeKind::Number(1.0));
        Some(self.add(syntax, NodeKind::Assign { target, operator: Some(operator.into()), value }))
    }

    /// `value instanceof String text` gives the value a second name.
    fn instance_of(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let left = self.needed(syntax, "left");
        let Some(name) = syntax.field("name") else {
            let right = self.needed(syntax, "right");
            return NodeKind::Binary { operator: "instanceof".into(), left, right };
        };
        let target = self.node(name);
        let declared = self.add(syntax, NodeKind::Declare { target, value: Some(left) });
        NodeKind::Other(vec![declared])
    }
}
