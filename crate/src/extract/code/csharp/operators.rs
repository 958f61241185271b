use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, CSharp> {
    pub(super) fn operator_expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "binary_expression" => return Some(self.binary(syntax)),
            "prefix_unary_expression" | "unary_expression" => return self.unary(syntax),
            "postfix_unary_expression" => {
                let text = self.text(syntax);
                // `value!` says that it is not null.
                return if text.ends_with('!') { self.inner_value(syntax) } else { self.update(syntax) };
            }
            "conditional_expression" => NodeKind::If {
                test: self.needed(syntax, "condition"),
                then: self.needed(syntax, "consequence"),
                otherwise: self.field(syntax, "alternative"),
                value: true,
            },
            "assignment_expression" => {
                let operator = self.written_operator(syntax);
                let operator = Some(Name::from(operator)).filter(|operator| &**operator != "=");
                NodeKind::Assign {
                    target: self.needed(syntax, "left"),
                    operator,
                    value: self.needed(syntax, "right"),
                }
            }
            "cast_expression" => {
                let value = self.needed(syntax, "value");
                return Some(self.typed(syntax, syntax.field("type"), value));
            }
            "as_expression" => {
                let value = self.needed(syntax, "left");
                return Some(self.typed(syntax, syntax.field("right"), value));
            }
            "is_expression" => NodeKind::Other(vec![self.needed(syntax, "left")]),
            "await_expression" => NodeKind::Await(self.inner_value(syntax)?),
            "parenthesized_expression" | "checked_expression" | "ref_expression" => {
                return self.inner_value(syntax);
            }
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
            // `value ?? throw new ...` is the value.
            let right = syntax.field("right");
            if right.is_some_and(|right| right.kind() == "throw_expression") {
                return left;
            }
            let right = self.needed(syntax, "right");
            return self.add(syntax, NodeKind::Binary { operator, left, right });
        }
        parts.push(at);
        parts.reverse();
        let parts = self.all(&parts);
        self.add(syntax, NodeKind::Concat(parts))
    }

    pub(super) fn written_operator(&self, syntax: Syntax<'_>) -> &str {
        syntax.field("operator").map(|operator| self.text(operator)).unwrap_or_default()
    }

    fn unary(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let operand = inner(syntax).or_else(|| syntax.field("argument"))?;
        let operator: String =
            self.text(syntax).chars().take_while(|char| "!-+~^&*".contains(*char)).take(2).collect();
        if matches!(operator.as_str(), "++" | "--") {
            return self.update(syntax);
        }
        let operand = self.node(operand);
        let operator = operator.get(..1).unwrap_or_default();
        Some(self.add(syntax, NodeKind::Unary { operator: operator.into(), operand }))
    }

    /// `i++` adds one to it.
    fn update(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let operator = if self.text(syntax).contains("--") { "-=" } else { "+=" };
        let target = self.inner_value(syntax)?;
        let value = self.add(syntax, NodeKind::Number(1.0));
        Some(self.add(syntax, NodeKind::Assign { target, operator: Some(operator.into()), value }))
    }

    /// The last of the named parts, as a value.
    pub(super) fn last_value(&mut self, syntax: Syntax<'_>) -> NodeId {
        named(syntax).into_iter().next_back().map(|value| self.node(value)).unwrap_or_default()
    }
}
