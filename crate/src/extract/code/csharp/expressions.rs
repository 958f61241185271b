use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, CSharp> {
    pub(super) fn expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "identifier" | "discard" => NodeKind::Name(Name::from(self.text(syntax).trim_start_matches('@'))),
            "this" | "base" => NodeKind::This,
            "generic_name" => return Some(self.generic(syntax)),
            "invocation_expression"
            | "member_access_expression"
            | "element_access_expression"
            | "conditional_access_expression" => return Some(self.chain(syntax)),
            "lambda_expression" | "anonymous_method_expression" => self.lambda(syntax),
            "query_expression" => return Some(self.query(syntax)),
            "switch_expression" => self.switch_value(syntax),
            "is_pattern_expression" => return Some(self.is_pattern(syntax)),
            "declaration_expression" => self.declared(syntax),
            "tuple_pattern" | "parenthesized_variable_designation" => self.tuple_pattern(syntax),
            "tuple_expression" => {
                let parts = named(syntax).into_iter().filter_map(|part| named(part).into_iter().next_back());
                NodeKind::Array(parts.map(|part| self.node(part)).collect())
            }
            "argument" => return Some(self.argument(syntax)),
            "typeof_expression" => return self.field(syntax, "type"),
            "default_expression" | "sizeof_expression" => NodeKind::Other(Vec::new()),
            _ => {
                return self
                    .creation(syntax)
                    .or_else(|| self.literal(syntax))
                    .or_else(|| self.operator_expression(syntax))
                    .or_else(|| self.type_(syntax));
            }
        };
        Some(self.add(syntax, kind))
    }

    pub(super) fn arguments(&mut self, list: Option<Syntax<'_>>) -> Vec<NodeId> {
        list.map(named).unwrap_or_default().into_iter().map(|one| self.argument(one)).collect()
    }

    /// `name: value`, `out var id`, `ref count`.
    fn argument(&mut self, syntax: Syntax<'_>) -> NodeId {
        if syntax.kind() != "argument" {
            return self.node(syntax);
        }
        let value = named(syntax).into_iter().next_back().map(|value| self.node(value)).unwrap_or_default();
        match self.name_of(syntax, "name") {
            Some(name) => self.add(syntax, NodeKind::Named { name, value }),
            None => value,
        }
    }

    /// `out var id` makes a name that the call fills.
    fn declared(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let target = self.needed(syntax, "name");
        let value = self.empty(syntax);
        NodeKind::Declare { target, value: Some(value) }
    }

    pub(super) fn inner_value(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        inner(syntax).map(|value| self.node(value))
    }
}
