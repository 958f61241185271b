//! Loops over stored rows that ask each row for what stands in another table, which its mapper reads then.

use super::rows::Rows;
use crate::collections::BTreeMap;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{LoopKind, Name, NodeId, NodeKind};
use crate::facts::LazyRead;

/// Loops of one file, and parts of one of them.
const MOST_LOOPS: usize = 200;
const MOST_PARTS: usize = 1_000;

pub(super) fn all(run: &Interpreter<'_>) -> Vec<LazyRead> {
    if run.tables.language.lazy_reads.is_empty() {
        return Vec::new();
    }
    let Some(rows) = Rows::of(run) else { return Vec::new() };
    let mut found = BTreeMap::new();
    for (id, node) in run.tree.nodes().filter(|(_, node)| is_loop(&node.kind)).take(MOST_LOOPS) {
        let (element, over, bodies) = match &node.kind {
            NodeKind::Loop(own) => match (own.element, own.over) {
                (Some(element), Some(over)) => (element, over, vec![own.body]),
                _ => continue,
            },
            NodeKind::Comprehension(own) => match own.loops.first() {
                Some(first) => (first.element, first.over, own.key.into_iter().chain([own.value]).collect()),
                None => continue,
            },
            _ => continue,
        };
        let (Some(element), Some(read)) = (run.tree.bound_name(element), lazily(&rows, id, over)) else {
            continue;
        };
        for body in bodies {
            for (at, relation, many) in asked(run, body, &element) {
                let place = run.place(at);
                let lazy = LazyRead { relation, many, read: run.place(read), place, around: run.place(id) };
                // One loop asks for a relation once, however often it names it.
                found.entry((lazy.around, lazy.relation.clone())).or_insert(lazy);
            }
        }
    }
    found.into_values().collect()
}

fn is_loop(kind: &NodeKind) -> bool {
    match kind {
        NodeKind::Loop(own) => own.kind == LoopKind::Each,
        kind => matches!(kind, NodeKind::Comprehension(_)),
    }
}

/// The statement whose rows a loop goes through, where it brings nothing else along.
fn lazily(rows: &Rows<'_, '_>, id: NodeId, over: NodeId) -> Option<NodeId> {
    let function = rows.around(id).next()?;
    let (start, _) = rows.range(id);
    let named = match rows.run.tree.kind(over) {
        NodeKind::Name(name) => rows.given_to(function, name, start),
        _ => vec![over],
    };
    let eager = &rows.run.tables.language.eager_parts;
    let brings = |one: &NodeId| eager.iter().any(|part| rows.run.text(*one).contains(part.as_str()));
    if named.iter().any(brings) {
        return None;
    }
    named.iter().find_map(|one| rows.read_within(*one))
}

/// What a body asks of each row, and whether that is many rows: `book.author.name`, `author.books.all()`.
fn asked(run: &Interpreter<'_>, body: NodeId, element: &Name) -> Vec<(NodeId, String, bool)> {
    let tree = run.tree;
    let called: Vec<NodeId> = tree
        .below(body)
        .take(MOST_PARTS)
        .filter_map(|(_, node)| match &node.kind {
            NodeKind::Call(call) => Some(call.callee),
            _ => None,
        })
        .collect();
    let members = tree.below(body).take(MOST_PARTS).filter_map(|(id, node)| {
        let NodeKind::Member { object, name } = &node.kind else { return None };
        let NodeKind::Member { object: row, name: relation } = tree.kind(*object) else { return None };
        let own = matches!(tree.kind(*row), NodeKind::Name(name) if name == element);
        let is_called = called.contains(&id);
        let many = is_called && run.tables.language.lazy_reads.iter().any(|own| **own == **name);
        (own && (many || !is_called)).then(|| (id, relation.to_string(), many))
    });
    members.collect()
}
