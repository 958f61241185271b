//! Calls, and those functions of the standard library that are methods elsewhere.

use tree_sitter::Node as Syntax;

use super::Go;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, Go> {
    pub(super) fn call(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(function) = syntax.field("function") else { return self.other(syntax) };
        let list = syntax.field("arguments").map(named).unwrap_or_default();
        let path = self.text(function).to_owned();
        if let Some(special) = self.special(syntax, &path, &list) {
            return special;
        }
        let callee = self.node(function);
        let arguments = self.all(&list);
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: false }))
    }

    fn special(&mut self, syntax: Syntax<'_>, path: &str, list: &[Syntax<'_>]) -> Option<NodeId> {
        let (package, name) = path.split_once('.').unwrap_or(("", path));
        let first = list.first().copied();
        match (package, name) {
            ("", "append") => return Some(self.appended(syntax, list)),
            ("", "make" | "new") => {
                let map = first.is_some_and(|type_| type_.kind() == "map_type");
                let kind = if map { NodeKind::Object(Vec::new()) } else { NodeKind::Other(Vec::new()) };
                let list = first.filter(|type_| type_.kind() == "slice_type");
                if let Some(typed) = list.and_then(|type_| self.list_of(syntax, type_)) {
                    return Some(typed);
                }
                let list = list.is_some();
                let kind = if list { NodeKind::Array(Vec::new()) } else { kind };
                return Some(self.add(syntax, kind));
            }
            ("", "panic") => {
                let value = first.map(|value| self.node(value));
                return Some(self.add(syntax, NodeKind::Throw(value)));
            }
            ("", "string" | "byte" | "rune") if list.len() == 1 => {
                return first.map(|value| self.node(value));
            }
            // A function of a text with the text first is a method of it.
            ("strings" | "bytes" | "slices", name) if !name.starts_with("New") && !list.is_empty() => {
                let object = first.map(|value| self.node(value))?;
                let rest = self.all(list.get(1..).unwrap_or_default());
                return Some(self.method_of(syntax, object, name, rest));
            }
            ("fmt", "Fprintf" | "Fprint" | "Fprintln") | ("io", "WriteString") => {
                let text = self.written(syntax, name, list.get(1..).unwrap_or_default());
                if let Some(built) = first.and_then(|target| self.built(target)) {
                    return Some(self.grown(syntax, built, text));
                }
                let object = first.map(|target| self.node(target))?;
                return Some(self.method_of(syntax, object, "Write", vec![text]));
            }
            ("fmt", "Sprint" | "Sprintln") => return Some(self.written(syntax, name, list)),
            _ => {}
        }
        let grows = matches!(name, "WriteString" | "WriteByte" | "WriteRune" | "Write");
        if grows && list.len() == 1 && self.grammar.builders.contains(package) {
            let text = first.map(|value| self.node(value))?;
            return Some(self.grown(syntax, package.into(), text));
        }
        None
    }

    fn method_of(
        &mut self,
        syntax: Syntax<'_>,
        object: NodeId,
        name: &str,
        arguments: Vec<NodeId>,
    ) -> NodeId {
        let callee = self.add(syntax, NodeKind::Member { object, name: name.into() });
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: false }))
    }

    /// What `Fprint` writes: its arguments side by side, or filled into the first of them.
    fn written(&mut self, syntax: Syntax<'_>, name: &str, list: &[Syntax<'_>]) -> NodeId {
        let parts = self.all(list);
        if name != "Fprintf" {
            return match parts.as_slice() {
                [one] => *one,
                _ => self.add(syntax, NodeKind::Concat(parts)),
            };
        }
        let object = self.add(syntax, NodeKind::Name("fmt".into()));
        self.method_of(syntax, object, "Sprintf", parts)
    }

    /// The variable that a text is put together in: `sb` of `&sb`.
    fn built(&self, target: Syntax<'_>) -> Option<Name> {
        let target = target.field("operand").unwrap_or(target);
        let name = self.name(target);
        self.grammar.builders.contains(&name).then_some(name)
    }

    fn grown(&mut self, syntax: Syntax<'_>, name: Name, value: NodeId) -> NodeId {
        let target = self.add(syntax, NodeKind::Name(name));
        self.add(syntax, NodeKind::Assign { target, operator: Some("+=".into()), value })
    }

    /// `append(list, a, more...)` is a list of all of it.
    fn appended(&mut self, syntax: Syntax<'_>, list: &[Syntax<'_>]) -> NodeId {
        let mut parts = Vec::new();
        for (at, item) in list.iter().enumerate() {
            let node = match item.kind() {
                "variadic_argument" => inner(*item).map(|value| self.node(value)).unwrap_or_default(),
                _ => self.node(*item),
            };
            let spread = at == 0 || item.kind() == "variadic_argument";
            parts.push(if spread { self.add(*item, NodeKind::Spread(node)) } else { node });
        }
        self.add(syntax, NodeKind::Array(parts))
    }
}
