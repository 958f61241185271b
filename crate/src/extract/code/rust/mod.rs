//! Rust to the neutral tree: the only place that knows its grammar.

mod calls;
mod classes;
mod expressions;
mod format;
mod functions;
mod imports;
mod items;
mod literals;
mod loops;
mod macros;
mod matches;
mod methods;
mod paths;
mod patterns;
mod statements;
mod tokens;
mod types;

use crate::collections::{BTreeMap, BTreeSet};

use tree_sitter::Node as Syntax;

use super::syntax::{Grammar, Lowering, Name, NodeId, NodeKind};

/// Bytes of a node.
type Stretch = (usize, usize);

#[derive(Default)]
pub(super) struct Rust {
    /// What the next item is marked with.
    attributes: Vec<NodeId>,
    /// The next item is compiled for tests only.
    for_tests: bool,
    /// Names that `use` and `mod` make anywhere in the file, once somebody asked.
    bound: Option<BTreeSet<Name>>,
    /// Modules whose text stands in this file: their items are read as the file's own.
    inline: BTreeSet<Name>,
    /// Modules of other files that this one declares.
    children: BTreeSet<Name>,
    /// Modules of this file that stand around.
    nested: usize,
    /// Crates and modules that are named where they are used, and where first.
    named: BTreeMap<Name, (Name, Stretch)>,
    /// The type whose methods are read: `Self`.
    owners: Vec<Name>,
    /// Whether the types of the file were looked through.
    surveyed: bool,
    /// Bytes of the `impl` blocks of each type of the file.
    impls: BTreeMap<Name, Vec<Stretch>>,
    /// Types whose methods stand in a class.
    classes: BTreeSet<Name>,
    /// Types of the file whose values hold no text: enums without data.
    plain_enums: BTreeSet<Name>,
    /// Structs whose fields have no names.
    tuples: BTreeSet<Name>,
    /// Values that were given a name of their own.
    temporaries: usize,
    /// Reads what macros are given.
    parser: Option<tree_sitter::Parser>,
    /// Bytes that were read again.
    reread: usize,
}

impl Grammar for Rust {
    fn lower(lowering: &mut Lowering<'_, Self>, syntax: Syntax<'_>) -> Option<NodeId> {
        if syntax.kind() == "attribute_item" {
            return Some(lowering.attribute(syntax));
        }
        lowering.look_through(syntax);
        let attributes = std::mem::take(&mut lowering.grammar.attributes);
        if std::mem::take(&mut lowering.grammar.for_tests) {
            return Some(lowering.add(syntax, NodeKind::Other(Vec::new())));
        }
        lowering
            .item(syntax, attributes)
            .or_else(|| lowering.statement(syntax))
            .or_else(|| lowering.expression(syntax))
    }

    fn before(lowering: &mut Lowering<'_, Self>) -> Vec<NodeId> {
        lowering.imports_of_named()
    }
}
