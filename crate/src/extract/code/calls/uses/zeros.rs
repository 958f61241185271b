//! Bytes that nobody has filled: `new byte[16]`, `make([]byte, 12)`, `Buffer.alloc(16)`, `b"\0" * 16`.

use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Node, NodeId, NodeKind};
use crate::facts::Said;

/// Sides that have to be different every time, or known to nobody.
const FRESH: &[&str] = &["iv", "key", "salt"];

/// What of a side says that it holds only zeros, where the argument does that.
pub(super) fn said(run: &Interpreter<'_>, what: &str, node: NodeId) -> Option<Said> {
    let is_it = FRESH.contains(&what) && (unfilled(run, node) || unfilled_variable(run, node));
    is_it.then(|| Said::Constant("0".to_owned(), Some(run.place(node))))
}

fn unfilled(run: &Interpreter<'_>, node: NodeId) -> bool {
    let tree = run.tree;
    let is_number = |node: &NodeId| matches!(tree.kind(*node), NodeKind::Number(_));
    match tree.kind(node) {
        NodeKind::Array(items) => {
            let text = run.text(node);
            items.is_empty() && text.ends_with([']', ')']) && text.len() > 2
        }
        NodeKind::Binary { operator, left, right } => {
            &**operator == "*" && matches!(tree.kind(*left), NodeKind::Text(_)) && is_number(right)
        }
        NodeKind::Call(call) => {
            let path = tree.path(call.callee).unwrap_or_default();
            let makes = run.tables.language.zero_filled.iter().any(|own| **own == *path);
            makes && !call.arguments.is_empty() && call.arguments.iter().all(is_number)
        }
        _ => false,
    }
}

/// A variable of the function around that was made so, and is used nowhere before it is given away.
fn unfilled_variable(run: &Interpreter<'_>, node: NodeId) -> bool {
    let tree = run.tree;
    let (NodeKind::Name(name), Some(function)) = (tree.kind(node), run.function()) else { return false };
    let end = tree.node(node).start;
    let before = || tree.below(function).filter(|(_, other)| other.end <= end);
    let named = |id: NodeId| matches!(tree.kind(id), NodeKind::Name(own) if own == name);
    let made = |(_, other): (NodeId, &Node)| match &other.kind {
        NodeKind::Declare { target, value: Some(value) } => named(*target) && unfilled(run, *value),
        _ => false,
    };
    before().any(made) && before().filter(|(id, _)| named(*id)).count() == 1
}
