use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{
    ExportedName, Fields, ImportedName, Lowering, Name, NodeId, NodeKind, named,
};

/// Names that one `use` may make, and groups within groups.
const MOST: usize = 200;
const DEEPEST: usize = 12;

/// One name of a `use`.
pub(super) struct Used {
    pub path: Vec<Name>,
    /// `*` for everything.
    pub local: Name,
}

impl Lowering<'_, Rust> {
    /// Every name that a `use` makes, with its whole path.
    pub(super) fn used(&self, syntax: Syntax<'_>) -> Vec<Used> {
        let mut all = Vec::new();
        let mut open: Vec<(Vec<Name>, Syntax<'_>, usize)> = Vec::new();
        open.extend(syntax.field("argument").map(|argument| (Vec::new(), argument, 0)));
        while let Some((before, at, depth)) = open.pop() {
            if all.len() >= MOST || depth > DEEPEST {
                break;
            }
            let with = |more: Vec<Name>| before.iter().cloned().chain(more).collect::<Vec<_>>();
            match at.kind() {
                "use_list" => {
                    open.extend(named(at).into_iter().rev().map(|one| (before.clone(), one, depth + 1)));
                }
                "scoped_use_list" => {
                    let path = at.field("path").map(|path| self.segments(path));
                    let path = with(path.unwrap_or_default());
                    open.extend(at.field("list").map(|list| (path, list, depth + 1)));
                }
                "use_as_clause" => {
                    let path = at.field("path").map(|path| self.segments(path));
                    let local = self.name_of(at, "alias").unwrap_or_else(|| "_".into());
                    all.push(Used { path: with(path.unwrap_or_default()), local });
                }
                "use_wildcard" => {
                    let path = named(at).first().map(|path| self.segments(*path)).unwrap_or_default();
                    all.push(Used { path: with(path), local: "*".into() });
                }
                "self" => {
                    all.extend(before.last().map(|last| Used { path: before.clone(), local: last.clone() }));
                }
                _ => {
                    let path = with(self.segments(at));
                    all.extend(path.last().cloned().map(|local| Used { path, local }));
                }
            }
        }
        all
    }

    pub(super) fn import(&mut self, syntax: Syntax<'_>) -> NodeId {
        let public = named(syntax).first().is_some_and(|first| first.kind() == "visibility_modifier");
        let mut imports = Vec::new();
        for used in self.used(syntax) {
            let Some((module, imported)) = self.leads_to(&used.path) else { continue };
            if public && &*used.local == "*" {
                let name = ExportedName { name: "*".into(), local: Some("*".into()), value: None };
                let kind = NodeKind::Export { names: vec![name], module: Some(module.clone()) };
                imports.push(self.add(syntax, kind));
            }
            let names = vec![ImportedName { local: used.local, imported }];
            imports.push(self.add(syntax, NodeKind::Import { module, names }));
        }
        self.add(syntax, NodeKind::Block(imports))
    }

    /// The module that a path leads to, and what stands behind it. None for what is this file's own.
    fn leads_to(&mut self, path: &[Name]) -> Option<(Name, Name)> {
        let mut rest = path;
        let mut up = 0;
        let mut module: Option<String> = None;
        while let Some((head, tail)) = rest.split_first() {
            match &**head {
                "crate" => {
                    module = Some(self.root_module());
                    rest = tail;
                    break;
                }
                "self" => rest = tail,
                "super" => {
                    up += 1;
                    rest = tail;
                }
                _ => break,
            }
        }
        if up > self.grammar.nested {
            module = Some(self.parent_module(up - self.grammar.nested));
        } else if up > 0 {
            return None;
        }
        if module.is_none() {
            let (head, tail) = rest.split_first()?;
            if self.grammar.inline.contains(head) {
                return None;
            }
            let own = rest.len() < path.len() || self.grammar.children.contains(head);
            module = Some(if own { format!("{}{head}", self.own_module()) } else { head.to_string() });
            rest = tail;
        }
        Some((module?.into(), rest.join(".").into()))
    }

    /// `mod name;` stands for another file.
    pub(super) fn child(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(name) = self.name_of(syntax, "name") else { return self.other(syntax) };
        self.grammar.children.insert(name.clone());
        let module = format!("{}{name}", self.own_module()).into();
        let names = vec![ImportedName { local: name, imported: "".into() }];
        self.add(syntax, NodeKind::Import { module, names })
    }
}
