use tree_sitter::Node as Syntax;

use super::Java;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, named};

impl Lowering<'_, Java> {
    /// Annotations among the modifiers of a declaration.
    pub(super) fn annotations(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let modifiers = named(syntax).into_iter().filter(|child| child.kind() == "modifiers");
        let mut all: Vec<Syntax<'_>> = modifiers.flat_map(named).collect();
        all.retain(|one| is_annotation(*one));
        self.all(&all)
    }

    pub(super) fn annotation(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let name = syntax.field("name")?;
        let path = Name::from(self.plain(name));
        let callee = match self.qualified(name) {
            Some(callee) => callee,
            None => self.add(name, NodeKind::Name(path)),
        };
        if syntax.kind() == "marker_annotation" {
            return Some(callee);
        }
        let arguments = syntax.field("arguments").map(named).unwrap_or_default();
        let arguments = arguments.into_iter().map(|one| self.annotation_argument(one)).collect();
        Some(self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: false })))
    }

    fn annotation_argument(&mut self, syntax: Syntax<'_>) -> NodeId {
        match (syntax.kind(), self.name_of(syntax, "key")) {
            ("element_value_pair", Some(name)) => {
                let value = self.needed(syntax, "value");
                self.add(syntax, NodeKind::Named { name, value })
            }
            _ => self.node(syntax),
        }
    }
}

fn is_annotation(syntax: Syntax<'_>) -> bool {
    matches!(syntax.kind(), "annotation" | "marker_annotation")
}
