use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, inner, named};

/// Types within types that are looked into.
const DEEPEST: usize = 8;

/// Types around another one that is not what they hold.
const OPAQUE: [&str; 8] = [
    "HashMap",
    "BTreeMap",
    "IndexMap",
    "TypedHeader",
    "Authorization",
    "Request",
    "ServiceRequest",
    "PhantomData",
];

/// The type of an enum without data, in tables.
const PLAIN_ENUM: &str = "enum";

impl Lowering<'_, Rust> {
    /// `User` of `Arc<User>`, `&User`, `Option<Json<User>>`; `sqlx.PgPool` of `sqlx::PgPool`.
    pub(super) fn type_name(&self, type_: Syntax<'_>) -> Option<Name> {
        let mut at = type_;
        for _ in 0..DEEPEST {
            at = match at.kind() {
                "reference_type" | "pointer_type" => at.field("type")?,
                "array_type" => at.field("element")?,
                "dynamic_type" | "abstract_type" => at.field("trait")?,
                "generic_type" | "generic_type_with_turbofish" => {
                    let outer = self.segments(at);
                    let last = outer.last()?;
                    match Self::argument(at).filter(|_| !OPAQUE.contains(&&**last)) {
                        Some(argument) => argument,
                        None => return Some(outer.join(".").into()),
                    }
                }
                "type_identifier" | "scoped_type_identifier" | "primitive_type" => {
                    let segments = self.segments(at);
                    let path = match segments.as_slice() {
                        [own] if &**own == "Self" => self.grammar.owners.last().cloned(),
                        [own] if self.grammar.plain_enums.contains(own) => Some(PLAIN_ENUM.into()),
                        [rest @ .., last] => {
                            let rest: Vec<&str> = rest
                                .iter()
                                .map(|one| &**one)
                                .filter(|one| !matches!(*one, "crate" | "self" | "super"))
                                .collect();
                            Some(rest.into_iter().chain([&**last]).collect::<Vec<_>>().join(".").into())
                        }
                        [] => None,
                    };
                    return path;
                }
                _ => return None,
            };
        }
        None
    }

    /// The one type that a generic one is about.
    fn argument(type_: Syntax<'_>) -> Option<Syntax<'_>> {
        let arguments = named(type_.field("type_arguments")?);
        arguments.into_iter().find(|one| !matches!(one.kind(), "lifetime" | "type_binding"))
    }

    /// Every type around the innermost one and that itself, outermost first, as expressions.
    pub(super) fn wrappers(&mut self, type_: Syntax<'_>) -> Vec<NodeId> {
        let mut found = Vec::new();
        // What is borrowed is not made of a request, but for what a framework keeps.
        let kept = self.text(type_).contains("State<") || self.text(type_).contains("CookieJar");
        let mut at = Some(type_).filter(|type_| type_.kind() != "reference_type" || kept);
        while let Some(one) = at
            && found.len() < DEEPEST
        {
            at = match one.kind() {
                "reference_type" | "pointer_type" => one.field("type"),
                "generic_type" => {
                    found.push(self.path(one));
                    Self::argument(one)
                }
                "type_identifier" | "scoped_type_identifier" => {
                    found.push(self.path(one));
                    None
                }
                _ => None,
            };
        }
        found
    }

    /// A value that is declared to be of a type.
    pub(super) fn typed(&mut self, at: Syntax<'_>, type_: Option<Syntax<'_>>, value: NodeId) -> NodeId {
        match type_.and_then(|type_| self.type_name(type_)).filter(|name| &**name != "_") {
            Some(type_) => self.add(at, NodeKind::Typed { type_, value }),
            None => value,
        }
    }

    /// The types of a tuple, behind whatever stands around it.
    pub(super) fn tuple(type_: Syntax<'_>) -> Option<Vec<Syntax<'_>>> {
        let mut at = type_;
        for _ in 0..DEEPEST {
            at = match at.kind() {
                "tuple_type" => return Some(named(at)),
                "generic_type" => Self::argument(at)?,
                "reference_type" => inner(at)?,
                _ => return None,
            };
        }
        None
    }
}
