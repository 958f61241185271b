use tree_sitter::Node as Syntax;

use super::Go;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, Property, inner, named};

impl Lowering<'_, Go> {
    pub(super) fn expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "identifier" | "field_identifier" | "package_identifier" => NodeKind::Name(self.name(syntax)),
            "blank_identifier" => NodeKind::Other(Vec::new()),
            "parenthesized_expression" | "variadic_argument" | "literal_element" | "expression_list"
                if syntax.named_child_count() == 1 =>
            {
                let value = inner(syntax).map(|value| self.node(value))?;
                if syntax.kind() != "variadic_argument" {
                    return Some(value);
                }
                NodeKind::Spread(value)
            }
            "type_conversion_expression" | "type_assertion_expression" => {
                return self.field(syntax, "operand");
            }
            "type_instantiation_expression" => return self.field(syntax, "type"),
            "call_expression" => return Some(self.call(syntax)),
            "selector_expression" => NodeKind::Member {
                object: self.needed(syntax, "operand"),
                name: self.name_of(syntax, "field")?,
            },
            "index_expression" => self.index(syntax),
            "slice_expression" => {
                let object = self.needed(syntax, "operand");
                let callee = self.add(syntax, NodeKind::Member { object, name: "slice".into() });
                NodeKind::Call(Call { callee, arguments: Vec::new(), creates: false })
            }
            "unary_expression" => return self.unary(syntax),
            "binary_expression" => return Some(self.binary(syntax)),
            "composite_literal" => return Some(self.composite(syntax)),
            "literal_value" => self.elements(syntax),
            "send_statement" => {
                let object = self.needed(syntax, "channel");
                let value = self.needed(syntax, "value");
                let callee = self.add(syntax, NodeKind::Member { object, name: "send".into() });
                NodeKind::Call(Call { callee, arguments: vec![value], creates: false })
            }
            _ => return self.literal(syntax).map(|kind| self.add(syntax, kind)),
        };
        Some(self.add(syntax, kind))
    }

    /// `map["key"]` is the field of that name.
    fn index(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let object = self.needed(syntax, "operand");
        let key = self.needed(syntax, "index");
        match self.tree.kind(key) {
            NodeKind::Text(name) => NodeKind::Member { object, name: name.clone() },
            _ => NodeKind::Index { object, key },
        }
    }

    /// Addresses, what they point to and what a channel gives are the value itself.
    fn unary(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let operator = self.name_of(syntax, "operator")?;
        let operand = self.needed(syntax, "operand");
        if matches!(&*operator, "&" | "*" | "<-") {
            return Some(operand);
        }
        Some(self.add(syntax, NodeKind::Unary { operator, operand }))
    }

    /// Joins a chain of `+`, and of `&&` and `||`, without recursion.
    fn binary(&mut self, syntax: Syntax<'_>) -> NodeId {
        let operator = self.operator(syntax);
        let mut parts = Vec::new();
        let mut at = syntax;
        while at.kind() == "binary_expression" && self.operator(at) == operator {
            parts.push((at, at.field("right")));
            match at.field("left") {
                Some(left) => at = left,
                None => break,
            }
        }
        let first = self.node(at);
        parts.reverse();
        if &*operator == "+" {
            let mut values = vec![first];
            for (_, right) in parts {
                values.extend(right.map(|right| self.node(right)));
            }
            return self.add(syntax, NodeKind::Concat(values));
        }
        let mut left = first;
        for (whole, right) in parts {
            let right = match right {
                Some(right) => self.node(right),
                None => self.add(whole, NodeKind::Other(Vec::new())),
            };
            left = self.add(whole, NodeKind::Binary { operator: operator.clone(), left, right });
        }
        left
    }

    fn operator(&self, syntax: Syntax<'_>) -> Name {
        self.name_of(syntax, "operator").unwrap_or_else(|| "".into())
    }

    /// A struct of a package or of this one is an instance with its fields by name; maps are objects, and slices
    /// arrays.
    fn composite(&mut self, syntax: Syntax<'_>) -> NodeId {
        let type_ = syntax.field("type");
        let Some(body) = syntax.field("body") else { return self.other(syntax) };
        let kind = type_.map_or("", |type_| type_.kind());
        if matches!(kind, "type_identifier" | "qualified_type" | "generic_type") {
            let callee = type_.and_then(|type_| self.named_type(type_));
            let keyed = named(body).iter().all(|child| child.kind() == "keyed_element");
            if let Some(callee) = callee
                && keyed
            {
                let arguments = named(body).into_iter().map(|pair| self.given(pair)).collect();
                return self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: true }));
            }
        }
        if named(body).is_empty()
            && let Some(list) = type_.and_then(|type_| self.list_of(syntax, type_))
        {
            return list;
        }
        let kind = self.elements(body);
        self.add(syntax, kind)
    }

    /// A type as the expression that its name is.
    pub(super) fn named_type(&mut self, type_: Syntax<'_>) -> Option<NodeId> {
        let type_ = type_.field("type").unwrap_or(type_);
        if type_.kind() == "qualified_type" {
            let package = type_.field("package")?;
            let object = self.name(package);
            let object = self.add(package, NodeKind::Name(object));
            let name = self.name_of(type_, "name")?;
            return Some(self.add(type_, NodeKind::Member { object, name }));
        }
        let name = self.name(type_);
        Some(self.add(type_, NodeKind::Name(name)))
    }

    fn given(&mut self, pair: Syntax<'_>) -> NodeId {
        let name = self.name_of(pair, "key").unwrap_or_else(|| "".into());
        let value = self.needed(pair, "value");
        self.add(pair, NodeKind::Named { name: name.trim_matches('"').into(), value })
    }

    fn elements(&mut self, body: Syntax<'_>) -> NodeKind {
        let children = named(body);
        if children.first().is_none_or(|child| child.kind() != "keyed_element") {
            return NodeKind::Array(self.all(&children));
        }
        let of_struct = is_listed(body);
        let properties = children.into_iter().map(|pair| {
            let key = pair.field("key");
            let value = self.needed(pair, "value");
            let place = key.unwrap_or(pair).byte_range();
            let literal = key.and_then(inner).or(key);
            let name = literal.and_then(|key| match self.literal(key) {
                Some(NodeKind::Text(text)) => Some(text),
                // Within a list of structs, whose type stands before the list.
                _ if of_struct && key.kind() == "identifier" => Some(self.name(key)),
                _ => None,
            });
            // A field of a struct, or a constant.
            let computed = if name.is_some() { None } else { key.map(|key| self.node(key)) };
            Property { key: name, computed, value, named: (place.start, place.end) }
        });
        NodeKind::Object(properties.collect())
    }
}

/// Whether what stands in braces is an element of a list: a struct, or a list itself.
fn is_listed(body: Syntax<'_>) -> bool {
    let above = body.parent().filter(|parent| parent.kind() == "literal_element");
    above.and_then(|above| above.parent()).is_some_and(|list| list.kind() == "literal_value")
}
