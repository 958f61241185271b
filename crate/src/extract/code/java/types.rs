use tree_sitter::Node as Syntax;

use super::Java;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, inner, named};

/// Types around another one, whose value is of that one in the end.
const WRAPPERS: [&str; 7] =
    ["Optional", "Mono", "Flux", "Provider", "ObjectProvider", "Supplier", "Instance"];

/// Types within types that are looked into.
const DEEPEST: usize = 6;

impl Lowering<'_, Java> {
    /// `User` of `Optional<User>`, `List` of `List<User>`, `String[]` as `String`.
    pub(super) fn type_name(&self, type_: Syntax<'_>) -> Option<Name> {
        let mut at = type_;
        for _ in 0..DEEPEST {
            at = match at.kind() {
                "annotated_type" => named(at).into_iter().next_back()?,
                "array_type" => at.field("element")?,
                "generic_type" => {
                    let parts = named(at);
                    let outer = *parts.first()?;
                    let name = self.plain(outer);
                    if !WRAPPERS.contains(&name.as_str()) {
                        return Some(Name::from(name));
                    }
                    parts.get(1).and_then(|arguments| inner(*arguments))?
                }
                "void_type" | "wildcard" => return None,
                _ => return Some(Name::from(self.plain(at))).filter(|name| &**name != "var"),
            };
        }
        None
    }

    /// A type as an expression: `List<Order>` reads like `List[Order]`.
    pub(super) fn type_(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "type_identifier" | "integral_type" | "floating_point_type" | "boolean_type" | "void_type" => {
                NodeKind::Name(self.name(syntax))
            }
            "scoped_type_identifier" => return Some(self.scoped_type(syntax)),
            "annotated_type" => return named(syntax).into_iter().next_back().map(|type_| self.node(type_)),
            "array_type" => return self.field(syntax, "element"),
            "generic_type" => {
                let parts = named(syntax);
                let object = self.node(*parts.first()?);
                let arguments = parts.get(1).map(|arguments| named(*arguments)).unwrap_or_default();
                match arguments.as_slice() {
                    [] => return Some(object),
                    [one] => NodeKind::Index { object, key: self.node(*one) },
                    all => {
                        let all = self.all(all);
                        let key = self.add(syntax, NodeKind::Array(all));
                        NodeKind::Index { object, key }
                    }
                }
            }
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    fn scoped_type(&mut self, syntax: Syntax<'_>) -> NodeId {
        if let Some(name) = self.qualified(syntax) {
            return name;
        }
        let path = self.plain(syntax);
        let mut parts = path.split('.');
        let first = NodeKind::Name(Name::from(parts.next().unwrap_or_default()));
        let mut at = self.add(syntax, first);
        for part in parts {
            at = self.add(syntax, NodeKind::Member { object: at, name: part.into() });
        }
        at
    }

    /// The class that is created: `ArrayList` of `new ArrayList<String>()`.
    pub(super) fn created(&mut self, syntax: Syntax<'_>) -> NodeId {
        match (syntax.kind(), inner(syntax)) {
            ("generic_type", Some(outer)) => self.node(outer),
            _ => self.node(syntax),
        }
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
