//! Queries of the language: `from order in orders where order.Open select order.Id` is a chain of methods.

use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{
    Call, Clause, Comprehension, Fields, Function, Lowering, NodeId, NodeKind, Parameter, named,
};

impl Lowering<'_, CSharp> {
    pub(super) fn query(&mut self, syntax: Syntax<'_>) -> NodeId {
        let parts = named(syntax);
        let simple = |part: &Syntax<'_>| {
            matches!(part.kind(), "where_clause" | "order_by_clause" | "select_clause" | "group_clause")
        };
        match parts.split_first() {
            Some((from, rest)) if from.kind() == "from_clause" && rest.iter().all(simple) => {
                self.as_methods(*from, rest)
            }
            _ => self.as_loops(syntax, &parts),
        }
    }

    fn as_methods(&mut self, from: Syntax<'_>, clauses: &[Syntax<'_>]) -> NodeId {
        let mut value = self.last_value(from);
        for clause in clauses {
            let method = match clause.kind() {
                "where_clause" => "Where",
                "order_by_clause" => "OrderBy",
                "group_clause" => "GroupBy",
                _ => "Select",
            };
            let pattern = self.needed(from, "name");
            let body = self.inner_value(*clause).unwrap_or_default();
            let parameters = vec![Parameter { pattern, ..Parameter::default() }];
            let function = Function { parameters, body, arrow: true, ..Function::default() };
            let given = self.add(*clause, NodeKind::Function(Box::new(function)));
            let callee = self.add(*clause, NodeKind::Member { object: value, name: method.into() });
            let call = Call { callee, arguments: vec![given], creates: false };
            let (start, end) = (from.start_byte(), clause.end_byte());
            value = self.tree.add(start, end, NodeKind::Call(call));
        }
        value
    }

    /// With several sources, or names on the way.
    fn as_loops(&mut self, syntax: Syntax<'_>, parts: &[Syntax<'_>]) -> NodeId {
        let mut loops: Vec<Clause> = Vec::new();
        let mut value = None;
        for part in parts {
            match part.kind() {
                "from_clause" | "join_clause" | "let_clause" => loops.extend(self.clause(*part)),
                "select_clause" | "group_clause" => value = self.inner_value(*part),
                _ => {
                    let test = self.inner_value(*part);
                    if let (Some(last), Some(test)) = (loops.last_mut(), test) {
                        last.tests.push(test);
                    }
                }
            }
        }
        let value = value.unwrap_or_else(|| self.empty(syntax));
        self.add(syntax, NodeKind::Comprehension(Box::new(Comprehension { key: None, value, loops })))
    }

    fn clause(&mut self, part: Syntax<'_>) -> Option<Clause> {
        let type_ = part.field("type").map(|type_| type_.id());
        let parts: Vec<Syntax<'_>> = named(part).into_iter().filter(|one| Some(one.id()) != type_).collect();
        let element = match part.field("name") {
            Some(name) => self.node(name),
            None => self.node(*parts.first()?),
        };
        let mut over = self.node(*parts.get(1)?);
        if part.kind() == "let_clause" {
            over = self.add(part, NodeKind::Array(vec![over]));
        }
        let tests = parts.get(2..).unwrap_or_default().iter().filter(|one| one.kind() != "join_into_clause");
        let tests: Vec<NodeId> = tests.map(|one| self.node(*one)).collect();
        Some(Clause { start: part.start_byte(), end: part.end_byte(), element, over, tests })
    }
}
