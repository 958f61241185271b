use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, Property, inner, named};

impl Lowering<'_, CSharp> {
    pub(super) fn creation(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        Some(match syntax.kind() {
            "object_creation_expression" => {
                let callee = match syntax.field("type") {
                    Some(type_) => {
                        let path = self.plain(type_);
                        self.dotted(type_, &path)
                    }
                    None => self.empty(syntax),
                };
                self.created(syntax, callee)
            }
            "implicit_object_creation_expression" => {
                let callee = match self.grammar.expected.clone() {
                    Some(type_) => self.dotted(syntax, &type_),
                    None => self.empty(syntax),
                };
                self.created(syntax, callee)
            }
            "anonymous_object_creation_expression" => {
                let properties = self.properties(syntax);
                self.add(syntax, NodeKind::Object(properties))
            }
            "array_creation_expression" | "implicit_array_creation_expression" => {
                let list = named(syntax).into_iter().find(|part| part.kind() == "initializer_expression");
                match list {
                    Some(list) => self.node(list),
                    None => self.add(syntax, NodeKind::Array(Vec::new())),
                }
            }
            "initializer_expression" => {
                let items = self.all(&named(syntax));
                self.add(syntax, NodeKind::Array(items))
            }
            "with_expression" => self.changed(syntax),
            _ => return None,
        })
    }

    /// What is made with values for its properties is given them by name; what is made with elements is given
    /// those.
    fn created(&mut self, syntax: Syntax<'_>, callee: NodeId) -> NodeId {
        let list = named(syntax).into_iter().find(|part| part.kind() == "argument_list");
        let before = self.grammar.expected.take();
        let mut arguments = self.arguments(list);
        let initializer = named(syntax).into_iter().rfind(|part| part.kind() == "initializer_expression");
        if let Some(initializer) = initializer {
            let parts = named(initializer);
            let first = parts.first().map(|part| (part.kind(), *part));
            match first {
                Some(("assignment_expression", part)) if !sets_element(part) => {
                    arguments.extend(parts.into_iter().filter_map(|part| self.set_property(part)));
                }
                Some(("assignment_expression" | "initializer_expression", _)) => {
                    let properties = parts.into_iter().filter_map(|part| self.pair(part)).collect();
                    arguments = vec![self.add(initializer, NodeKind::Object(properties))];
                }
                Some(_) => arguments = vec![self.node(initializer)],
                None => {}
            }
        }
        self.grammar.expected = before;
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: true }))
    }

    fn set_property(&mut self, part: Syntax<'_>) -> Option<NodeId> {
        let name = part.field("left").map(|left| self.name(left))?;
        let value = self.needed(part, "right");
        Some(self.add(part, NodeKind::Named { name, value }))
    }

    /// `["key"] = value`, `{ "key", value }`.
    fn pair(&mut self, part: Syntax<'_>) -> Option<Property> {
        let (key, value) = if part.kind() == "assignment_expression" {
            let left = part.field("left")?;
            (key_of(left)?, part.field("right")?)
        } else {
            let parts = named(part);
            (*parts.first()?, *parts.get(1)?)
        };
        let computed = self.node(key);
        let constant = match self.tree.kind(computed) {
            NodeKind::Text(text) => Some(text.clone()),
            _ => None,
        };
        let computed = Some(computed).filter(|_| constant.is_none());
        let value = self.node(value);
        Some(Property { key: constant, computed, value, named: (key.start_byte(), key.end_byte()) })
    }

    /// `new { id, Name = order.Name, order.Total }`.
    fn properties(&mut self, syntax: Syntax<'_>) -> Vec<Property> {
        let mut cursor = syntax.walk();
        let parts: Vec<Syntax<'_>> = syntax.children(&mut cursor).filter(|part| !part.is_extra()).collect();
        let mut properties = Vec::new();
        let mut name: Option<Syntax<'_>> = None;
        for (at, part) in parts.iter().enumerate() {
            if !part.is_named() {
                continue;
            }
            if name.is_none() && parts.get(at + 1).is_some_and(|next| next.kind() == "=") {
                name = Some(*part);
                continue;
            }
            let value = self.node(*part);
            let key = match name.take() {
                Some(name) => self.plain(name),
                None => self.plain(*part).rsplit('.').next().unwrap_or_default().to_owned(),
            };
            let named = (part.start_byte(), part.end_byte());
            properties.push(Property { key: Some(Name::from(key)), computed: None, value, named });
        }
        properties
    }

    /// `order with { Total = 1 }`: a copy with other values.
    fn changed(&mut self, syntax: Syntax<'_>) -> NodeId {
        let named_at = (syntax.start_byte(), syntax.end_byte());
        let before = self.inner_value(syntax).unwrap_or_default();
        let spread = self.add(syntax, NodeKind::Spread(before));
        let mut properties = vec![Property { key: None, computed: None, value: spread, named: named_at }];
        for part in named(syntax).into_iter().filter(|part| part.kind() == "with_initializer") {
            let parts = named(part);
            let (Some(key), Some(value)) = (parts.first(), parts.get(1)) else { continue };
            let (key, value) = (self.name(*key), self.node(*value));
            properties.push(Property { key: Some(key), computed: None, value, named: named_at });
        }
        self.add(syntax, NodeKind::Object(properties))
    }
}

/// Whether it is `["key"] = value`.
fn sets_element(assignment: Syntax<'_>) -> bool {
    assignment.field("left").is_some_and(|left| key_of(left).is_some())
}

fn key_of(left: Syntax<'_>) -> Option<Syntax<'_>> {
    match left.kind() {
        "element_binding_expression" => inner(inner(left)?).or_else(|| inner(left)),
        "element_access_expression" => inner(inner(left.field("subscript")?)?),
        _ => None,
    }
}
