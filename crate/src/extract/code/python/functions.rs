use tree_sitter::Node as Syntax;

use super::Python;
use super::expressions::constructor_or;
use crate::collections::BTreeSet;
use crate::extract::code::syntax::{Fields, Function, Lowering, NodeId, NodeKind, Parameter, inner, named};

impl Lowering<'_, Python> {
    /// Functions and classes, as values and as statements.
    pub(super) fn definition(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        match syntax.kind() {
            "function_definition" => Some(self.function(syntax, Vec::new(), false)),
            "class_definition" => Some(self.class(syntax, Vec::new())),
            "decorated_definition" => {
                let decorators = self.decorators(syntax);
                self.decorated(syntax, decorators, false)
            }
            "lambda" => {
                let parameters = self.parameters(syntax);
                let body = self.needed(syntax, "body");
                let function = Function { parameters, body, arrow: true, ..Function::default() };
                Some(self.add(syntax, NodeKind::Function(Box::new(function))))
            }
            _ => None,
        }
    }

    pub(super) fn decorators(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let decorators = named(syntax).into_iter().filter(|child| child.kind() == "decorator");
        decorators.filter_map(inner).map(|decorator| self.node(decorator)).collect()
    }

    pub(super) fn decorated(
        &mut self,
        syntax: Syntax<'_>,
        decorators: Vec<NodeId>,
        method: bool,
    ) -> Option<NodeId> {
        let definition = syntax.field("definition")?;
        Some(match definition.kind() {
            "class_definition" => self.class(definition, decorators),
            _ => self.function(definition, decorators, method),
        })
    }

    /// A function; the first parameter of a method is the instance.
    pub(super) fn function(&mut self, syntax: Syntax<'_>, decorators: Vec<NodeId>, method: bool) -> NodeId {
        let name = self.name_of(syntax, "name").map(constructor_or);
        let mut parameters = self.parameters(syntax);
        let is_static = decorators.iter().any(|id| self.tree.path(*id).as_deref() == Some("staticmethod"));
        let mut receiver = None;
        if method && !is_static && !parameters.is_empty() {
            receiver = self.tree.bound_name(parameters.remove(0).pattern);
        }
        self.grammar.foreign.push(BTreeSet::new());
        let body = self.needed(syntax, "body");
        self.grammar.foreign.pop();
        let is_async = self.text(syntax).starts_with("async");
        let function = Function {
            hidden: false,
            name,
            parameters,
            receiver,
            body,
            arrow: !method,
            declared: true,
            is_async,
            decorators,
        };
        self.add(syntax, NodeKind::Function(Box::new(function)))
    }

    fn parameters(&mut self, syntax: Syntax<'_>) -> Vec<Parameter> {
        let list = syntax.field("parameters").map(named).unwrap_or_default();
        let counted = list
            .into_iter()
            .filter(|one| !matches!(one.kind(), "keyword_separator" | "positional_separator"));
        counted.map(|parameter| self.parameter(parameter)).collect()
    }

    fn parameter(&mut self, syntax: Syntax<'_>) -> Parameter {
        let annotation = syntax.field("type");
        let type_ = annotation.and_then(|type_| self.type_name(type_));
        let target = match syntax.kind() {
            "default_parameter" | "typed_default_parameter" => self.needed(syntax, "name"),
            "typed_parameter" => match inner(syntax) {
                Some(target) => self.node(target),
                None => self.other(syntax),
            },
            _ => self.node(syntax),
        };
        let annotation = annotation.map(|annotation| self.node(annotation));
        let pattern = match self.field(syntax, "value") {
            Some(value) => self.add(syntax, NodeKind::Default { target, value }),
            None => target,
        };
        Parameter { pattern, type_, annotation, ..Parameter::default() }
    }
}
