//! What stands around what, and who changes which name: found once, before the program runs.

use crate::collections::{BTreeMap, BTreeSet, Sort};
use crate::extract::code::syntax::{Name, NodeId, NodeKind, Tree};

/// The innermost node of a kind around each node that is asked for, by where they stand in the text.
fn around(
    tree: &Tree,
    is_outer: impl Fn(&NodeKind) -> bool,
    is_asked: impl Fn(&NodeKind) -> bool,
) -> Vec<(NodeId, Option<NodeId>)> {
    let mut all: Vec<(usize, usize, NodeId)> = tree
        .nodes()
        .filter(|(_, node)| is_outer(&node.kind) || is_asked(&node.kind))
        .map(|(id, node)| (node.start, usize::MAX - node.end, id))
        .collect();
    // What begins first and ends last stands around.
    all.order();
    let mut open: Vec<NodeId> = Vec::new();
    let mut found = Vec::new();
    for (start, _, id) in all {
        while open.last().is_some_and(|last| tree.node(*last).end <= start) {
            open.pop();
        }
        let kind = tree.kind(id);
        if is_asked(kind) {
            found.push((id, open.last().copied()));
        }
        if is_outer(kind) {
            open.push(id);
        }
    }
    found
}

/// Names that are assigned to, and the function that does it if it is one only.
pub(super) fn assigned_in(tree: &Tree) -> BTreeMap<Name, Option<NodeId>> {
    let is_function = |kind: &NodeKind| matches!(kind, NodeKind::Function(_));
    let is_assignment = |kind: &NodeKind| matches!(kind, NodeKind::Assign { .. });
    let mut names: BTreeMap<Name, Option<NodeId>> = BTreeMap::new();
    for (id, function) in around(tree, is_function, is_assignment) {
        let NodeKind::Assign { target, .. } = tree.kind(id) else { continue };
        let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = tree.kind(*target) else { continue };
        match names.get_mut(name) {
            Some(known) if *known != function => *known = None,
            Some(_) => {}
            None => {
                names.insert(name.clone(), function);
            }
        }
    }
    names
}

/// The class that each function and class stands in.
pub(super) fn class_around(tree: &Tree) -> BTreeMap<NodeId, NodeId> {
    let is_class = |kind: &NodeKind| matches!(kind, NodeKind::Class(_));
    let is_asked = |kind: &NodeKind| matches!(kind, NodeKind::Class(_) | NodeKind::Function(_));
    around(tree, is_class, is_asked).into_iter().filter_map(|(id, class)| Some((id, class?))).collect()
}

/// The members of a class by name: the first one of each, and the first that is a function.
#[derive(Debug, Default)]
pub(super) struct Members {
    pub all: BTreeMap<Name, NodeId>,
    pub functions: BTreeMap<Name, NodeId>,
}

pub(super) fn members(tree: &Tree) -> BTreeMap<NodeId, Members> {
    let mut classes = BTreeMap::new();
    for (id, node) in tree.nodes() {
        let NodeKind::Class(class) = &node.kind else { continue };
        let mut own = Members::default();
        for member in &class.members {
            let Some(key) = &member.key else { continue };
            own.all.entry(key.clone()).or_insert(member.value);
            if matches!(tree.kind(member.value), NodeKind::Function(_)) {
                own.functions.entry(key.clone()).or_insert(member.value);
            }
        }
        classes.insert(id, own);
    }
    classes
}

/// For each interface that only names what others do, the one class that has it as a parent.
pub(super) fn implementations(tree: &Tree) -> BTreeMap<Name, Option<NodeId>> {
    let mut all: BTreeMap<Name, Option<NodeId>> = BTreeMap::new();
    for (id, node) in tree.nodes() {
        let NodeKind::Class(class) = &node.kind else { continue };
        for parent in class.parents.iter().filter_map(|parent| tree.path(*parent)) {
            let only = !all.contains_key(parent.as_str());
            all.insert(Name::from(parent), only.then_some(id));
        }
    }
    let does_something = |class: &crate::extract::code::syntax::Class| {
        class.members.iter().any(|member| matches!(tree.kind(member.value), NodeKind::Function(_)))
    };
    for (_, node) in tree.nodes() {
        if let NodeKind::Class(class) = &node.kind
            && let Some(name) = class.name.as_ref().filter(|_| does_something(class))
        {
            all.remove(name);
        }
    }
    all
}

/// The operations of GraphQL, as objects of resolvers are called.
const OPERATIONS: [&str; 3] = ["Query", "Mutation", "Subscription"];

/// Functions that stand in an object of resolvers: `Query: { user: ... }`.
pub(super) fn resolvers(tree: &Tree) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    for (_, node) in tree.nodes() {
        let NodeKind::Object(types) = &node.kind else { continue };
        for own in types.iter().filter(|own| own.key.as_deref().is_some_and(|key| OPERATIONS.contains(&key)))
        {
            if let NodeKind::Object(fields) = tree.kind(own.value) {
                found.extend(fields.iter().map(|field| field.value));
            }
        }
    }
    found
}
