use tree_sitter::Node as Syntax;

use super::Java;
use crate::extract::code::syntax::{
    Fields, Function, Lowering, Name, NodeId, NodeKind, Parameter, inner, named,
};

impl Lowering<'_, Java> {
    /// A method or constructor.
    pub(super) fn method(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name = if is_constructor(syntax) {
            Some(Name::from("constructor"))
        } else {
            self.name_of(syntax, "name")
        };
        let decorators = self.annotations(syntax);
        let parameters = syntax.field("parameters").map(|list| self.parameters(list)).unwrap_or_default();
        let body = match syntax.field("body") {
            Some(body) => self.block(body),
            None => self.add(syntax, NodeKind::Block(Vec::new())),
        };
        let function = Function { name, parameters, body, decorators, ..Function::default() };
        self.add(syntax, NodeKind::Function(Box::new(function)))
    }

    pub(super) fn parameters(&mut self, list: Syntax<'_>) -> Vec<Parameter> {
        let list = named(list).into_iter().filter(|one| one.kind() != "receiver_parameter");
        list.map(|parameter| self.parameter(parameter)).collect()
    }

    pub(super) fn plain_parameters(&mut self, names: &[Syntax<'_>]) -> Vec<Parameter> {
        let patterns = self.all(names);
        patterns.into_iter().map(|pattern| Parameter { pattern, ..Parameter::default() }).collect()
    }

    fn parameter(&mut self, syntax: Syntax<'_>) -> Parameter {
        let decorators = self.annotations(syntax);
        if syntax.kind() == "spread_parameter" {
            let declarator = named(syntax).into_iter().find(|one| one.kind() == "variable_declarator");
            let name = declarator.map(|one| self.needed(one, "name")).unwrap_or_default();
            return Parameter {
                pattern: self.add(syntax, NodeKind::Spread(name)),
                decorators,
                ..Parameter::default()
            };
        }
        let declared = syntax.field("type");
        let type_ = declared.and_then(|type_| self.type_name(type_));
        let annotation = declared.map(|type_| self.node(type_));
        let pattern = match syntax.field("name").or_else(|| inner(syntax)) {
            Some(name) => self.node(name),
            None => self.empty(syntax),
        };
        Parameter { pattern, type_, annotation, decorators, field: false }
    }
}

pub(super) fn is_constructor(syntax: Syntax<'_>) -> bool {
    matches!(syntax.kind(), "constructor_declaration" | "compact_constructor_declaration")
}
