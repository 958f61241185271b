use tree_sitter::Node as Syntax;

use super::JavaScript;
use super::literals;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, Property, inner, named};

impl Lowering<'_, JavaScript> {
    pub(super) fn expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "identifier"
            | "shorthand_property_identifier"
            | "shorthand_property_identifier_pattern"
            | "super"
            | "type_identifier" => NodeKind::Name(self.name(syntax)),
            "undefined" | "null" => NodeKind::Nothing,
            "this" => NodeKind::This,
            "true" => NodeKind::Boolean(true),
            "false" => NodeKind::Boolean(false),
            "number" => NodeKind::Number(literals::number(self.text(syntax))),
            "string" => NodeKind::Text(Name::from(literals::string(self.text(syntax)))),
            "template_string" => NodeKind::Template { tag: None, parts: self.template(syntax) },
            "regex" => {
                let pattern = syntax.field("pattern");
                NodeKind::Regex(pattern.map_or_else(|| Name::from(""), |pattern| self.name(pattern)))
            }
            "array" | "array_pattern" => NodeKind::Array(self.all(&named(syntax))),
            "object" | "object_pattern" => NodeKind::Object(self.properties(syntax)),
            "spread_element" | "rest_pattern" => {
                NodeKind::Spread(inner(syntax).map(|value| self.node(value))?)
            }
            "yield_expression" => NodeKind::Yield(inner(syntax).map(|value| self.node(value))),
            "await_expression" => NodeKind::Await(inner(syntax).map(|value| self.node(value))?),
            "parenthesized_expression"
            | "decorator"
            | "as_expression"
            | "satisfies_expression"
            | "non_null_expression"
            | "instantiation_expression"
            | "expression_statement" => return inner(syntax).map(|value| self.node(value)),
            "type_assertion" => {
                return named(syntax).last().map(|value| self.node(*value));
            }
            _ => return self.operation(syntax),
        };
        Some(self.add(syntax, kind))
    }

    fn operation(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "binary_expression" => return Some(self.binary(syntax)),
            "call_expression" => return Some(self.call(syntax)),
            "new_expression" => NodeKind::Call(Call {
                callee: self.needed(syntax, "constructor"),
                arguments: self.arguments(syntax),
                creates: true,
            }),
            "member_expression" | "nested_identifier" => NodeKind::Member {
                object: self.needed(syntax, "object"),
                name: syntax.field("property").map(|property| self.name(property))?,
            },
            "subscript_expression" => self.index(syntax),
            "unary_expression" | "update_expression" => {
                NodeKind::Unary { operator: self.operator(syntax), operand: self.needed(syntax, "argument") }
            }
            "ternary_expression" => NodeKind::If {
                test: self.needed(syntax, "condition"),
                then: self.needed(syntax, "consequence"),
                otherwise: self.field(syntax, "alternative"),
                value: true,
            },
            "assignment_expression" => NodeKind::Assign {
                target: self.needed(syntax, "left"),
                operator: None,
                value: self.needed(syntax, "right"),
            },
            "augmented_assignment_expression" => NodeKind::Assign {
                target: self.needed(syntax, "left"),
                operator: Some(self.operator(syntax)),
                value: self.needed(syntax, "right"),
            },
            "assignment_pattern" | "object_assignment_pattern" => {
                NodeKind::Default { target: self.needed(syntax, "left"), value: self.needed(syntax, "right") }
            }
            _ => return self.definition(syntax),
        };
        Some(self.add(syntax, kind))
    }

    fn index(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let object = self.needed(syntax, "object");
        let key = self.needed(syntax, "index");
        match self.tree.kind(key) {
            NodeKind::Text(name) => NodeKind::Member { object, name: name.clone() },
            _ => NodeKind::Index { object, key },
        }
    }

    /// Joins a chain of `+` without recursion: programs have chains of hundreds.
    fn binary(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut at = syntax;
        let mut parts = Vec::new();
        while at.kind() == "binary_expression" && self.is_plus(at) {
            parts.extend(at.field("right"));
            match at.field("left") {
                Some(left) => at = left,
                None => break,
            }
        }
        if parts.is_empty() {
            let operator = self.operator(syntax);
            let left = self.needed(syntax, "left");
            let right = self.needed(syntax, "right");
            return self.add(syntax, NodeKind::Binary { operator, left, right });
        }
        parts.push(at);
        parts.reverse();
        let parts = self.all(&parts);
        self.add(syntax, NodeKind::Concat(parts))
    }

    fn is_plus(&self, syntax: Syntax<'_>) -> bool {
        syntax.field("operator").is_some_and(|operator| self.text(operator) == "+")
    }

    fn operator(&self, syntax: Syntax<'_>) -> Name {
        syntax.field("operator").map_or_else(|| Name::from(""), |node| self.name(node))
    }

    fn call(&mut self, syntax: Syntax<'_>) -> NodeId {
        let callee = self.needed(syntax, "function");
        if let Some(template) =
            syntax.field("arguments").filter(|arguments| arguments.kind() == "template_string")
        {
            let parts = self.template(template);
            return self.add(syntax, NodeKind::Template { tag: Some(callee), parts });
        }
        let arguments = self.arguments(syntax);
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: false }))
    }

    fn arguments(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let list = syntax.field("arguments").map(named).unwrap_or_default();
        self.all(&list)
    }

    /// The constant stretches and the values of a template, in order.
    fn template(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let mut parts = Vec::new();
        let mut from = syntax.start_byte() + 1;
        for value in named(syntax).into_iter().filter(|child| child.kind() == "template_substitution") {
            self.stretch(from, value.start_byte(), &mut parts);
            parts.extend(inner(value).map(|value| self.node(value)));
            from = value.end_byte();
        }
        self.stretch(from, syntax.end_byte().saturating_sub(1), &mut parts);
        parts
    }

    fn stretch(&mut self, start: usize, end: usize, parts: &mut Vec<NodeId>) {
        let text = self.text.get(start..end).unwrap_or_default();
        if !text.is_empty() {
            let text = Name::from(literals::unescape(text));
            parts.push(self.tree.add(start, end, NodeKind::Text(text)));
        }
    }

    fn properties(&mut self, syntax: Syntax<'_>) -> Vec<Property> {
        named(syntax).into_iter().map(|child| self.property(child)).collect()
    }

    fn property(&mut self, syntax: Syntax<'_>) -> Property {
        let field = match syntax.kind() {
            "pair" | "pair_pattern" => "key",
            "method_definition" => "name",
            "object_assignment_pattern" => "left",
            _ => "",
        };
        let (key, computed) = match syntax.kind() {
            "shorthand_property_identifier" | "shorthand_property_identifier_pattern" => {
                (Some(self.name(syntax)), None)
            }
            "object_assignment_pattern" => (syntax.field("left").map(|left| self.name(left)), None),
            _ => self.key(syntax, field),
        };
        let value = match syntax.kind() {
            "pair" | "pair_pattern" => self.needed(syntax, "value"),
            _ => self.node(syntax),
        };
        let named = syntax.field(field).unwrap_or(syntax).byte_range();
        let named = (named.start, named.end);
        Property { key, computed, value, named }
    }

    /// A property's name: constant, or an expression in brackets.
    pub(super) fn key(&mut self, syntax: Syntax<'_>, field: &'static str) -> (Option<Name>, Option<NodeId>) {
        let Some(key) = syntax.field(field) else { return (None, None) };
        match key.kind() {
            "string" => (Some(Name::from(literals::string(self.text(key)))), None),
            "computed_property_name" => {
                let computed = inner(key).map(|inside| self.node(inside));
                match computed.map(|id| self.tree.kind(id)) {
                    Some(NodeKind::Text(name)) => (Some(name.clone()), None),
                    _ => (None, computed),
                }
            }
            _ => (Some(self.name(key)), None),
        }
    }
}
