use tree_sitter::Node as Syntax;

use super::Python;
use crate::extract::code::syntax::{Lowering, Name, inner, named};

/// Types around another one, whose values are of that one in the end.
const WRAPPERS: [&str; 17] = [
    "Optional",
    "Annotated",
    "Union",
    "List",
    "list",
    "Sequence",
    "Iterable",
    "Set",
    "set",
    "Tuple",
    "tuple",
    "Mapped",
    "Final",
    "ClassVar",
    "Required",
    "NotRequired",
    "FrozenSet",
];

/// Types within types that are looked into.
const DEEPEST: usize = 6;

impl Lowering<'_, Python> {
    /// `User` of `Optional[List[User]]`, `int` of `int | None`.
    pub(super) fn type_name(&self, annotation: Syntax<'_>) -> Option<Name> {
        let mut at = annotation;
        for _ in 0..DEEPEST {
            at = match at.kind() {
                "type" | "parenthesized_expression" => inner(at)?,
                "generic_type" | "subscript" => {
                    let parts = named(at);
                    let outer = *parts.first()?;
                    let name = self.text(outer).rsplit('.').next().unwrap_or_default();
                    if !WRAPPERS.contains(&name) {
                        return Some(self.name(outer));
                    }
                    let arguments = parts.get(1)?;
                    if arguments.kind() == "type_parameter" { inner(*arguments)? } else { *arguments }
                }
                "union_type" | "binary_operator" => {
                    let parts = named(at);
                    *parts.iter().find(|part| self.text(**part) != "None")?
                }
                "string" => {
                    let written = self.text(at).trim_matches(['"', '\'']);
                    return Some(Name::from(written));
                }
                "identifier" | "attribute" | "member_type" => return Some(self.name(at)),
                _ => return None,
            };
        }
        None
    }
}
