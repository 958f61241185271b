use tree_sitter::Node as Syntax;

use super::{Java, literals};
use crate::extract::code::syntax::{Call, Fields, Function, Lowering, NodeId, NodeKind, Property, named};

impl Lowering<'_, Java> {
    pub(super) fn expression(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "identifier" | "underscore_pattern" => NodeKind::Name(self.name(syntax)),
            "this" | "super" => NodeKind::This,
            "null_literal" => NodeKind::Nothing,
            "true" => NodeKind::Boolean(true),
            "false" => NodeKind::Boolean(false),
            "string_literal" => self.string(syntax),
            "character_literal" => self.character(syntax),
            "decimal_integer_literal"
            | "hex_integer_literal"
            | "octal_integer_literal"
            | "binary_integer_literal"
            | "decimal_floating_point_literal"
            | "hex_floating_point_literal" => NodeKind::Number(literals::number(self.text(syntax))),
            "array_initializer" | "element_value_array_initializer" => {
                NodeKind::Array(self.all(&named(syntax)))
            }
            "array_creation_expression" => return Some(self.new_array(syntax)),
            "field_access" => return Some(self.member(syntax)),
            "scoped_identifier" => return self.qualified(syntax),
            "class_literal" => {
                let object = named(syntax).first().map(|type_| self.node(*type_))?;
                NodeKind::Member { object, name: "class".into() }
            }
            "array_access" => {
                NodeKind::Index { object: self.needed(syntax, "array"), key: self.needed(syntax, "index") }
            }
            "method_invocation" => return Some(self.call(syntax)),
            "object_creation_expression" => return Some(self.creation(syntax)),
            "explicit_constructor_invocation" => {
                let arguments = syntax.field("arguments").map(named).unwrap_or_default();
                NodeKind::Other(self.all(&arguments))
            }
            "method_reference" => return self.reference(syntax),
            "lambda_expression" => self.lambda(syntax),
            "switch_expression" => self.switch(syntax),
            "annotation" | "marker_annotation" => return self.annotation(syntax),
            _ => return self.operator_expression(syntax).or_else(|| self.type_(syntax)),
        };
        Some(self.add(syntax, kind))
    }

    fn member(&mut self, syntax: Syntax<'_>) -> NodeId {
        if let Some(class) = self.qualified(syntax) {
            return class;
        }
        let name = self.name_of(syntax, "field").unwrap_or_else(|| "".into());
        let object = self.needed(syntax, "object");
        self.add(syntax, NodeKind::Member { object, name })
    }

    /// Calls in a chain are lowered without recursion: builders have hundreds.
    fn call(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut chain = vec![syntax];
        while let Some(object) = chain.last().and_then(|last| last.field("object"))
            && object.kind() == "method_invocation"
        {
            chain.push(object);
        }
        let start = chain.last().and_then(|last| last.field("object"));
        let mut receiver = start.map(|start| self.node(start));
        for link in chain.into_iter().rev() {
            let name = self.name_of(link, "name").unwrap_or_else(|| "".into());
            let kind = match receiver {
                Some(object) => NodeKind::Member { object, name },
                None => NodeKind::Name(name),
            };
            let end = link.field("name").map_or(link.end_byte(), |name| name.end_byte());
            let callee = self.tree.add(link.start_byte(), end, kind);
            let arguments = link.field("arguments").map(named).unwrap_or_default();
            let arguments = self.all(&arguments);
            receiver = Some(self.add(link, NodeKind::Call(Call { callee, arguments, creates: false })));
        }
        receiver.unwrap_or_default()
    }

    fn creation(&mut self, syntax: Syntax<'_>) -> NodeId {
        if let Some(body) = named(syntax).into_iter().find(|child| child.kind() == "class_body") {
            return self.anonymous(syntax, body);
        }
        let callee = match syntax.field("type") {
            Some(type_) => self.created(type_),
            None => self.add(syntax, NodeKind::Other(Vec::new())),
        };
        let arguments = syntax.field("arguments").map(named).unwrap_or_default();
        let arguments = self.all(&arguments);
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: true }))
    }

    /// A class without a name is an object with methods.
    fn anonymous(&mut self, syntax: Syntax<'_>, body: Syntax<'_>) -> NodeId {
        let members = self.members(body);
        let properties = members
            .into_iter()
            .map(|member| Property {
                key: member.key,
                computed: None,
                named: (syntax.start_byte(), syntax.end_byte()),
                value: member.value,
            })
            .collect();
        self.add(syntax, NodeKind::Object(properties))
    }

    fn new_array(&mut self, syntax: Syntax<'_>) -> NodeId {
        match syntax.field("value") {
            Some(value) => self.node(value),
            None => self.add(syntax, NodeKind::Array(Vec::new())),
        }
    }

    /// `User::getName`, `this::check`, `User::new`.
    fn reference(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let parts = named(syntax);
        let object = self.node(*parts.first()?);
        let name = parts.get(1..).and_then(<[_]>::last).filter(|last| last.kind() == "identifier");
        Some(match name.map(|name| self.name(*name)) {
            Some(name) => self.add(syntax, NodeKind::Member { object, name }),
            None => object,
        })
    }

    fn lambda(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let parameters = syntax.field("parameters");
        let parameters = match parameters.map(|list| (list.kind(), list)) {
            Some(("formal_parameters", list)) => self.parameters(list),
            Some(("inferred_parameters", list)) => self.plain_parameters(&named(list)),
            Some((_, one)) => self.plain_parameters(&[one]),
            None => Vec::new(),
        };
        let body = self.needed(syntax, "body");
        NodeKind::Function(Box::new(Function { parameters, body, arrow: true, ..Function::default() }))
    }

    pub(super) fn empty(&mut self, syntax: Syntax<'_>) -> NodeId {
        self.add(syntax, NodeKind::Other(Vec::new()))
    }
}
