use tree_sitter::Node as Syntax;

use crate::artifact::Source;
use crate::extract::code::syntax::{Name, NodeId, NodeKind, Tree};
use crate::facts::Coverage;

/// Levels of nesting that are read. Each takes some hundred bytes of a stack that has one megabyte.
const DEEPEST: usize = 160;

/// Turns a parsed text into the neutral tree.
pub(super) fn tree(parsed: &tree_sitter::Tree, source: &Source<'_>, coverage: &mut Coverage) -> Tree {
    let mut lowering = Lowering { text: source.text, tree: Tree::default(), depth: 0, too_deep: None };
    let statements = lowering.all(&named(parsed.root_node()));
    lowering.tree.statements = statements;
    if let Some((start, end)) = lowering.too_deep {
        let place = source.place(start, end.min(start + 80));
        coverage.missed(Some(place), format!("nested deeper than {DEEPEST} levels: the inside was not read"));
    }
    lowering.tree
}

pub(super) struct Lowering<'a> {
    pub text: &'a str,
    pub tree: Tree,
    depth: usize,
    too_deep: Option<(usize, usize)>,
}

impl Lowering<'_> {
    pub(super) fn node(&mut self, syntax: Syntax<'_>) -> NodeId {
        if self.depth >= DEEPEST {
            self.too_deep.get_or_insert((syntax.start_byte(), syntax.end_byte()));
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        self.depth += 1;
        let id = self.dispatch(syntax);
        self.depth -= 1;
        id
    }

    fn dispatch(&mut self, syntax: Syntax<'_>) -> NodeId {
        if let Some(id) = self.statement(syntax) {
            return id;
        }
        if let Some(id) = self.expression(syntax) {
            return id;
        }
        self.other(syntax)
    }

    pub(super) fn other(&mut self, syntax: Syntax<'_>) -> NodeId {
        let children = self.all(&named(syntax));
        self.add(syntax, NodeKind::Other(children))
    }

    pub(super) fn all(&mut self, syntaxes: &[Syntax<'_>]) -> Vec<NodeId> {
        syntaxes.iter().map(|syntax| self.node(*syntax)).collect()
    }

    pub(super) fn field(&mut self, syntax: Syntax<'_>, name: &str) -> Option<NodeId> {
        syntax.child_by_field_name(name).map(|child| self.node(child))
    }

    /// The child of that name; an empty place where the text is broken.
    pub(super) fn needed(&mut self, syntax: Syntax<'_>, name: &str) -> NodeId {
        match syntax.child_by_field_name(name) {
            Some(child) => self.node(child),
            None => self.add(syntax, NodeKind::Other(Vec::new())),
        }
    }

    pub(super) fn add(&mut self, syntax: Syntax<'_>, kind: NodeKind) -> NodeId {
        self.tree.add(syntax.start_byte(), syntax.end_byte(), kind)
    }

    pub(super) fn text(&self, syntax: Syntax<'_>) -> &str {
        self.text.get(syntax.byte_range()).unwrap_or_default()
    }

    pub(super) fn name(&self, syntax: Syntax<'_>) -> Name {
        Name::from(self.text(syntax))
    }
}

/// Named children without comments.
pub(super) fn named(syntax: Syntax<'_>) -> Vec<Syntax<'_>> {
    let mut cursor = syntax.walk();
    syntax.named_children(&mut cursor).filter(|child| !child.is_extra() || child.is_error()).collect()
}

/// The first named child.
pub(super) fn inner(syntax: Syntax<'_>) -> Option<Syntax<'_>> {
    named(syntax).into_iter().next()
}
