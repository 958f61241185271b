//! Go to the neutral tree: the only place that knows its grammar.

mod calls;
mod declarations;
mod expressions;
mod functions;
mod literals;
mod statements;
mod types;

use crate::collections::{BTreeMap, BTreeSet};

use tree_sitter::Node as Syntax;

use super::syntax::{Grammar, Lowering, Name, NodeId};

#[derive(Default)]
pub(super) struct Go {
    /// Bytes of the methods of each type of the file, once somebody asked.
    methods: Option<BTreeMap<Name, Vec<(usize, usize)>>>,
    /// Types whose methods stand in a class.
    classes: BTreeSet<Name>,
    /// Names that each function around gives to its results.
    results: Vec<Vec<Name>>,
    /// Variables that texts are put together in.
    builders: BTreeSet<Name>,
}

impl Grammar for Go {
    fn lower(lowering: &mut Lowering<'_, Self>, syntax: Syntax<'_>) -> Option<NodeId> {
        lowering
            .statement(syntax)
            .or_else(|| lowering.declaration(syntax))
            .or_else(|| lowering.expression(syntax))
    }
}
