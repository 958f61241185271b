use tree_sitter::Node as Syntax;

use super::Python;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, Python> {
    pub(super) fn operation(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "binary_operator" => return Some(self.binary(syntax)),
            "boolean_operator" => {
                let word = self.name_of(syntax, "operator").unwrap_or_else(|| "".into());
                let operator = if &*word == "and" { "&&" } else { "||" };
                NodeKind::Binary {
                    operator: operator.into(),
                    left: self.needed(syntax, "left"),
                    right: self.needed(syntax, "right"),
                }
            }
            "not_operator" => {
                NodeKind::Unary { operator: "!".into(), operand: self.needed(syntax, "argument") }
            }
            "unary_operator" => NodeKind::Unary {
                operator: self.name_of(syntax, "operator").unwrap_or_else(|| "".into()),
                operand: self.needed(syntax, "argument"),
            },
            "comparison_operator" => return self.comparison(syntax),
            "conditional_expression" => {
                let parts = named(syntax);
                let [then, test, otherwise] = parts.as_slice() else { return None };
                NodeKind::If {
                    test: self.node(*test),
                    then: self.node(*then),
                    otherwise: Some(self.node(*otherwise)),
                    value: true,
                }
            }
            "named_expression" => {
                let target = self.needed(syntax, "name");
                let value = self.needed(syntax, "value");
                self.assigned(target, value)
            }
            "as_pattern" => return inner(syntax).map(|value| self.node(value)),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    /// Joins a chain of `+` without recursion.
    fn binary(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut at = syntax;
        let mut parts = Vec::new();
        while at.kind() == "binary_operator" && self.operator(at) == "+" {
            parts.extend(at.field("right"));
            match at.field("left") {
                Some(left) => at = left,
                None => break,
            }
        }
        if parts.is_empty() {
            let operator = Name::from(self.operator(syntax));
            let left = self.needed(syntax, "left");
            let right = self.needed(syntax, "right");
            return self.add(syntax, NodeKind::Binary { operator, left, right });
        }
        parts.push(at);
        parts.reverse();
        let parts = self.all(&parts);
        self.add(syntax, NodeKind::Concat(parts))
    }

    fn operator(&self, syntax: Syntax<'_>) -> &str {
        syntax.field("operator").map(|operator| self.text(operator)).unwrap_or_default()
    }

    /// `a in b`, `a is not b`; a chain is what it holds.
    fn comparison(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let parts = named(syntax);
        let [left, right] = parts.as_slice() else { return None };
        let written = self.text.get(left.end_byte()..right.start_byte()).unwrap_or_default();
        let operator = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let operator = operator.trim_matches(['(', ')', ' ', '\\']).to_owned();
        let (plain, negated) = match operator.as_str() {
            "not in" => ("in", true),
            "is" => ("===", false),
            "is not" => ("!==", false),
            other => (other, false),
        };
        let left = self.node(*left);
        let right = self.node(*right);
        let compared = self.add(syntax, NodeKind::Binary { operator: plain.into(), left, right });
        if !negated {
            return Some(compared);
        }
        Some(self.add(syntax, NodeKind::Unary { operator: "!".into(), operand: compared }))
    }
}
