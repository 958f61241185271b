use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, Rust> {
    pub(super) fn expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "identifier" if self.text(syntax) == "None" => NodeKind::Nothing,
            "identifier"
            | "scoped_identifier"
            | "type_identifier"
            | "scoped_type_identifier"
            | "generic_type"
            | "generic_function" => return Some(self.path_or_method(syntax)),
            "self"
            | "field_identifier"
            | "shorthand_field_identifier"
            | "metavariable"
            | "primitive_type" => NodeKind::Name(self.name(syntax)),
            "field_expression" => self.member_of(syntax),
            // What is borrowed, tried or put in brackets is the value itself.
            "reference_expression" => return self.field(syntax, "value"),
            "parenthesized_expression" | "try_expression" => {
                return inner(syntax).map(|value| self.node(value));
            }
            "await_expression" => NodeKind::Await(inner(syntax).map(|value| self.node(value))?),
            "type_cast_expression" => {
                let value = self.needed(syntax, "value");
                return Some(self.typed(syntax, syntax.field("type"), value));
            }
            "unary_expression" => return self.unary(syntax),
            "binary_expression" => return Some(self.binary(syntax)),
            "assignment_expression" => {
                let target = self.needed(syntax, "left");
                NodeKind::Assign { target, operator: None, value: self.needed(syntax, "right") }
            }
            "compound_assignment_expr" => {
                let target = self.needed(syntax, "left");
                let operator = self.name_of(syntax, "operator");
                NodeKind::Assign { target, operator, value: self.needed(syntax, "right") }
            }
            "call_expression" => return Some(self.call(syntax)),
            "macro_invocation" => return Some(self.macro_(syntax)),
            "closure_expression" => return Some(self.closure(syntax)),
            "struct_expression" => return Some(self.instance(syntax)),
            "tuple_expression" | "array_expression" => {
                let length = syntax.field("length");
                let items: Vec<Syntax<'_>> = named(syntax)
                    .into_iter()
                    .filter(|one| Some(*one) != length && one.kind() != "attribute_item")
                    .collect();
                NodeKind::Array(self.all(&items))
            }
            "index_expression" => return Some(self.index_of(syntax)),
            _ => return self.literal(syntax).map(|kind| self.add(syntax, kind)),
        };
        Some(self.add(syntax, kind))
    }

    /// A path, or the method of a value: `text.parse::<i64>`.
    fn path_or_method(&mut self, syntax: Syntax<'_>) -> NodeId {
        match syntax.field("function").filter(|one| one.kind() == "field_expression") {
            Some(method) => self.node(method),
            None => self.path(syntax),
        }
    }

    fn member_of(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let object = self.needed(syntax, "value");
        let name = self.name_of(syntax, "field").unwrap_or_else(|| "".into());
        match name.parse::<f64>() {
            Ok(number) => {
                let key = self.add(syntax, NodeKind::Number(number));
                NodeKind::Index { object, key }
            }
            Err(_) => NodeKind::Member { object, name },
        }
    }

    fn unary(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let operand = inner(syntax).map(|value| self.node(value))?;
        let operator = match self.text(syntax).as_bytes().first() {
            Some(b'!') => "!",
            Some(b'-') => "-",
            _ => return Some(operand),
        };
        Some(self.add(syntax, NodeKind::Unary { operator: operator.into(), operand }))
    }

    /// Joins a chain of `+`, and of `&&` and `||`, without recursion.
    fn binary(&mut self, syntax: Syntax<'_>) -> NodeId {
        let operator = self.name_of(syntax, "operator").unwrap_or_else(|| "".into());
        let mut parts = Vec::new();
        let mut at = syntax;
        while at.kind() == "binary_expression" && self.name_of(at, "operator").as_ref() == Some(&operator) {
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

    /// `Pet { name, kind: "cat", ..base }` is an instance with its fields by name.
    fn instance(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(name) = syntax.field("name") else { return self.other(syntax) };
        let callee = self.path(name);
        let body = syntax.field("body").map(named).unwrap_or_default();
        let mut arguments = Vec::new();
        for field in body {
            let argument = match field.kind() {
                "shorthand_field_initializer" => {
                    let Some(name) = named(field).into_iter().find(|one| one.kind() == "identifier") else {
                        continue;
                    };
                    let value = self.node(name);
                    NodeKind::Named { name: self.name(name), value }
                }
                "field_initializer" => {
                    let name = self.name_of(field, "field").unwrap_or_else(|| "".into());
                    NodeKind::Named { name, value: self.needed(field, "value") }
                }
                "base_field_initializer" => {
                    NodeKind::SpreadNamed(inner(field).map(|value| self.node(value)).unwrap_or_default())
                }
                _ => continue,
            };
            arguments.push(self.add(field, argument));
        }
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: true }))
    }

    /// `map["key"]` is the field of that name, `text[1..]` a part.
    fn index_of(&mut self, syntax: Syntax<'_>) -> NodeId {
        let parts = named(syntax);
        let (Some(object), Some(key)) = (parts.first(), parts.get(1)) else { return self.other(syntax) };
        let object = self.node(*object);
        if key.kind() == "range_expression" {
            return self.method_on(syntax, object, "slice", Vec::new());
        }
        let key = self.node(*key);
        let kind = match self.tree.kind(key) {
            NodeKind::Text(name) => NodeKind::Member { object, name: name.clone() },
            _ => NodeKind::Index { object, key },
        };
        self.add(syntax, kind)
    }

    pub(super) fn method_on(
        &mut self,
        syntax: Syntax<'_>,
        object: NodeId,
        name: &str,
        arguments: Vec<NodeId>,
    ) -> NodeId {
        let callee = self.add(syntax, NodeKind::Member { object, name: Name::from(name) });
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: false }))
    }
}
