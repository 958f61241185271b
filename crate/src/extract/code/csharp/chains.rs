//! Members, calls and elements behind each other: without recursion, since builders have hundreds.

use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, inner, named};

/// Methods that give what the type between their brackets names.
const GIVE_TYPE: [&str; 6] = [
    "GetService",
    "GetRequiredService",
    "GetKeyedService",
    "GetRequiredKeyedService",
    "GetInstance",
    "Resolve",
];

impl Lowering<'_, CSharp> {
    pub(super) fn chain(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut chain = Vec::new();
        let mut at = Some(syntax);
        let mut start = None;
        while let Some(link) = at {
            let next = match link.kind() {
                "invocation_expression" => link.field("function"),
                "member_access_expression" | "element_access_expression" => link.field("expression"),
                "conditional_access_expression" => link.field("condition"),
                _ => {
                    start = Some(link);
                    break;
                }
            };
            chain.push(link);
            at = next;
        }
        let mut value = start.map(|start| self.start_of_chain(start));
        for link in chain.into_iter().rev() {
            value = Some(self.link(link, value.unwrap_or_default()));
        }
        value.unwrap_or_default()
    }

    /// `Parse<Order>(text)` is a call of `Parse`.
    fn start_of_chain(&mut self, syntax: Syntax<'_>) -> NodeId {
        if syntax.kind() != "generic_name" {
            return self.node(syntax);
        }
        let name = NodeKind::Name(Name::from(self.plain(syntax)));
        self.add(syntax, name)
    }

    fn link(&mut self, link: Syntax<'_>, object: NodeId) -> NodeId {
        match link.kind() {
            "invocation_expression" => self.call(link, object),
            "element_access_expression" => {
                let key = self.key(link.field("subscript").map(named).unwrap_or_default());
                self.add(link, NodeKind::Index { object, key })
            }
            "conditional_access_expression" => {
                let binding = named(link).into_iter().next_back();
                match binding {
                    Some(binding) if binding.kind() == "element_binding_expression" => {
                        let key = self.key(named(binding));
                        self.add(link, NodeKind::Index { object, key })
                    }
                    Some(binding) => self.member(link, binding, object),
                    None => object,
                }
            }
            _ => self.member(link, link, object),
        }
    }

    fn member(&mut self, link: Syntax<'_>, named_by: Syntax<'_>, object: NodeId) -> NodeId {
        let name = named_by.field("name").map(|name| self.plain(name)).unwrap_or_default();
        self.add(link, NodeKind::Member { object, name: name.into() })
    }

    fn key(&mut self, arguments: Vec<Syntax<'_>>) -> NodeId {
        let keys: Vec<NodeId> = arguments
            .into_iter()
            .filter_map(|one| if one.kind() == "argument" { inner(one) } else { Some(one) })
            .map(|one| self.node(one))
            .collect();
        match keys.as_slice() {
            [one] => *one,
            _ => self.tree.add(0, 0, NodeKind::Other(keys)),
        }
    }

    fn call(&mut self, link: Syntax<'_>, callee: NodeId) -> NodeId {
        let list = link.field("arguments");
        if matches!(self.tree.kind(callee), NodeKind::Name(name) if &**name == "nameof") {
            return self.name_of_name(link, &list.map(named).unwrap_or_default());
        }
        let mut arguments = self.arguments(list);
        if arguments.is_empty() {
            arguments = self.type_arguments(link);
        }
        let call = self.add(link, NodeKind::Call(Call { callee, arguments, creates: false }));
        match self.given_type(link) {
            Some(type_) => self.add(link, NodeKind::Typed { type_, value: call }),
            None => call,
        }
    }

    /// `UseMiddleware<Errors>()` is given a type, and nothing else.
    fn type_arguments(&mut self, link: Syntax<'_>) -> Vec<NodeId> {
        let named_by = link.field("function").and_then(|one| one.field("name"));
        let parts = named_by.filter(|name| name.kind() == "generic_name").map(named).unwrap_or_default();
        let types = parts.into_iter().find(|part| part.kind() == "type_argument_list").map(named);
        self.all(&types.unwrap_or_default())
    }

    /// The type that a call says it gives: `services.GetRequiredService<Orders>()`.
    fn given_type(&self, link: Syntax<'_>) -> Option<Name> {
        let function = link.field("function")?;
        let name = function.field("name").filter(|name| name.kind() == "generic_name")?;
        if !GIVE_TYPE.contains(&self.plain(name).as_str()) {
            return None;
        }
        let arguments = named(name).into_iter().find(|part| part.kind() == "type_argument_list")?;
        self.type_name(inner(arguments)?)
    }
}
