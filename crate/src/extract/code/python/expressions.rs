use tree_sitter::Node as Syntax;

use super::{Python, literals};
use crate::extract::code::syntax::{
    Call, Clause, Comprehension, Fields, Lowering, Name, NodeId, NodeKind, Property, inner, named,
};

impl Lowering<'_, Python> {
    pub(super) fn expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "identifier" => NodeKind::Name(self.name(syntax)),
            "none" | "ellipsis" => NodeKind::Nothing,
            "true" => NodeKind::Boolean(true),
            "false" => NodeKind::Boolean(false),
            "integer" | "float" => NodeKind::Number(literals::number(self.text(syntax))),
            "string" => self.string(syntax),
            "concatenated_string" => self.strings(syntax),
            "list" | "tuple" | "set" | "pattern_list" | "tuple_pattern" | "list_pattern"
            | "expression_list" => NodeKind::Array(self.all(&named(syntax))),
            "dictionary" => NodeKind::Object(self.pairs(syntax)),
            "list_splat" | "list_splat_pattern" => {
                NodeKind::Spread(inner(syntax).map(|value| self.node(value))?)
            }
            "dictionary_splat" | "dictionary_splat_pattern" => {
                NodeKind::SpreadNamed(inner(syntax).map(|value| self.node(value))?)
            }
            "keyword_argument" => {
                NodeKind::Named { name: self.name_of(syntax, "name")?, value: self.needed(syntax, "value") }
            }
            "await" => NodeKind::Await(inner(syntax).map(|value| self.node(value))?),
            "yield" => NodeKind::Yield(inner(syntax).map(|value| self.node(value))),
            "parenthesized_expression" | "type" | "case_pattern" | "as_pattern_target" => {
                return inner(syntax).map(|value| self.node(value));
            }
            "call" => self.call(syntax),
            "attribute" => {
                let name = syntax.field("attribute")?;
                let name = constructor_or(self.name(name));
                NodeKind::Member { object: self.needed(syntax, "object"), name }
            }
            "subscript" => return Some(self.index(syntax)),
            "list_comprehension"
            | "set_comprehension"
            | "generator_expression"
            | "dictionary_comprehension" => self.comprehension(syntax),
            _ => return self.operation(syntax).or_else(|| self.definition(syntax)),
        };
        Some(self.add(syntax, kind))
    }

    fn call(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let callee = self.needed(syntax, "function");
        let arguments = match syntax.field("arguments") {
            // `sum(x for x in list)`
            Some(generator) if generator.kind() == "generator_expression" => vec![self.node(generator)],
            Some(list) => self.all(&named(list)),
            None => Vec::new(),
        };
        NodeKind::Call(Call { callee, arguments, creates: false })
    }

    /// `map["key"]` is the field of that name, `list[1:]` a part of the list.
    fn index(&mut self, syntax: Syntax<'_>) -> NodeId {
        let object = self.needed(syntax, "value");
        let mut cursor = syntax.walk();
        let keys: Vec<Syntax<'_>> = syntax.children_by_field_name("subscript", &mut cursor).collect();
        let kind = match keys.as_slice() {
            [slice] if slice.kind() == "slice" => {
                let callee = self.add(syntax, NodeKind::Member { object, name: "slice".into() });
                NodeKind::Call(Call { callee, arguments: Vec::new(), creates: false })
            }
            [key] => {
                let key = self.node(*key);
                match self.tree.kind(key) {
                    NodeKind::Text(name) => NodeKind::Member { object, name: name.clone() },
                    _ => NodeKind::Index { object, key },
                }
            }
            keys => {
                let keys = self.all(keys);
                let key = self.add(syntax, NodeKind::Array(keys));
                NodeKind::Index { object, key }
            }
        };
        self.add(syntax, kind)
    }

    fn pairs(&mut self, syntax: Syntax<'_>) -> Vec<Property> {
        named(syntax).into_iter().map(|child| self.pair(child)).collect()
    }

    fn pair(&mut self, syntax: Syntax<'_>) -> Property {
        if syntax.kind() == "dictionary_splat" {
            let value = inner(syntax).map(|value| self.node(value)).unwrap_or_default();
            let value = self.add(syntax, NodeKind::Spread(value));
            return Property {
                key: None,
                computed: None,
                value,
                named: (syntax.start_byte(), syntax.end_byte()),
            };
        }
        let named = syntax.field("key").unwrap_or(syntax).byte_range();
        let named = (named.start, named.end);
        let key = self.field(syntax, "key");
        let value = self.needed(syntax, "value");
        match key.map(|key| self.tree.kind(key)) {
            Some(NodeKind::Text(name)) => Property { key: Some(name.clone()), computed: None, value, named },
            _ => Property { key: None, computed: key, value, named },
        }
    }

    fn comprehension(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let mut loops: Vec<Clause> = Vec::new();
        for child in named(syntax) {
            match child.kind() {
                "for_in_clause" => loops.push(Clause {
                    start: child.start_byte(),
                    end: child.end_byte(),
                    over: self.needed(child, "right"),
                    element: self.needed(child, "left"),
                    tests: Vec::new(),
                }),
                "if_clause" => {
                    let test = inner(child).map(|test| self.node(test));
                    if let Some(last) = loops.last_mut() {
                        last.tests.extend(test);
                    }
                }
                _ => {}
            }
        }
        let body = syntax.field("body");
        let (key, value) = match body {
            Some(pair) if pair.kind() == "pair" => (self.field(pair, "key"), self.needed(pair, "value")),
            Some(body) => (None, self.node(body)),
            None => (None, self.add(syntax, NodeKind::Nothing)),
        };
        NodeKind::Comprehension(Box::new(Comprehension { key, value, loops }))
    }
}

/// A constructor has one name in every language.
pub(super) fn constructor_or(name: Name) -> Name {
    if &*name == "__init__" { "constructor".into() } else { name }
}
