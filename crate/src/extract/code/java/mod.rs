//! From the concrete syntax tree of Java to the neutral one.

mod annotations;
mod classes;
mod expressions;
mod functions;
mod literals;
mod names;
mod operators;
mod statements;
mod switches;
mod types;

use crate::collections::BTreeSet;

use tree_sitter::Node as Syntax;

use super::syntax::{Grammar, Lowering, NodeId};

#[derive(Default)]
pub(super) struct Java {
    /// The package that the file says it is in.
    package: String,
    /// Classes that are named with their package where they are used: `java.io.File`.
    qualified: BTreeSet<String>,
}

impl Grammar for Java {
    fn lower(lowering: &mut Lowering<'_, Self>, syntax: Syntax<'_>) -> Option<NodeId> {
        lowering.statement(syntax).or_else(|| lowering.expression(syntax))
    }

    fn before(lowering: &mut Lowering<'_, Self>) -> Vec<NodeId> {
        lowering.imports_of_qualified()
    }
}
