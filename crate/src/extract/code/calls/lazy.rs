//! Loops over stored rows that ask each row for what stands in another table, which its mapper reads then.

use super::rows::Rows;
use crate::collections::BTreeMap;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{LoopKind, Name, NodeId, NodeKind};
use crate::facts::LazyRead;

/// Loops of one file, parts of one of them, and calls of one chain.
const MOST_LOOPS: usize = 200;
const MOST_PARTS: usize = 1_000;
const LONGEST: usize = 16;

/// What runs once for each row.
struct Turns {
    element: Name,
    over: NodeId,
    bodies: Vec<NodeId>,
}

type Functions = BTreeMap<Name, NodeId>;

/// What is asked of a row.
struct Asked {
    at: NodeId,
    relation: String,
    /// In a way that only many rows are asked.
    many: bool,
}

pub(super) fn all(run: &Interpreter<'_>) -> Vec<LazyRead> {
    let language = &run.tables.language;
    if language.eager_parts.is_empty() {
        return Vec::new();
    }
    let Some(rows) = Rows::of(run) else { return Vec::new() };
    let mut found = BTreeMap::new();
    let functions = functions(run);
    let loops = run.tree.nodes().filter_map(|(id, node)| Some((id, turns(run, &functions, &node.kind)?)));
    for (id, own) in loops.take(MOST_LOOPS) {
        let Some(read) = lazily(&rows, id, own.over) else { continue };
        for asked in own.bodies.iter().flat_map(|body| asked(run, Some(&functions), *body, &own.element)) {
            let lazy = LazyRead {
                relation: asked.relation,
                many: asked.many,
                declared: !language.row_methods.is_empty(),
                switched: language.lazy_switch.is_some(),
                batched_by: language.batch_setting.clone(),
                method: method(run, read).map(ToString::to_string),
                read: run.place(read),
                place: run.place(asked.at),
                around: run.place(id),
            };
            // One loop asks for a relation once, however often it names it.
            found.entry((lazy.around, lazy.relation.clone())).or_insert(lazy);
        }
    }
    found.into_values().collect()
}

/// Methods that are declared to bring along what rows refer to.
pub(super) fn eager(run: &Interpreter<'_>) -> Vec<String> {
    let brings = |node: &NodeId| is_eager(run, *node);
    let classes = run.tree.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Class(class) if !run.tables.language.row_methods.is_empty() => Some(class),
        _ => None,
    });
    let members =
        classes.flat_map(|class| &class.members).filter(|member| match run.tree.kind(member.value) {
            NodeKind::Function(function) => function.decorators.iter().chain(&member.decorators).any(brings),
            _ => false,
        });
    members.filter_map(|member| member.key.as_deref().map(str::to_owned)).collect()
}

/// Whether a file tells the mapper to read relations when they are asked for.
pub(super) fn is_switched(run: &Interpreter<'_>) -> bool {
    run.tables.language.lazy_switch.as_ref().is_some_and(|own| run.source.text.contains(own.as_str()))
}

fn turns(run: &Interpreter<'_>, functions: &Functions, kind: &NodeKind) -> Option<Turns> {
    let (element, over, bodies) = match kind {
        NodeKind::Loop(own) if own.kind == LoopKind::Each => (own.element?, own.over?, vec![own.body]),
        NodeKind::Comprehension(own) => {
            let first = own.loops.first()?;
            (first.element, first.over, own.key.into_iter().chain([own.value]).collect())
        }
        NodeKind::Call(call) => {
            let NodeKind::Member { object, name } = run.tree.kind(call.callee) else { return None };
            run.tables.language.row_methods.iter().find(|own| **own == **name)?;
            let given = function(run, functions, *call.arguments.first()?)?;
            let NodeKind::Function(function) = run.tree.kind(given) else { return None };
            (function.parameters.first()?.pattern, *object, vec![function.body])
        }
        _ => return None,
    };
    Some(Turns { element: run.tree.bound_name(element)?, over, bodies })
}

/// Functions of the file with a name, where rows are handed to them.
fn functions(run: &Interpreter<'_>) -> Functions {
    let mut found = Functions::new();
    for (id, node) in run.tree.nodes().filter(|_| !run.tables.language.row_methods.is_empty()) {
        if let NodeKind::Function(own) = &node.kind
            && let Some(name) = &own.name
        {
            found.entry(name.clone()).or_insert(id);
        }
    }
    found
}

