use tree_sitter::Node as Syntax;

use super::CSharp;
use super::classes::is_class;
use crate::extract::code::syntax::{
    Fields, Function, Lowering, Member, Name, NodeId, NodeKind, inner, named,
};

/// Parts that are compiled under conditions, within each other.
const DEEPEST: usize = 8;

impl Lowering<'_, CSharp> {
    pub(super) fn members(&mut self, body: &[Syntax<'_>]) -> Vec<Member> {
        let mut members = Vec::new();
        self.members_within(body, &mut members, 0);
        members
    }

    fn members_within(&mut self, body: &[Syntax<'_>], members: &mut Vec<Member>, depth: usize) {
        for child in body {
            if child.kind().starts_with("preproc_") && depth < DEEPEST {
                self.members_within(&self.conditional(*child), members, depth + 1);
            } else {
                self.member_of(*child, members);
            }
        }
    }

    fn member_of(&mut self, syntax: Syntax<'_>, members: &mut Vec<Member>) {
        match syntax.kind() {
            "field_declaration" => self.fields(syntax, members),
            "property_declaration" => members.push(self.property(syntax)),
            "enum_member_declaration" => {
                let key = self.name_of(syntax, "name");
                let value = self.empty(syntax);
                members.push(Member { key, value, ..Member::default() });
            }
            // What an interface or an abstract class only names is done elsewhere.
            "method_declaration" if syntax.field("body").is_none() => {}
            "constructor_declaration" if self.has_word(syntax, "static") => {
                let value = self.needed(syntax, "body");
                members.push(Member { value, ..Member::default() });
            }
            "method_declaration" | "constructor_declaration" | "operator_declaration" => {
                let key = if syntax.kind() == "constructor_declaration" {
                    Some("constructor".into())
                } else {
                    self.name_of(syntax, "name")
                };
                members.push(Member { key, value: self.method(syntax, false), ..Member::default() });
            }
            kind if is_class(kind) => {
                let key = self.name_of(syntax, "name");
                members.push(Member { key, value: self.class(syntax), ..Member::default() });
            }
            _ => {}
        }
    }

    fn fields(&mut self, syntax: Syntax<'_>, members: &mut Vec<Member>) {
        let decorators = self.attributes(syntax);
        let Some(declaration) = named(syntax).into_iter().find(|one| one.kind() == "variable_declaration")
        else {
            return;
        };
        let declared = declaration.field("type");
        let type_ = declared.and_then(|type_| self.type_name(type_));
        for declarator in named(declaration).into_iter().filter(|one| one.kind() == "variable_declarator") {
            let annotation = declared.map(|type_| self.node(type_));
            let value = match self.first_value(declarator, declared) {
                Some(value) => value,
                None => self.empty(declarator),
            };
            members.push(Member {
                key: self.name_of(declarator, "name"),
                value: self.typed(declarator, declared, value),
                type_: type_.clone(),
                annotation,
                decorators: decorators.clone(),
                ..Member::default()
            });
        }
    }

    /// A property that keeps a value is a field; one that works it out is read by a method.
    fn property(&mut self, syntax: Syntax<'_>) -> Member {
        let declared = syntax.field("type");
        let key = self.name_of(syntax, "name");
        let mut value = match syntax.field("value") {
            Some(clause) if clause.kind() == "arrow_expression_clause" => self.getter(syntax, clause),
            Some(value) => {
                let value = self.expected(declared, value);
                self.typed(syntax, declared, value)
            }
            None => {
                let body = self.getter_body(syntax);
                match body {
                    Some(body) => self.getter(syntax, body),
                    None => self.empty(syntax),
                }
            }
        };
        if matches!(self.tree.kind(value), NodeKind::Other(_)) {
            value = self.typed(syntax, declared, value);
        }
        let decorators = self.attributes(syntax);
        let annotation = declared.map(|type_| self.node(type_));
        let type_ = declared.and_then(|type_| self.type_name(type_));
        let named = syntax
            .field("name")
            .map_or((syntax.start_byte(), syntax.end_byte()), |name| (name.start_byte(), name.end_byte()));
        Member { key, computed: None, value, named, decorators, type_, annotation }
    }

    fn getter_body<'t>(&self, syntax: Syntax<'t>) -> Option<Syntax<'t>> {
        let accessors = syntax.field("accessors").map(named).unwrap_or_default();
        let get = |one: &&Syntax<'_>| one.field("name").is_some_and(|name| self.text(name) == "get");
        accessors.iter().find(get)?.field("body")
    }

    fn getter(&mut self, syntax: Syntax<'_>, body: Syntax<'_>) -> NodeId {
        let body = match body.kind() {
            "arrow_expression_clause" => inner(body).map(|value| self.node(value)).unwrap_or_default(),
            _ => self.node(body),
        };
        let decorators = vec![self.add(syntax, NodeKind::Name("property".into()))];
        let name = self.name_of(syntax, "name");
        let function = Function { name, body, decorators, ..Function::default() };
        self.add(syntax, NodeKind::Function(Box::new(function)))
    }

    /// A name of a tuple that is taken apart.
    pub(super) fn tuple_pattern(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let parts = named(syntax).into_iter().map(|part| match part.kind() {
            "identifier" => {
                let name = NodeKind::Name(Name::from(self.text(part)));
                self.add(part, name)
            }
            _ => self.node(part),
        });
        NodeKind::Array(parts.collect())
    }
}
