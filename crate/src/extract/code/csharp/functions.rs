use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{
    Fields, Function, Lowering, Name, NodeId, NodeKind, Parameter, inner, named,
};

impl Lowering<'_, CSharp> {
    /// A method, constructor or local function.
    pub(super) fn method(&mut self, syntax: Syntax<'_>, declared: bool) -> NodeId {
        let is_constructor = syntax.kind() == "constructor_declaration";
        let name =
            if is_constructor { Some(Name::from("constructor")) } else { self.name_of(syntax, "name") };
        let decorators = self.attributes(syntax);
        let list = syntax.field("parameters");
        let parameters = list.map(|list| self.parameters(list)).unwrap_or_default();
        let mut body = self.body(syntax);
        // `: base(name)` happens first.
        let initializer = named(syntax).into_iter().find(|part| part.kind() == "constructor_initializer");
        if let Some(list) = initializer.and_then(inner) {
            let arguments = self.all(&named(list));
            let first = self.add(list, NodeKind::Other(arguments));
            body = self.add(syntax, NodeKind::Block(vec![first, body]));
        }
        let is_async = self.has_word(syntax, "async");
        let hidden = !self.has_word(syntax, "public")
            || self.has_word(syntax, "static")
            || self.has_word(syntax, "override");
        let function = Function {
            name,
            parameters,
            body,
            declared,
            is_async,
            decorators,
            hidden,
            ..Function::default()
        };
        self.add(syntax, NodeKind::Function(Box::new(function)))
    }

    /// A block, or the expression behind `=>`.
    fn body(&mut self, syntax: Syntax<'_>) -> NodeId {
        match syntax.field("body") {
            Some(clause) if clause.kind() == "arrow_expression_clause" => {
                inner(clause).map(|value| self.node(value)).unwrap_or_default()
            }
            Some(body) => self.node(body),
            None => self.add(syntax, NodeKind::Block(Vec::new())),
        }
    }

    pub(super) fn lambda(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let list = syntax.field("parameters");
        let parameters = match list.map(|list| (list.kind(), list)) {
            Some(("parameter_list", list)) => self.parameters(list),
            Some((_, one)) => vec![self.plain_parameter(one)],
            None => Vec::new(),
        };
        let decorators = self.attributes(syntax);
        let is_async = self.has_word(syntax, "async");
        let body = if let Some(body) = syntax.field("body") {
            self.node(body)
        } else {
            let block = named(syntax).into_iter().find(|part| part.kind() == "block");
            self.optional(syntax, block)
        };
        let function =
            Function { parameters, body, arrow: true, is_async, decorators, ..Function::default() };
        NodeKind::Function(Box::new(function))
    }

    fn plain_parameter(&mut self, syntax: Syntax<'_>) -> Parameter {
        let name = NodeKind::Name(Name::from(self.plain(syntax)));
        Parameter { pattern: self.add(syntax, name), ..Parameter::default() }
    }

    pub(super) fn parameters(&mut self, list: Syntax<'_>) -> Vec<Parameter> {
        let mut all: Vec<Parameter> = Vec::new();
        let mut type_ = None;
        for part in named(list) {
            match part.kind() {
                "parameter" => all.push(self.parameter(part)),
                // `params string[] names` has no node of its own.
                "array_type" | "nullable_type" => type_ = Some(part),
                "identifier" => {
                    let name = self.plain_parameter(part).pattern;
                    let type_ = type_.take().and_then(|type_| self.type_name(type_));
                    let pattern = self.add(part, NodeKind::Spread(name));
                    all.push(Parameter { pattern, type_, ..Parameter::default() });
                }
                _ => {}
            }
        }
        all
    }

    fn parameter(&mut self, syntax: Syntax<'_>) -> Parameter {
        let decorators = self.attributes(syntax);
        let declared = syntax.field("type");
        let type_ = declared.and_then(|type_| self.type_name(type_));
        let annotation = declared.map(|type_| self.node(type_));
        let name = syntax.field("name");
        let mut pattern = match name {
            Some(name) => self.node(name),
            None => self.empty(syntax),
        };
        let own = [name.map(|name| name.id()), declared.map(|type_| type_.id())];
        let default = named(syntax).into_iter().find(|part| {
            !own.contains(&Some(part.id())) && !matches!(part.kind(), "attribute_list" | "modifier")
        });
        if let Some(default) = default {
            let value = self.node(default);
            pattern = self.add(syntax, NodeKind::Default { target: pattern, value });
        }
        Parameter { pattern, type_, annotation, decorators, field: false }
    }
}