/// A function as it stands, or the one of this file that is named: `this::shown`.
fn function(run: &Interpreter<'_>, functions: &Functions, node: NodeId) -> Option<NodeId> {
    match run.tree.kind(node) {
        NodeKind::Function(_) => Some(node),
        NodeKind::Name(name) | NodeKind::Member { name, .. } => functions.get(name).copied(),
        _ => None,
    }
}

/// The statement whose rows a loop goes through, where it brings nothing else along.
fn lazily(rows: &Rows<'_, '_>, id: NodeId, over: NodeId) -> Option<NodeId> {
    let function = rows.around(id).next()?;
    let (start, _) = rows.range(id);
    let mut named = vec![over];
    if let Some(name) = root(rows.run, over) {
        named.extend(rows.given_to(function, name, start));
    }
    if named.iter().any(|one| is_eager(rows.run, *one)) {
        return None;
    }
    named.iter().find_map(|one| rows.read_within(*one))
}

/// `orders` of `orders.stream().filter(…)`.
fn root<'r>(run: &'r Interpreter<'_>, over: NodeId) -> Option<&'r Name> {
    let mut at = over;
    for _ in 0..LONGEST {
        at = match run.tree.kind(at) {
            NodeKind::Name(name) => return Some(name),
            NodeKind::Call(call) => call.callee,
            NodeKind::Member { object, .. } => *object,
            _ => return None,
        };
    }
    None
}

fn is_eager(run: &Interpreter<'_>, node: NodeId) -> bool {
    let text = run.text(node).to_ascii_lowercase();
    run.tables.language.eager_parts.iter().any(|part| text.contains(part.as_str()))
}

fn method<'r>(run: &'r Interpreter<'_>, call: NodeId) -> Option<&'r Name> {
    let NodeKind::Call(call) = run.tree.kind(call) else { return None };
    let NodeKind::Member { name, .. } = run.tree.kind(call.callee) else { return None };
    Some(name)
}

/// What a body asks of each row: `book.author.name`, `author.books.all()`, `order.getItems().size()`; also in a
/// function of this file that it hands the row to.
fn asked(run: &Interpreter<'_>, functions: Option<&Functions>, body: NodeId, element: &Name) -> Vec<Asked> {
    let tree = run.tree;
    let language = &run.tables.language;
    let is_row = |id: NodeId| matches!(tree.kind(id), NodeKind::Name(name) if name == element);
    let calls = || {
        tree.below(body).take(MOST_PARTS).filter_map(|(id, node)| match &node.kind {
            NodeKind::Call(call) => Some((id, call)),
            _ => None,
        })
    };
    let called: Vec<NodeId> = calls().map(|(_, call)| call.callee).collect();
    let relation = |id: NodeId| match tree.kind(id) {
        NodeKind::Member { object, name } if is_row(*object) => Some(name.to_string()),
        NodeKind::Call(call) if language.accessors && call.arguments.is_empty() => {
            let NodeKind::Member { object, name } = tree.kind(call.callee) else { return None };
            name.strip_prefix("get").filter(|_| is_row(*object)).map(str::to_owned)
        }
        _ => None,
    };
    let unread = |name: &Name| language.unread_parts.iter().any(|own| **own == **name);
    let parts = tree.below(body).take(MOST_PARTS);
    let mut found: Vec<Asked> = parts
        .filter_map(|(id, node)| match &node.kind {
            NodeKind::Member { object, name } if !unread(name) => {
                let is_called = called.contains(&id);
                let many = is_called && language.lazy_reads.iter().any(|own| **own == **name);
                let counts = many || !is_called || !language.row_methods.is_empty();
                let relation = relation(*object).filter(|_| counts)?;
                Some(Asked { at: id, relation, many })
            }
            NodeKind::Loop(own) => {
                let over = own.over.filter(|_| !language.row_methods.is_empty())?;
                Some(Asked { at: over, relation: relation(over)?, many: false })
            }
            _ => None,
        })
        .collect();
    let Some(functions) = functions.filter(|own| !own.is_empty()) else { return found };
    for (id, call) in calls() {
        let Some(at) = call.arguments.iter().position(|one| is_row(*one)) else { continue };
        let Some(NodeKind::Function(own)) = function(run, functions, call.callee).map(|own| tree.kind(own))
        else {
            continue;
        };
        let Some(element) = own.parameters.get(at).and_then(|one| tree.bound_name(one.pattern)) else {
            continue;
        };
        let within = asked(run, None, own.body, &element);
        found.extend(within.into_iter().map(|one| Asked { at: id, ..one }));
    }
    found
}
