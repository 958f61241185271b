//! Python to the neutral tree: the only place that knows its grammar.

mod classes;
mod expressions;
mod functions;
mod imports;
mod literals;
mod operators;
mod statements;
mod types;

use tree_sitter::Node as Syntax;

use super::syntax::{Grammar, Lowering, Name, NodeId};
use crate::collections::BTreeSet;

#[derive(Default)]
pub(super) struct Python {
    /// Names that each function around says are not its own: `global`, `nonlocal`.
    foreign: Vec<BTreeSet<Name>>,
}

impl Grammar for Python {
    fn lower(lowering: &mut Lowering<'_, Self>, syntax: Syntax<'_>) -> Option<NodeId> {
        lowering.statement(syntax).or_else(|| lowering.expression(syntax))
    }
}
