use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{
    Class, Fields, Function, Lowering, Member, Name, NodeId, NodeKind, named,
};

/// The parent of what lists its values.
const ENUMERATION: &str = "Enum";

/// Marks a class that no instance is made of.
const ABSTRACT: &str = "abstract";

impl Lowering<'_, CSharp> {
    /// A class, record, struct, interface or enumeration.
    pub(super) fn class(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name = self.name_of(syntax, "name");
        let mut decorators = self.attributes(syntax);
        // Of such classes there is no instance.
        if self.has_word(syntax, "abstract") || self.has_word(syntax, "static") {
            decorators.push(self.add(syntax, NodeKind::Name(ABSTRACT.into())));
        }
        let mut parents = self.parents(syntax);
        if syntax.kind() == "enum_declaration" {
            parents.push(self.add(syntax, NodeKind::Name(ENUMERATION.into())));
        }
        let mut members = match syntax.field("body") {
            Some(body) => self.members(&named(body)),
            None => Vec::new(),
        };
        let primary = named(syntax).into_iter().find(|part| part.kind() == "parameter_list");
        if let Some(list) = primary {
            let components = self.components(syntax, list);
            members.extend(components);
        }
        self.add(syntax, NodeKind::Class(Box::new(Class { name, parents, members, decorators })))
    }

    /// What it extends and implements, in order.
    fn parents(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let list = named(syntax).into_iter().find(|part| part.kind() == "base_list");
        let types = list.map(named).unwrap_or_default();
        let mut parents = Vec::new();
        for part in types {
            let parent = match part.kind() {
                "argument_list" => continue,
                "primary_constructor_base_type" => part.field("type").unwrap_or(part),
                _ => part,
            };
            let path = self.plain(parent);
            parents.push(self.dotted(parent, &path));
        }
        parents
    }

    /// The parameters of a type itself: a constructor that keeps them.
    fn components(&mut self, syntax: Syntax<'_>, list: Syntax<'_>) -> Vec<Member> {
        let mut parameters = self.parameters(list);
        let mut members = Vec::new();
        for parameter in &mut parameters {
            parameter.field = true;
            let value = self.empty(list);
            members.push(Member {
                key: self.tree.bound_name(parameter.pattern),
                value,
                type_: parameter.type_.clone(),
                annotation: parameter.annotation,
                decorators: parameter.decorators.clone(),
                ..Member::default()
            });
        }
        let body = self.add(list, NodeKind::Block(Vec::new()));
        let name = Some(Name::from("constructor"));
        let function = Function { name: name.clone(), parameters, body, ..Function::default() };
        let value = self.add(syntax, NodeKind::Function(Box::new(function)));
        members.push(Member { key: name, value, ..Member::default() });
        members
    }
}

pub(super) fn is_class(kind: &str) -> bool {
    matches!(
        kind,
        "class_declaration"
            | "interface_declaration"
            | "enum_declaration"
            | "record_declaration"
            | "struct_declaration"
    )
}
