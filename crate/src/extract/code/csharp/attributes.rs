use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Call, Fields, Lowering, NodeId, NodeKind, inner, named};

impl Lowering<'_, CSharp> {
    /// Attributes before a declaration, a parameter or a lambda.
    pub(super) fn attributes(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let lists = named(syntax).into_iter().filter(|child| child.kind() == "attribute_list");
        let all: Vec<Syntax<'_>> = lists.flat_map(named).filter(|one| one.kind() == "attribute").collect();
        all.into_iter().map(|one| self.attribute(one)).collect()
    }

    /// `[HttpGet("{id}", Name = "one")]` as a call; without arguments as a name.
    fn attribute(&mut self, syntax: Syntax<'_>) -> NodeId {
        let callee = match syntax.field("name") {
            Some(name) => {
                // A name may be written out: `HttpGetAttribute`.
                let path = self.plain(name);
                let short = path.strip_suffix("Attribute").filter(|short| !short.is_empty()).unwrap_or(&path);
                self.dotted(name, short)
            }
            None => self.empty(syntax),
        };
        let list = named(syntax).into_iter().find(|one| one.kind() == "attribute_argument_list");
        let Some(list) = list else { return callee };
        let arguments = named(list).into_iter().map(|one| self.attribute_argument(one)).collect();
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: false }))
    }

    /// A name stands before `=` or `:`.
    fn attribute_argument(&mut self, syntax: Syntax<'_>) -> NodeId {
        let parts = named(syntax);
        match parts.as_slice() {
            [name, value] => {
                let (name, value) = (self.name(*name), self.node(*value));
                self.add(syntax, NodeKind::Named { name, value })
            }
            _ => self.optional(syntax, inner(syntax)),
        }
    }
}
