//! Sessions that a cookie carries, and what of the protection against forged requests is said in a file.

use super::Site;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Node, NodeId, NodeKind};
use crate::facts::{CookieSession, ForgeryFacts};

/// Writes down a call that keeps sessions, or one that switches the protection of a framework off.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    let tables = run.tables;
    if let Some(api) = site.callee.as_api()
        && tables.session.iter().any(|row| row.matches(&api.module, &api.path))
    {
        let session = CookieSession {
            name: run.text(site.target).chars().take(60).collect(),
            place: run.place(site.id),
        };
        run.found.sessions.insert(site.id, session);
    }
    let Some(name) = site.name.as_deref() else { return };
    let protects = |name: &str| tables.forgery.protections.iter().any(|own| own == name);
    let off = |name: &str| tables.forgery.off.iter().any(|own| own == name);
    let here = protects(name) && site.arguments.iter().any(|one| names(run, one.node).any(off));
    let behind = off(name) && protects(called_before(run, site.target).unwrap_or_default());
    if here || behind {
        run.found.forgery_off.insert(site.id);
    }
}

fn called_before<'a>(run: &Interpreter<'a>, target: NodeId) -> Option<&'a str> {
    let NodeKind::Member { object, .. } = run.tree.kind(target) else { return None };
    let NodeKind::Call(call) = run.tree.kind(*object) else { return None };
    match run.tree.kind(call.callee) {
        NodeKind::Member { name, .. } | NodeKind::Name(name) => Some(name),
        _ => None,
    }
}

fn names<'a>(run: &Interpreter<'a>, at: NodeId) -> impl Iterator<Item = &'a str> {
    run.tree.below(at).take(64).filter_map(|(_, node)| name_of(node))
}

fn name_of(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Name(name)
        | NodeKind::Member { name, .. }
        | NodeKind::Text(name)
        | NodeKind::Named { name, .. } => Some(name),
        _ => None,
    }
}

/// What the whole file shows.
pub(super) fn facts(run: &Interpreter<'_>) -> ForgeryFacts {
    let mut facts = ForgeryFacts {
        sessions: run.found.sessions.values().cloned().collect(),
        off: run.found.forgery_off.iter().map(|id| run.place(*id)).collect(),
        ..ForgeryFacts::default()
    };
    let words = &run.tables.forgery;
    for (_, node) in run.tree.nodes() {
        let keys = match &node.kind {
            NodeKind::Object(properties) => properties.iter().filter_map(|one| one.key.as_deref()).collect(),
            _ => name_of(node).into_iter().collect::<Vec<_>>(),
        };
        for name in keys.into_iter().filter(|name| name.len() < 40) {
            let plain: String =
                name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let is_off = words.protections.iter().any(|own| own == name);
            facts.named |=
                !is_off && (plain.contains("csrf") || plain.contains("xsrf") || plain.contains("samesite"));
            facts.by_cookie |= words.cookies.iter().any(|own| own == name);
            facts.stateless |= words.stateless.iter().any(|own| own == name);
        }
    }
    facts
}
