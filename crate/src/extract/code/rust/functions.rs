use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Fields, Function, Lowering, NodeId, NodeKind, Parameter, named};

impl Lowering<'_, Rust> {
    /// A function or method.
    pub(super) fn function(&mut self, syntax: Syntax<'_>, decorators: Vec<NodeId>) -> NodeId {
        let name = self.name_of(syntax, "name");
        let list = syntax.field("parameters").map(named).unwrap_or_default();
        let is_self = |one: &Syntax<'_>| {
            one.kind() == "self_parameter"
                || one.field("pattern").is_some_and(|pattern| pattern.kind() == "self")
        };
        let method = list.first().is_some_and(is_self);
        let parameters =
            list.into_iter().filter(|one| !is_self(one)).map(|one| self.parameter(one)).collect();
        let body = match syntax.field("body") {
            Some(body) => self.tail(body),
            None => self.add(syntax, NodeKind::Block(Vec::new())),
        };
        let within_type = syntax
            .parent()
            .and_then(|list| list.parent())
            .is_some_and(|around| matches!(around.kind(), "impl_item" | "trait_item"));
        let modifiers = named(syntax).into_iter().find(|one| one.kind() == "function_modifiers");
        let is_async = modifiers.is_some_and(|one| self.text(one).contains("async"));
        let function = Function {
            is_async,
            name,
            parameters,
            receiver: method.then(|| "self".into()),
            body,
            arrow: !method,
            declared: !within_type,
            decorators,
            ..Function::default()
        };
        self.add(syntax, NodeKind::Function(Box::new(function)))
    }

    /// A parameter with the types around its own as what it is marked with: `Json` and `Pet` of `Json<Pet>`.
    fn parameter(&mut self, syntax: Syntax<'_>) -> Parameter {
        let Some(type_) = syntax.field("type") else {
            return Parameter { pattern: self.pattern(syntax), ..Parameter::default() };
        };
        let decorators = self.wrappers(type_);
        let name = self.type_name(type_);
        let pattern = match syntax.field("pattern") {
            Some(pattern) => self.typed_pattern(pattern, type_),
            None => self.add(syntax, NodeKind::Other(Vec::new())),
        };
        Parameter { pattern, type_: name, decorators, ..Parameter::default() }
    }

    pub(super) fn closure(&mut self, syntax: Syntax<'_>) -> NodeId {
        let list = syntax.field("parameters").map(named).unwrap_or_default();
        let parameters = list.into_iter().map(|one| match one.kind() {
            "parameter" => self.parameter(one),
            _ => Parameter { pattern: self.pattern(one), ..Parameter::default() },
        });
        let parameters = parameters.collect();
        let body = match syntax.field("body") {
            Some(body) if is_block(body) => self.tail(body),
            Some(body) => self.node(body),
            None => self.add(syntax, NodeKind::Block(Vec::new())),
        };
        let function = Function { parameters, body, arrow: true, ..Function::default() };
        self.add(syntax, NodeKind::Function(Box::new(function)))
    }
}

pub(super) fn is_block(syntax: Syntax<'_>) -> bool {
    matches!(syntax.kind(), "block" | "async_block" | "unsafe_block")
}
