//! From a grammar's concrete syntax tree to the neutral one: what every language shares.

use tree_sitter::Node as Syntax;

use super::{Fields, Name, NodeId, NodeKind, Tree, fields};
use crate::artifact::Source;
use crate::facts::Coverage;

/// Levels of nesting that are read. Each takes some hundred bytes of a stack that has one megabyte.
const DEEPEST: usize = 160;

/// What knows the node kinds of one grammar. Its own methods stand in `impl Lowering<'_, Self>`.
pub(in crate::extract::code) trait Grammar: Default {
    /// The neutral node of a syntax node; none where it has no meaning of its own, so that its children stand
    /// for it.
    fn lower(lowering: &mut Lowering<'_, Self>, syntax: Syntax<'_>) -> Option<NodeId>;

    /// Statements that stand before those of the text, and are known once it was read.
    fn before(_lowering: &mut Lowering<'_, Self>) -> Vec<NodeId> {
        Vec::new()
    }
}

pub(in crate::extract::code) struct Lowering<'a, G> {
    pub text: &'a str,
    /// Of the file, from the top of the submission.
    pub path: &'a str,
    pub tree: Tree,
    /// What the grammar has to remember on the way.
    pub grammar: G,
    depth: usize,
    too_deep: Option<(usize, usize)>,
}

/// Turns a parsed text into the neutral tree.
pub(in crate::extract::code) fn lower<G: Grammar>(
    parsed: &tree_sitter::Tree,
    source: &Source<'_>,
    coverage: &mut Coverage,
) -> Tree {
    let mut lowering = Lowering {
        text: source.text,
        path: source.path,
        tree: Tree::default(),
        grammar: G::default(),
        depth: 0,
        too_deep: None,
    };
    fields::forget();
    let statements = lowering.all(&named(parsed.root_node()));
    let mut all = G::before(&mut lowering);
    all.extend(statements);
    lowering.tree.statements = all;
    if let Some((start, end)) = lowering.too_deep {
        let place = source.place(start, end.min(start + 80));
        coverage.missed(Some(place), format!("nested deeper than {DEEPEST} levels: the inside was not read"));
    }
    lowering.tree
}

impl<G: Grammar> Lowering<'_, G> {
    pub(in crate::extract::code) fn node(&mut self, syntax: Syntax<'_>) -> NodeId {
        if !self.descend(syntax) {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        let lowered = G::lower(self, syntax);
        let id = lowered.unwrap_or_else(|| self.other(syntax));
        self.ascend();
        id
    }

    /// Goes one level down; false where that is too deep.
    pub(in crate::extract::code) fn descend(&mut self, syntax: Syntax<'_>) -> bool {
        if self.depth >= DEEPEST {
            self.too_deep.get_or_insert((syntax.start_byte(), syntax.end_byte()));
            return false;
        }
        self.depth += 1;
        true
    }

    pub(in crate::extract::code) fn ascend(&mut self) {
        self.depth -= 1;
    }

    pub(in crate::extract::code) fn other(&mut self, syntax: Syntax<'_>) -> NodeId {
        let children = self.all(&named(syntax));
        self.add(syntax, NodeKind::Other(children))
    }

    pub(in crate::extract::code) fn all(&mut self, syntaxes: &[Syntax<'_>]) -> Vec<NodeId> {
        syntaxes.iter().map(|syntax| self.node(*syntax)).collect()
    }

    pub(in crate::extract::code) fn field(
        &mut self,
        syntax: Syntax<'_>,
        name: &'static str,
    ) -> Option<NodeId> {
        syntax.field(name).map(|child| self.node(child))
    }

    /// The child of that name; an empty place where the text is broken.
    pub(in crate::extract::code) fn needed(&mut self, syntax: Syntax<'_>, name: &'static str) -> NodeId {
        match syntax.field(name) {
            Some(child) => self.node(child),
            None => self.add(syntax, NodeKind::Other(Vec::new())),
        }
    }

    pub(in crate::extract::code) fn add(&mut self, syntax: Syntax<'_>, kind: NodeKind) -> NodeId {
        self.tree.add(syntax.start_byte(), syntax.end_byte(), kind)
    }

    pub(in crate::extract::code) fn text(&self, syntax: Syntax<'_>) -> &str {
        self.text.get(syntax.byte_range()).unwrap_or_default()
    }

    pub(in crate::extract::code) fn name(&self, syntax: Syntax<'_>) -> Name {
        Name::from(self.text(syntax))
    }

    /// The name that a field of a syntax node holds.
    pub(in crate::extract::code) fn name_of(&self, syntax: Syntax<'_>, field: &'static str) -> Option<Name> {
        syntax.field(field).map(|name| self.name(name))
    }
}

/// Named children without comments.
pub(in crate::extract::code) fn named(syntax: Syntax<'_>) -> Vec<Syntax<'_>> {
    let mut cursor = syntax.walk();
    syntax.named_children(&mut cursor).filter(|child| !child.is_extra() || child.is_error()).collect()
}

/// The first named child.
pub(in crate::extract::code) fn inner(syntax: Syntax<'_>) -> Option<Syntax<'_>> {
    named(syntax).into_iter().next()
}
