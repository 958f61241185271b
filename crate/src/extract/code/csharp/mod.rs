//! From the concrete syntax tree of C# to the neutral one.

mod attributes;
mod chains;
mod classes;
mod creations;
mod expressions;
mod functions;
mod linq;
mod literals;
mod members;
mod names;
mod operators;
mod patterns;
mod statements;
mod types;

use tree_sitter::Node as Syntax;

use super::syntax::{Grammar, Lowering, Name, NodeId};

#[derive(Default)]
pub(super) struct CSharp {
    /// The type that a declaration names, for a `new()` that leaves it out.
    expected: Option<Name>,
}

impl Grammar for CSharp {
    fn lower(lowering: &mut Lowering<'_, Self>, syntax: Syntax<'_>) -> Option<NodeId> {
        lowering.statement(syntax).or_else(|| lowering.expression(syntax))
    }
}
