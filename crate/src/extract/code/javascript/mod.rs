//! JavaScript and TypeScript to the neutral tree: the only place that knows their grammars.

mod casts;
mod expressions;
mod functions;
mod literals;
mod modules;
mod statements;

pub(super) use casts::outside as outside_casts;

use tree_sitter::Node as Syntax;

use super::syntax::{Grammar, Lowering, NodeId};

#[derive(Default)]
pub(super) struct JavaScript;

impl Grammar for JavaScript {
    fn lower(lowering: &mut Lowering<'_, Self>, syntax: Syntax<'_>) -> Option<NodeId> {
        lowering.statement(syntax).or_else(|| lowering.expression(syntax))
    }
}
