use tree_sitter::Node as Syntax;

use super::Go;
use crate::extract::code::syntax::{Fields, Function, Lowering, Name, NodeId, NodeKind, Parameter, named};

impl Lowering<'_, Go> {
    /// A function, method or function literal.
    pub(super) fn function(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name = self.name_of(syntax, "name");
        let receiver = syntax.field("receiver").and_then(|list| {
            let declared = named(list).into_iter().next()?;
            self.name_of(declared, "name")
        });
        let parameters = syntax.field("parameters");
        let parameters = parameters.map(|list| self.parameters(list)).unwrap_or_default();
        let results = self.named_results(syntax);
        let outer = std::mem::take(&mut self.grammar.builders);
        self.grammar.results.push(results.clone());
        let body = self.needed(syntax, "body");
        self.grammar.results.pop();
        self.grammar.builders = outer;
        let body = self.with_results(syntax, &results, body);
        let declared = syntax.kind() == "function_declaration";
        let arrow = syntax.kind() != "method_declaration";
        let function = Function { name, parameters, receiver, body, arrow, declared, ..Function::default() };
        self.add(syntax, NodeKind::Function(Box::new(function)))
    }

    fn parameters(&mut self, list: Syntax<'_>) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for declared in named(list) {
            let type_syntax = declared.field("type");
            let type_ = type_syntax.and_then(|type_| self.type_name(type_));
            let mut cursor = declared.walk();
            let names: Vec<Syntax<'_>> = declared.children_by_field_name("name", &mut cursor).collect();
            if names.is_empty() {
                let pattern = self.add(declared, NodeKind::Other(Vec::new()));
                parameters.push(Parameter { pattern, type_: type_.clone(), ..Parameter::default() });
            }
            for name in names {
                let mut pattern = self.node(name);
                if declared.kind() == "variadic_parameter_declaration" {
                    pattern = self.add(name, NodeKind::Spread(pattern));
                }
                parameters.push(Parameter { pattern, type_: type_.clone(), ..Parameter::default() });
            }
        }
        parameters
    }

    fn named_results(&self, syntax: Syntax<'_>) -> Vec<Name> {
        let list = syntax.field("result").filter(|list| list.kind() == "parameter_list");
        let mut names = Vec::new();
        for declared in list.map(named).unwrap_or_default() {
            let mut cursor = declared.walk();
            let own = declared.children_by_field_name("name", &mut cursor);
            names.extend(own.map(|name| self.name(name)));
        }
        names
    }

    /// Results with names are variables from the start.
    fn with_results(&mut self, syntax: Syntax<'_>, results: &[Name], body: NodeId) -> NodeId {
        if results.is_empty() {
            return body;
        }
        let mut statements: Vec<NodeId> = Vec::new();
        for name in results {
            let target = self.add(syntax, NodeKind::Name(name.clone()));
            statements.push(self.add(syntax, NodeKind::Declare { target, value: None }));
        }
        match self.tree.kind(body) {
            NodeKind::Block(own) => statements.extend(own.iter().copied()),
            _ => statements.push(body),
        }
        self.add(syntax, NodeKind::Block(statements))
    }

    /// What a `return` without values gives.
    pub(super) fn results(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let names = self.grammar.results.last().cloned().unwrap_or_default();
        let values: Vec<NodeId> =
            names.into_iter().map(|name| self.add(syntax, NodeKind::Name(name))).collect();
        match values.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => Some(self.add(syntax, NodeKind::Array(values))),
        }
    }
}
