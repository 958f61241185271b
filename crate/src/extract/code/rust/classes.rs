//! Types with their methods, wherever the `impl` blocks stand.

use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Class, Fields, Lowering, Member, Name, NodeId, NodeKind, named};

impl Lowering<'_, Rust> {
    /// A struct, enum or trait.
    pub(super) fn type_declared(&mut self, syntax: Syntax<'_>, decorators: Vec<NodeId>) -> NodeId {
        let Some(name) = self.name_of(syntax, "name") else { return self.other(syntax) };
        let body = syntax.field("body");
        let mut members = Vec::new();
        match body.map(|body| body.kind()) {
            Some("field_declaration_list") => members = self.fields(body.map(named).unwrap_or_default()),
            Some("ordered_field_declaration_list") => {
                self.grammar.tuples.insert(name.clone());
                members = self.ordered(body.map(named).unwrap_or_default());
            }
            Some("declaration_list") => {
                self.grammar.owners.push(name.clone());
                members = self.methods(body.map(named).unwrap_or_default());
                self.grammar.owners.pop();
            }
            _ => {}
        }
        let is_struct = syntax.kind() != "enum_item";
        members.extend(self.methods_of(syntax, &name));
        let lists_values = self.grammar.plain_enums.contains(&name);
        if !is_struct && members.is_empty() && !lists_values {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        self.class(syntax, name, members, decorators)
    }

    fn class(
        &mut self,
        syntax: Syntax<'_>,
        name: Name,
        members: Vec<Member>,
        decorators: Vec<NodeId>,
    ) -> NodeId {
        let lists_values = self.grammar.plain_enums.contains(&name);
        let parents =
            if lists_values { vec![self.add(syntax, NodeKind::Name("Enum".into()))] } else { Vec::new() };
        let class = Class { name: Some(name), parents, members, decorators };
        self.add(syntax, NodeKind::Class(Box::new(class)))
    }

    fn fields(&mut self, fields: Vec<Syntax<'_>>) -> Vec<Member> {
        let mut members = Vec::new();
        for field in fields {
            if field.kind() == "attribute_item" {
                self.attribute(field);
                continue;
            }
            let decorators = std::mem::take(&mut self.grammar.attributes);
            self.grammar.for_tests = false;
            let Some(name) = field.field("name") else { continue };
            let key = self.name(name);
            let type_ = field.field("type").and_then(|type_| self.type_name(type_));
            members.push(Member { decorators, ..self.member(name, key, type_) });
        }
        members
    }

    fn member(&mut self, at: Syntax<'_>, key: Name, type_: Option<Name>) -> Member {
        let value = self.add(at, NodeKind::Other(Vec::new()));
        Member { key: Some(key), value, named: (at.start_byte(), at.end_byte()), type_, ..Member::default() }
    }

    fn ordered(&mut self, fields: Vec<Syntax<'_>>) -> Vec<Member> {
        let types =
            fields.into_iter().filter(|one| !matches!(one.kind(), "attribute_item" | "visibility_modifier"));
        let types: Vec<Syntax<'_>> = types.collect();
        let members = types.into_iter().enumerate().map(|(at, type_)| {
            let name = self.type_name(type_);
            self.member(type_, Name::from(at.to_string()), name)
        });
        members.collect()
    }

    fn methods(&mut self, items: Vec<Syntax<'_>>) -> Vec<Member> {
        let mut members = Vec::new();
        for item in items {
            let name = item.field("name");
            let value = self.node(item);
            let (Some(name), true) = (name, item.kind() == "function_item") else { continue };
            if !matches!(self.tree.kind(value), NodeKind::Function(_)) {
                continue;
            }
            let key = Some(self.name(name));
            members.push(Member {
                key,
                value,
                named: (name.start_byte(), name.end_byte()),
                ..Member::default()
            });
        }
        members
    }

    /// Methods are read with their type, or with the first block of them where the type is another file's.
    pub(super) fn implementation(&mut self, syntax: Syntax<'_>) -> NodeId {
        let owner = syntax.field("type").and_then(|type_| self.segments(type_).pop());
        let Some(owner) = owner.filter(|owner| !self.grammar.classes.contains(owner)) else {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        };
        let declared = self.grammar.impls.contains_key(&declared(&owner));
        if declared {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        let members = self.methods_of(syntax, &owner);
        self.class(syntax, owner, members, Vec::new())
    }

    fn methods_of(&mut self, beside: Syntax<'_>, owner: &Name) -> Vec<Member> {
        let root = root_of(beside);
        let blocks = self.grammar.impls.remove(owner).unwrap_or_default();
        self.grammar.classes.insert(owner.clone());
        self.grammar.owners.push(owner.clone());
        let mut members = Vec::new();
        for (start, end) in blocks {
            let found =
                root.descendant_for_byte_range(start, end).filter(|found| found.kind() == "impl_item");
            let body = found.and_then(|block| block.field("body"));
            members.extend(body.map(|body| self.methods(named(body))).unwrap_or_default());
        }
        self.grammar.owners.pop();
        members
    }

    /// Finds the types of the file and the blocks of their methods, once.
    pub(super) fn look_through(&mut self, first: Syntax<'_>) {
        if !self.grammar.surveyed {
            self.grammar.surveyed = true;
            self.survey_items(root_of(first), 0);
        }
    }

    fn survey_items(&mut self, list: Syntax<'_>, depth: usize) {
        const DEEPEST: usize = 6;
        let mut for_tests = false;
        for item in named(list) {
            if item.kind() == "attribute_item" {
                for_tests |= self.text(item).contains("cfg(test");
                continue;
            }
            if std::mem::take(&mut for_tests) {
                continue;
            }
            match item.kind() {
                "impl_item" => {
                    let owner = item.field("type").and_then(|type_| self.segments(type_).pop());
                    let Some(owner) = owner else { continue };
                    self.grammar.impls.entry(owner).or_default().push((item.start_byte(), item.end_byte()));
                }
                "struct_item" | "enum_item" | "union_item" | "trait_item" => {
                    let Some(name) = self.name_of(item, "name") else { continue };
                    let body = item.field("body").map(named).unwrap_or_default();
                    let plain = body.iter().all(|variant| variant.field("body").is_none());
                    if item.kind() == "enum_item" && plain {
                        self.grammar.plain_enums.insert(name.clone());
                    }
                    self.grammar.impls.insert(declared(&name), Vec::new());
                }
                "mod_item" if depth < DEEPEST => {
                    if let Some(body) = item.field("body") {
                        self.survey_items(body, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The entry that says that a type stands in this file.
fn declared(name: &str) -> Name {
    Name::from(format!("{name} is declared"))
}

pub(super) fn root_of(beside: Syntax<'_>) -> Syntax<'_> {
    let mut root = beside;
    while let Some(parent) = root.parent() {
        root = parent;
    }
    root
}
