use tree_sitter::Node as Syntax;

use super::Java;
use super::functions::is_constructor;
use crate::extract::code::syntax::{
    Class, Fields, Function, Lowering, Member, Name, NodeId, NodeKind, named,
};

impl Lowering<'_, Java> {
    /// A class, interface, enumeration or record.
    pub(super) fn class(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name = self.name_of(syntax, "name");
        let decorators = self.annotations(syntax);
        let mut parents = self.parents(syntax);
        if syntax.kind() == "enum_declaration" {
            parents.push(self.add(syntax, NodeKind::Name("Enum".into())));
        }
        let mut members = match syntax.field("body") {
            Some(body) => self.members(body),
            None => Vec::new(),
        };
        if let Some(components) = syntax.field("parameters") {
            members.extend(self.components(syntax, components));
        }
        self.add(syntax, NodeKind::Class(Box::new(Class { name, parents, members, decorators })))
    }

    /// The class that it extends, then what it implements.
    fn parents(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let mut types: Vec<Syntax<'_>> = Vec::new();
        for child in named(syntax) {
            match child.kind() {
                "superclass" => types.extend(named(child)),
                "super_interfaces" | "extends_interfaces" => {
                    types.extend(named(child).into_iter().flat_map(named));
                }
                _ => {}
            }
        }
        types.into_iter().map(|type_| self.node(type_)).collect()
    }

    /// What a record is made of: a constructor that keeps its parameters.
    fn components(&mut self, syntax: Syntax<'_>, components: Syntax<'_>) -> Vec<Member> {
        let mut parameters = self.parameters(components);
        let mut members = Vec::new();
        for parameter in &mut parameters {
            parameter.field = true;
            let value = self.empty(components);
            members.push(Member {
                key: self.tree.bound_name(parameter.pattern),
                value,
                type_: parameter.type_.clone(),
                annotation: parameter.annotation,
                decorators: parameter.decorators.clone(),
                ..Member::default()
            });
        }
        let body = self.add(components, NodeKind::Block(Vec::new()));
        let name = Some(Name::from("constructor"));
        let function = Function { name: name.clone(), parameters, body, ..Function::default() };
        let value = self.add(syntax, NodeKind::Function(Box::new(function)));
        members.push(Member { key: name, value, ..Member::default() });
        members
    }

    pub(super) fn members(&mut self, body: Syntax<'_>) -> Vec<Member> {
        let mut members = Vec::new();
        for child in named(body) {
            self.member_of(child, &mut members);
        }
        members
    }

    fn member_of(&mut self, syntax: Syntax<'_>, members: &mut Vec<Member>) {
        match syntax.kind() {
            "field_declaration" | "constant_declaration" => self.fields(syntax, members),
            "enum_body_declarations" => members.extend(self.members(syntax)),
            "enum_constant" => {
                let key = self.name_of(syntax, "name");
                let value = self.empty(syntax);
                members.push(Member { key, value, ..Member::default() });
            }
            "method_declaration" | "constructor_declaration" | "compact_constructor_declaration" => {
                let key = if is_constructor(syntax) {
                    Some("constructor".into())
                } else {
                    self.name_of(syntax, "name")
                };
                members.push(Member { key, value: self.method(syntax), ..Member::default() });
            }
            "static_initializer" | "block" => {
                members.push(Member { value: self.node(syntax), ..Member::default() });
            }
            kind if is_class(kind) => {
                members.push(Member {
                    key: self.name_of(syntax, "name"),
                    value: self.class(syntax),
                    ..Member::default()
                });
            }
            _ => {}
        }
    }

    fn fields(&mut self, syntax: Syntax<'_>, members: &mut Vec<Member>) {
        let decorators = self.annotations(syntax);
        let declared = syntax.field("type");
        let type_ = declared.and_then(|type_| self.type_name(type_));
        let mut cursor = syntax.walk();
        let declarators: Vec<Syntax<'_>> = syntax.children_by_field_name("declarator", &mut cursor).collect();
        for declarator in declarators {
            let annotation = declared.map(|type_| self.node(type_));
            let value = match self.field(declarator, "value") {
                Some(value) => value,
                None => self.empty(declarator),
            };
            let name = declarator.field("name").unwrap_or(declarator);
            let name = (name.start_byte(), name.end_byte());
            members.push(Member {
                key: self.name_of(declarator, "name"),
                named: name,
                value: self.typed(declarator, declared, value),
                type_: type_.clone(),
                annotation,
                decorators: decorators.clone(),
                ..Member::default()
            });
        }
    }
}

pub(super) fn is_class(kind: &str) -> bool {
    matches!(kind, "class_declaration" | "interface_declaration" | "enum_declaration" | "record_declaration")
}
