//! Rows that functions hold, and the statements that read them.

use std::cell::Cell;

use crate::collections::Sort;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Name, Node, NodeId, NodeKind};
use crate::facts::QueryVerb;

/// Parts of the tree that are looked at in one file, whatever is asked.
const MOST_STEPS: usize = 2_000_000;

/// Names that a row may be a part of.
const MOST_NAMES: usize = 8;

/// Parts of one expression that are looked at.
const MOST_PARTS: usize = 200;

pub(super) struct Rows<'r, 'a> {
    pub run: &'r Interpreter<'a>,
    reads: Vec<NodeId>,
    /// The shortest first.
    functions: Vec<NodeId>,
    steps: Cell<usize>,
}

impl<'r, 'a> Rows<'r, 'a> {
    /// Those of a file that was run; none where it reads nothing.
    pub(super) fn of(run: &'r Interpreter<'a>) -> Option<Self> {
        let queries = run.found.queries.iter().filter(|(_, query)| query.verb == QueryVerb::Select);
        let reads: Vec<NodeId> = queries.map(|(id, _)| *id).collect();
        if reads.is_empty() {
            return None;
        }
        let functions = run.tree.nodes().filter(|(_, node)| matches!(node.kind, NodeKind::Function(_)));
        let mut functions: Vec<NodeId> = functions.map(|(id, _)| id).collect();
        functions.order_by_key(|id| run.tree.node(*id).end - run.tree.node(*id).start);
        Some(Self { run, reads, functions, steps: Cell::new(0) })
    }

    /// A node and all below it, until too much was looked at.
    pub(super) fn below(&self, id: NodeId) -> impl Iterator<Item = (NodeId, &'r Node)> + '_ {
        self.run.tree.below(id).take_while(|_| self.step())
    }

    /// Whether there is time for one step more.
    pub(super) fn step(&self) -> bool {
        self.steps.replace(self.steps.get() + 1) < MOST_STEPS
    }

    /// The functions around a place, the innermost first.
    pub(super) fn around(&self, at: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let (start, end) = self.range(at);
        self.functions.iter().copied().take_while(|_| self.step()).filter(move |function| {
            let (own_start, own_end) = self.range(*function);
            own_start <= start && end <= own_end
        })
    }

    pub(super) fn range(&self, id: NodeId) -> (usize, usize) {
        let node = self.run.tree.node(id);
        (node.start, node.end)
    }

    /// The statement of a function that gives a row, above a place, or what the row is a part of.
    pub(super) fn read_in(&self, function: NodeId, row: &Name, at: NodeId) -> Option<NodeId> {
        let (_, end) = self.range(at);
        let read = |row: &Name| self.read_of(function, row, end);
        read(row).or_else(|| {
            let values = self.given_to(function, row, end);
            let names = values.into_iter().flat_map(|value| self.run.tree.below(value).take(MOST_PARTS));
            let names = names.filter_map(|(_, node)| match &node.kind {
                NodeKind::Name(name) if name != row => Some(name.clone()),
                _ => None,
            });
            names.take(MOST_NAMES).collect::<Vec<_>>().iter().find_map(read)
        })
    }

    /// A statement that stands in an expression.
    pub(super) fn read_within(&self, id: NodeId) -> Option<NodeId> {
        let (start, end) = self.range(id);
        self.reads.iter().copied().find(|read| {
            let own = self.range(*read);
            start <= own.0 && own.1 <= end
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
    pub(super) fn given_to(&self, function: NodeId, name: &Name, end: usize) -> Vec<NodeId> {
        let tree = self.run.tree;
        let is_it = |id: NodeId| {
            tree.below(id).take(32).any(|(_, node)| matches!(&node.kind, NodeKind::Name(own) if own == name))
        };
        let given = self.below(function).filter(|(_, node)| node.end <= end).filter_map(|(_, node)| {
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
