//! Merge keys of YAML (`<<: *defaults`): a map takes the members of others that it does not have itself.

use std::collections::HashSet;

use super::{MOST_NODES, Node, NodeId, Shape, Tree, Value};

/// Replaces the members `<<` of a map by what they bring, each as an alias of the original.
pub(super) fn merge(tree: &mut Tree<'_>, map: NodeId) {
    let members: Vec<_> = tree.children(map).collect();
    let (merges, mut kept): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|member| tree.key(*member) == Some("<<"));
    let mut taken: HashSet<String> =
        kept.iter().filter_map(|member| tree.key(*member)).map(str::to_owned).collect();
    for source in sources(tree, &merges) {
        let brought: Vec<_> = tree.children(source).collect();
        for member in brought {
            let fresh = tree.key(member).is_some_and(|key| taken.insert(key.to_owned()));
            if fresh && tree.nodes.len() < MOST_NODES {
                kept.extend(alias(tree, member));
            }
        }
    }
    relink(tree, map, &kept);
}

/// The maps that are merged: `<<` may hold one, or a list of them.
fn sources(tree: &Tree<'_>, merges: &[NodeId]) -> Vec<NodeId> {
    let mut sources = Vec::new();
    for merge in merges {
        match tree.shape(*merge) {
            Shape::Map => sources.push(*merge),
            Shape::List => sources.extend(tree.children(*merge)),
            _ => {}
        }
    }
    sources
}

fn alias(tree: &mut Tree<'_>, member: NodeId) -> Option<NodeId> {
    let id = NodeId(u32::try_from(tree.nodes.len()).ok()?);
    let (key, span) = (tree.node(member)?.key.clone(), tree.span(member));
    let value = Value::Alias(tree.resolved(member));
    tree.nodes.push(Node { key, value, span, next: None });
    Some(id)
}

fn relink(tree: &mut Tree<'_>, map: NodeId, members: &[NodeId]) {
    if let Some(node) = tree.nodes.get_mut(map.0 as usize) {
        node.value = Value::Map(members.first().copied());
    }
    let followers = members.iter().skip(1).copied().map(Some).chain([None]);
    for (member, next) in members.iter().zip(followers) {
        if let Some(node) = tree.nodes.get_mut(member.0 as usize) {
            node.next = next;
        }
    }
}
