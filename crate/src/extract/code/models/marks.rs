//! What classes and their members are marked with: `@Column({ nullable: true })`.

use super::program::Program;
use crate::artifact::Place;
use crate::extract::code::syntax::{Class, Member, NodeId, NodeKind};

/// One mark. A mark without parentheses has no arguments.
pub(super) struct Mark<'a> {
    pub module: &'a str,
    pub name: &'a str,
    pub arguments: &'a [NodeId],
    pub place: Place,
}

impl<'a> Program<'a> {
    pub(super) fn marks(&self, decorators: &[NodeId]) -> Vec<Mark<'a>> {
        let marks = decorators.iter().filter_map(|id| {
            let place = self.place(*id);
            let (module, name, arguments): (_, _, &[NodeId]) = match self.tree.kind(*id) {
                NodeKind::Call(call) => {
                    let callee = self.callee(call);
                    (callee.module, callee.name, &call.arguments)
                }
                NodeKind::Name(name) => {
                    let (module, name) = self.import(name).unwrap_or(("", name));
                    (module, name, &[])
                }
                _ => return None,
            };
            Some(Mark { module, name, arguments, place })
        });
        marks.collect()
    }

    /// The classes of the file.
    pub(super) fn classes(&self) -> impl Iterator<Item = (NodeId, &'a Class)> {
        self.tree.nodes().filter_map(|(id, node)| match &node.kind {
            NodeKind::Class(class) => Some((id, &**class)),
            _ => None,
        })
    }

    /// Where the name of a class stands.
    pub(super) fn class_place(&self, id: NodeId, name: &str) -> Place {
        let node = self.tree.node(id);
        let head = self.written(id);
        let at = head.find(&format!("class {name}")).or_else(|| head.find("class")).unwrap_or_default();
        let behind = head.get(at..).and_then(|rest| rest.find(name)).unwrap_or_default();
        let start = node.start + at + behind;
        self.source.place(start, start + name.len())
    }

    /// An option that the arguments of a call give, by name or in an object.
    pub(super) fn option(&self, arguments: &[NodeId], name: &str) -> Option<NodeId> {
        arguments.iter().find_map(|own| match self.tree.kind(*own) {
            NodeKind::Named { name: given, value } => (&**given == name).then_some(*value),
            _ => self.property(*own, name),
        })
    }

    pub(super) fn text_option(&self, arguments: &[NodeId], name: &str) -> Option<String> {
        self.text(self.option(arguments, name)?)
    }

    /// Whether an option is `true`; none where it is not given, or not as a constant.
    pub(super) fn flag(&self, arguments: &[NodeId], name: &str) -> Option<bool> {
        match self.tree.kind(self.value(self.option(arguments, name)?)) {
            NodeKind::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The first argument, where it is a text.
    pub(super) fn first_text(&self, arguments: &[NodeId]) -> Option<String> {
        self.text(*arguments.first()?)
    }
}

impl Program<'_> {
    /// The type of a member, by what is written or by its first value.
    pub(super) fn type_of_member<'m>(&self, member: &'m Member) -> &'m str {
        let written = plain_type(member);
        if !written.is_empty() {
            return written;
        }
        match self.tree.kind(member.value) {
            NodeKind::Text(_) | NodeKind::Template { .. } => "string",
            NodeKind::Number(_) => "number",
            NodeKind::Boolean(_) => "boolean",
            NodeKind::Call(call) if self.callee(call).name == "Date" => "Date",
            _ => "",
        }
    }
}

/// The type of a member, without what makes it optional: `Date` of `Date | null`.
pub(super) fn plain_type(member: &Member) -> &str {
    let type_ = member.type_.as_deref().unwrap_or_default();
    let mut parts = type_.split('|').map(str::trim);
    parts.find(|part| !matches!(*part, "null" | "undefined" | "")).unwrap_or_default()
}
