//! Calls that wait for each other and need nothing of each other.

use crate::collections::BTreeSet;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{Located, OutsideWork, QueryVerb, SerialCalls};

/// Nodes below one statement and links of one chain that are looked at, and groups of one file that are kept.
const MOST_BELOW: usize = 400;
const MOST_LINKS: usize = 24;
const MOST: usize = 200;

/// Names of connections that one transaction or session holds: its statements wait for each other anyway.
const ONE_CONNECTION: &[&str] = &[
    "client",
    "conn",
    "connection",
    "em",
    "entityManager",
    "manager",
    "queryRunner",
    "session",
    "t",
    "transaction",
    "trx",
    "tx",
];

/// Methods that only ask another service.
const ASKING: &[&str] = &["fetch", "get", "head"];

/// Every group of reads in a row.
pub(super) fn calls(run: &Interpreter<'_>) -> Vec<SerialCalls> {
    let mut groups = Vec::new();
    for (_, node) in run.tree.nodes() {
        let NodeKind::Block(statements) = &node.kind else { continue };
        let mut open: Vec<NodeId> = Vec::new();
        let mut made: BTreeSet<Name> = BTreeSet::new();
        for statement in statements {
            let read = read_in(run, *statement);
            let depends = !made.is_empty() && names_below(run, *statement).any(|name| made.contains(name));
            if read.is_none() || depends {
                close(run, &mut open, &mut groups);
                made = BTreeSet::new();
            }
            if let Some((target, call)) = read {
                made.extend(names_below(run, target).cloned());
                open.push(call);
            }
        }
        close(run, &mut open, &mut groups);
    }
    groups.truncate(MOST);
    groups
}

fn close(run: &Interpreter<'_>, open: &mut Vec<NodeId>, groups: &mut Vec<SerialCalls>) {
    if open.len() > 1 {
        let located = |call: &NodeId| Located { value: written(run, *call), place: run.place(*call) };
        groups.push(SerialCalls { calls: open.iter().map(located).collect() });
    }
    open.clear();
}

/// `const user = await db.users.findMany()`: what it makes, and the call.
fn read_in(run: &Interpreter<'_>, statement: NodeId) -> Option<(NodeId, NodeId)> {
    let tree = run.tree;
    // A declaration of one name is a block of its own in some languages.
    let statement = match tree.kind(statement) {
        NodeKind::Block(parts) => match parts.as_slice() {
            [only] => *only,
            _ => return None,
        },
        _ => statement,
    };
    let (target, value) = match tree.kind(statement) {
        NodeKind::Declare { target, value: Some(value) }
        | NodeKind::Assign { target, operator: None, value } => (*target, *value),
        _ => return None,
    };
    let value = match tree.kind(value) {
        NodeKind::Typed { value, .. } => *value,
        _ => value,
    };
    let NodeKind::Await(call) = tree.kind(value) else { return None };
    let NodeKind::Call(called) = tree.kind(*call) else { return None };
    let path = tree.path(called.callee).unwrap_or_default();
    let holds = path.split('.').any(|part| ONE_CONNECTION.contains(&part));
    if !(asks(run, *call, &path) || (!holds && reads(run, *call))) {
        return None;
    }
    Some((target, *call))
}

/// A query over a pool, of which several may run at once.
fn reads(run: &Interpreter<'_>, call: NodeId) -> bool {
    let mut at = call;
    for _ in 0..MOST_LINKS {
        if let Some(query) = run.found.queries.get(&at) {
            return run.tables.language.commonjs
                && query.verb == QueryVerb::Select
                && query.in_loop.is_none();
        }
        at = match run.tree.kind(at) {
            NodeKind::Call(called) => called.callee,
            NodeKind::Member { object, .. } => *object,
            _ => return false,
        };
    }
    false
}

fn asks(run: &Interpreter<'_>, call: NodeId, path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or_default();
    // A second argument may say that something is sent.
    let plain = matches!(run.tree.kind(call), NodeKind::Call(called) if last != "fetch" || called.arguments.len() == 1);
    let is_request = || {
        run.found.outside.iter().any(|((id, _), found)| *id == call && found.does() == OutsideWork::Request)
    };
    plain && ASKING.contains(&last) && is_request()
}

fn names_below<'a>(run: &'a Interpreter<'_>, node: NodeId) -> impl Iterator<Item = &'a Name> {
    run.tree.below(node).take(MOST_BELOW).filter_map(|(_, node)| match &node.kind {
        NodeKind::Name(name) => Some(name),
        _ => None,
    })
}

fn written(run: &Interpreter<'_>, call: NodeId) -> String {
    match run.tree.kind(call) {
        NodeKind::Call(called) => run.tree.path(called.callee).unwrap_or_else(|| "the call".to_owned()),
        _ => "the call".to_owned(),
    }
}
