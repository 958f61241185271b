use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, inner, named};

/// Types around another one, whose value is of that one in the end.
const WRAPPERS: [&str; 8] = [
    "Task",
    "ValueTask",
    "Lazy",
    "ActionResult",
    "Nullable",
    "IOptions",
    "IOptionsSnapshot",
    "IOptionsMonitor",
];

/// Types within types that are looked into.
const DEEPEST: usize = 6;

impl Lowering<'_, CSharp> {
    /// `User` of `Task<User?>`, `List` of `List<User>`, `string[]` as `string`.
    pub(super) fn type_name(&self, type_: Syntax<'_>) -> Option<Name> {
        let mut at = type_;
        for _ in 0..DEEPEST {
            at = match at.kind() {
                "nullable_type" | "array_type" | "ref_type" | "scoped_type" | "pointer_type" => {
                    at.field("type")?
                }
                "generic_name" => {
                    let parts = named(at);
                    let name = self.plain(at);
                    if !WRAPPERS.contains(&name.as_str()) {
                        return Some(Name::from(name));
                    }
                    parts.get(1).and_then(|arguments| inner(*arguments))?
                }
                "implicit_type" | "tuple_type" | "function_pointer_type" => return None,
                _ => {
                    let name = self.plain(at);
                    return Some(Name::from(name))
                        .filter(|name| !matches!(&**name, "var" | "void" | "dynamic"));
                }
            };
        }
        None
    }

    /// A type as an expression: `List<Order>` reads like `List[Order]`.
    pub(super) fn type_(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        Some(match syntax.kind() {
            "predefined_type" => {
                let name = self.name(syntax);
                self.add(syntax, NodeKind::Name(name))
            }
            "qualified_name" | "alias_qualified_name" => {
                let path = self.plain(syntax);
                self.dotted(syntax, &path)
            }
            "nullable_type" | "array_type" | "ref_type" | "scoped_type" | "pointer_type" => {
                self.field(syntax, "type")?
            }
            _ => return None,
        })
    }

    /// `List<Order>`: in a call, only the name counts.
    pub(super) fn generic(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name = NodeKind::Name(Name::from(self.plain(syntax)));
        let object = self.add(syntax, name);
        let arguments = named(syntax).into_iter().find(|part| part.kind() == "type_argument_list");
        let Some(arguments) = arguments else { return object };
        let all = self.all(&named(arguments));
        let key = match all.as_slice() {
            [one] => *one,
            _ => self.add(arguments, NodeKind::Array(all)),
        };
        self.add(syntax, NodeKind::Index { object, key })
    }

    /// A value that is declared to be of a type.
    pub(super) fn typed(&mut self, at: Syntax<'_>, type_: Option<Syntax<'_>>, value: NodeId) -> NodeId {
        let is_array = type_.is_some_and(|type_| type_.kind() == "array_type");
        match type_.and_then(|type_| self.type_name(type_)).filter(|_| !is_array) {
            Some(type_) => self.add(at, NodeKind::Typed { type_, value }),
            None => value,
        }
    }
}
