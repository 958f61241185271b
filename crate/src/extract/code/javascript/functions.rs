use tree_sitter::Node as Syntax;

use super::JavaScript;
use crate::extract::code::syntax::{
    Class, Fields, Function, Lowering, Member, Name, NodeId, NodeKind, Parameter, inner, named,
};

/// Bytes of a type that are kept as written: a longer one names nothing that is looked for.
const LONGEST_TYPE: usize = 200;

impl Lowering<'_, JavaScript> {
    /// Functions and classes, as values and as statements.
    pub(super) fn definition(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "function_expression" | "generator_function" | "method_definition" => {
                self.function(syntax, false, false)
            }
            "function_declaration" | "generator_function_declaration" => self.function(syntax, false, true),
            "arrow_function" => self.function(syntax, true, false),
            "class" | "class_declaration" | "abstract_class_declaration" => self.class(syntax),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    fn function(&mut self, syntax: Syntax<'_>, arrow: bool, declared: bool) -> NodeKind {
        let name = self.name_of(syntax, "name");
        let parameters = self.parameters(syntax);
        let body = self.needed(syntax, "body");
        let is_async = self.text(syntax).starts_with("async");
        NodeKind::Function(Box::new(Function {
            name,
            parameters,
            body,
            arrow,
            declared,
            is_async,
            ..Function::default()
        }))
    }

    fn parameters(&mut self, syntax: Syntax<'_>) -> Vec<Parameter> {
        if let Some(one) = syntax.field("parameter") {
            return vec![Parameter { pattern: self.node(one), ..Parameter::default() }];
        }
        let list = syntax.field("parameters").map(named).unwrap_or_default();
        list.into_iter().map(|parameter| self.parameter(parameter)).collect()
    }

    fn parameter(&mut self, syntax: Syntax<'_>) -> Parameter {
        if !matches!(syntax.kind(), "required_parameter" | "optional_parameter") {
            return Parameter { pattern: self.node(syntax), ..Parameter::default() };
        }
        let type_ = syntax.field("type").and_then(|type_| self.type_name(type_));
        let field =
            named(syntax).iter().any(|child| matches!(child.kind(), "accessibility_modifier" | "readonly"));
        let target = syntax.field("pattern").or_else(|| syntax.field("name"));
        let Some(target) = target.or_else(|| inner(syntax)) else {
            return Parameter { pattern: self.other(syntax), type_, field, ..Parameter::default() };
        };
        let target = self.node(target);
        let pattern = match self.field(syntax, "value") {
            Some(value) => self.add(syntax, NodeKind::Default { target, value }),
            None => target,
        };
        let decorators = self.decorators(syntax);
        Parameter { pattern, type_, decorators, field, ..Parameter::default() }
    }

    /// `Request` of `: Request<Params>`.
    fn type_name(&self, annotation: Syntax<'_>) -> Option<Name> {
        let mut type_ = inner(annotation)?;
        if type_.kind() == "generic_type" {
            type_ = type_.field("name")?;
        }
        let named = matches!(type_.kind(), "type_identifier" | "nested_type_identifier" | "predefined_type");
        named.then(|| self.name(type_))
    }

    fn class(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let name = syntax.field("name").map(|name| self.name(name));
        let heritage = named(syntax).into_iter().find(|child| child.kind() == "class_heritage");
        let parent = heritage.and_then(inner).map(|parent| {
            let extended = parent.field("value").unwrap_or(parent);
            self.node(extended)
        });
        // Those before `export` belong to the class as well.
        let outer = syntax.parent().filter(|parent| parent.kind() == "export_statement");
        let mut decorators = outer.map(|outer| self.decorators(outer)).unwrap_or_default();
        decorators.extend(self.decorators(syntax));
        let body = syntax.field("body").map(named).unwrap_or_default();
        let mut members = Vec::new();
        let mut marks = Vec::new();
        for part in body {
            if part.kind() == "decorator" {
                marks.extend(inner(part).map(|mark| self.node(mark)));
            } else {
                let before = std::mem::take(&mut marks);
                members.push(self.member(part, before));
            }
        }
        NodeKind::Class(Box::new(Class { name, parents: parent.into_iter().collect(), members, decorators }))
    }

    fn decorators(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let decorators = named(syntax).into_iter().filter(|child| child.kind() == "decorator");
        decorators.filter_map(inner).map(|decorator| self.node(decorator)).collect()
    }

    /// `marks` are the decorators that stand before it.
    fn member(&mut self, syntax: Syntax<'_>, mut marks: Vec<NodeId>) -> Member {
        marks.extend(self.decorators(syntax));
        let field = match syntax.kind() {
            "method_definition" | "public_field_definition" => "name",
            "field_definition" => "property",
            _ => "",
        };
        let (key, computed) = self.key(syntax, field);
        let value = match syntax.kind() {
            "field_definition" | "public_field_definition" => self.needed(syntax, "value"),
            _ => self.node(syntax),
        };
        let type_ = syntax.field("type").and_then(inner);
        let type_ = type_.filter(|type_| type_.byte_range().len() <= LONGEST_TYPE);
        let type_ = type_.map(|type_| self.name(type_));
        let named = syntax.field(field).unwrap_or(syntax).byte_range();
        let named = (named.start, named.end);
        Member { key, computed, value, named, decorators: marks, type_, ..Member::default() }
    }
}
