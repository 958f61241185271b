use tree_sitter::Node as Syntax;

use super::Go;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, inner};

/// Types within types that are looked into.
const DEEPEST: usize = 6;

impl Lowering<'_, Go> {
    /// `User` of `*User`, `[]User` and `List[User]`; `http.Request` of `*http.Request`.
    pub(super) fn type_name(&self, type_: Syntax<'_>) -> Option<Name> {
        let mut at = type_;
        for _ in 0..DEEPEST {
            at = match at.kind() {
                "pointer_type" | "parenthesized_type" => inner(at)?,
                "slice_type" | "array_type" | "implicit_length_array_type" => at.field("element")?,
                "channel_type" => at.field("value")?,
                "generic_type" => at.field("type")?,
                "type_identifier" | "qualified_type" => return Some(self.name(at)),
                _ => return None,
            };
        }
        None
    }

    /// An empty list of structs, which says what it is to hold.
    pub(super) fn list_of(&mut self, at: Syntax<'_>, type_: Syntax<'_>) -> Option<NodeId> {
        let type_ = if type_.kind() == "slice_type" { self.type_name(type_)? } else { return None };
        let holds = type_.rsplit('.').next().is_some_and(|own| own.starts_with(char::is_uppercase));
        let value = holds.then(|| self.add(at, NodeKind::Array(Vec::new())))?;
        Some(self.add(at, NodeKind::Typed { type_, value }))
    }

    /// Whether values of a type are put together piece by piece.
    pub(super) fn is_builder(&self, type_: Syntax<'_>) -> bool {
        let name = self.type_name(type_);
        matches!(name.as_deref(), Some("strings.Builder" | "bytes.Buffer"))
    }
}
