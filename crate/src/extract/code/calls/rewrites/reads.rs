//! Where a row comes from that is changed: the statement of the function that reads it.

use super::{Change, Look, MOST_PARTS};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};

impl Look<'_, '_> {
    /// The functions around a place, the innermost first.
    pub(super) fn around(&self, at: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let (start, end) = self.range(at);
        self.functions.iter().copied().filter(move |function| {
            let (own_start, own_end) = self.range(*function);
            own_start <= start && end <= own_end
        })
    }

    pub(super) fn range(&self, id: NodeId) -> (usize, usize) {
        let node = self.run.tree.node(id);
        (node.start, node.end)
    }

    /// The statement of a function that gives the row, above the change, or what the row is a part of.
    pub(super) fn read_in(&self, function: NodeId, change: &Change) -> Option<NodeId> {
        let (_, end) = self.range(change.at);
        let read = |row: &Name| self.read_of(function, row, end);
        read(&change.row).or_else(|| {
            let values = self.given_to(function, &change.row, end);
            let names = values.into_iter().flat_map(|value| self.run.tree.below(value).take(MOST_PARTS));
            let names = names.filter_map(|(_, node)| match &node.kind {
                NodeKind::Name(name) if *name != change.row => Some(name.clone()),
                _ => None,
            });
            names.collect::<Vec<_>>().iter().find_map(read)
        })
    }

    fn read_of(&self, function: NodeId, row: &Name, end: usize) -> Option<NodeId> {
        let (start, _) = self.range(function);
        let values: Vec<_> =
            self.given_to(function, row, end).iter().map(|value| self.range(*value)).collect();
        self.reads.iter().copied().find(|read| {
            let own = self.range(*read);
            let is_given = || values.iter().any(|value| value.0 <= own.0 && own.1 <= value.1);
            let fills = || match self.run.tree.kind(*read) {
                NodeKind::Call(call) => call.arguments.iter().any(|one| self.is_filled(*one, row)),
                _ => false,
            };
            own.0 >= start && own.1 <= end && (is_given() || fills())
        })
    }

    /// What a name of a function is given before a place.
    fn given_to(&self, function: NodeId, name: &Name, end: usize) -> Vec<NodeId> {
        let tree = self.run.tree;
        let is_it = |id: NodeId| {
            tree.below(id).take(32).any(|(_, node)| matches!(&node.kind, NodeKind::Name(own) if own == name))
        };
        let given = tree.below(function).filter(|(_, node)| node.end <= end).filter_map(|(_, node)| {
            match &node.kind {
                NodeKind::Declare { target, value: Some(value) }
                | NodeKind::Assign { target, value, operator: None } => is_it(*target).then_some(*value),
                _ => None,
            }
        });
        given.take(MOST_PARTS).collect()
    }

    /// `&row`
    fn is_filled(&self, argument: NodeId, row: &Name) -> bool {
        let is_row = |id: NodeId| matches!(self.run.tree.kind(id), NodeKind::Name(name) if name == row);
        match self.run.tree.kind(argument) {
            NodeKind::Unary { operand, .. } => is_row(*operand),
            _ => is_row(argument),
        }
    }
}
