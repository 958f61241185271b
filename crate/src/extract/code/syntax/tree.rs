use super::{Name, Node, NodeId, NodeKind};

/// The whole program. Ids are those of [`Tree::add`], so a node's children come before it.
#[derive(Clone, Debug, Default)]
pub(in crate::extract::code) struct Tree {
    nodes: Vec<Node>,
    /// Statements of the file, in order.
    pub statements: Vec<NodeId>,
}

const NOWHERE: &Node = &Node { start: 0, end: 0, kind: NodeKind::Jump };

impl Tree {
    pub(in crate::extract::code) fn add(&mut self, start: usize, end: usize, kind: NodeKind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { start, end, kind });
        id
    }

    pub(in crate::extract::code) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(NOWHERE)
    }

    pub(in crate::extract::code) fn kind(&self, id: NodeId) -> &NodeKind {
        &self.node(id).kind
    }

    /// Every node, children before parents.
    pub(in crate::extract::code) fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (0..).map(NodeId).zip(&self.nodes)
    }

    /// The node and everything below it, in the order of the text; no recursion.
    pub(in crate::extract::code) fn below(&self, id: NodeId) -> Below<'_> {
        Below { tree: self, open: vec![id] }
    }

    /// The name that a parameter has within its function.
    pub(in crate::extract::code) fn bound_name(&self, pattern: NodeId) -> Option<Name> {
        match self.kind(pattern) {
            NodeKind::Name(name) => Some(name.clone()),
            NodeKind::Default { target, .. } => match self.kind(*target) {
                NodeKind::Name(name) => Some(name.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The dotted path of names that an expression is: `req.query.name`, `this.db.query`.
    pub(in crate::extract::code) fn path(&self, id: NodeId) -> Option<String> {
        let mut names = Vec::new();
        let mut at = id;
        loop {
            match self.kind(at) {
                NodeKind::Name(name) => {
                    names.push(&**name);
                    break;
                }
                NodeKind::This => {
                    names.push("this");
                    break;
                }
                NodeKind::Member { object, name } => {
                    names.push(name);
                    at = *object;
                }
                _ => return None,
            }
        }
        names.reverse();
        Some(names.join("."))
    }
}

pub(in crate::extract::code) struct Below<'a> {
    tree: &'a Tree,
    open: Vec<NodeId>,
}

impl<'a> Iterator for Below<'a> {
    type Item = (NodeId, &'a Node);

    fn next(&mut self) -> Option<Self::Item> {
        let id = self.open.pop()?;
        let node = self.tree.node(id);
        let from = self.open.len();
        node.kind.children(|child| self.open.push(child));
        if let Some(added) = self.open.get_mut(from..) {
            added.reverse();
        }
        Some((id, node))
    }
}
