//! Functions that are registered, or guarded, by what they are marked with.

use super::registrations::{Registration, register, row_for};
use super::routers::{New, router_at};
use super::{Argument, Site, guards};
use crate::extract::code::flow::{Interpreter, RouterId, Shape, Value};
use crate::extract::code::frameworks::Register;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Guard, GuardKind};

/// A function with decorators: one may register it, and the others then stand before it.
pub(in crate::extract::code) fn decorated_function(
    run: &mut Interpreter<'_>,
    function: NodeId,
    decorators: &[NodeId],
) {
    let mut below: Vec<Argument> = Vec::new();
    let mut registering = Vec::new();
    for node in decorators.iter().rev() {
        match site_of(run, *node) {
            Some(site) if row_for(run, &site).is_some() => registering.push((site, below.len())),
            Some(site) => {
                let value = super::answer(run, &site);
                below.push(Argument { node: *node, name: None, value });
            }
            None => {
                let value = run.value(*node);
                below.push(Argument { node: *node, name: None, value });
            }
        }
    }
    let closure = run.met(function);
    if registering.is_empty() {
        note_checks(run, function, &below);
        return;
    }
    for (site, count) in registering {
        let Some((router, row)) = row_for(run, &site) else { continue };
        let router = if row.apart { apart(run, function, row) } else { router };
        let Some(own) = run.found.routers.get_mut(router.0) else { continue };
        if !own.seen.insert((site.id, 0)) {
            continue;
        }
        let guards = below.iter().take(count).cloned().collect();
        let function = Some((function, Value::of(Shape::Function(closure))));
        register(run, &Registration { row, router, site: &site, function, guards });
    }
}

/// The router that a decorated function is of itself, to be mounted by its name.
fn apart(run: &mut Interpreter<'_>, function: NodeId, row: &'static Register) -> RouterId {
    let name = match run.tree.kind(function) {
        NodeKind::Function(own) => own.name.as_deref().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    router_at(run, function, New { framework: &row.framework, name, ..New::default() })
}

/// What stands before a function that is registered elsewhere, or in a way that no table names.
fn note_checks(run: &mut Interpreter<'_>, function: NodeId, decorators: &[Argument]) {
    let guards: Vec<Guard> =
        decorators.iter().map(|one| guards::guard(run, one.node, &one.value, 0, "/")).collect();
    let checks = run.found.checks.entry(function).or_default();
    for guard in guards.into_iter().filter(|guard| guard.kind != GuardKind::Other) {
        if !checks.iter().any(|own| own.place == guard.place) {
            checks.push(guard);
        }
    }
}

/// A decorator as the call that it is; without arguments where it is only named.
fn site_of(run: &mut Interpreter<'_>, node: NodeId) -> Option<Site> {
    let tree = run.tree;
    match tree.kind(node) {
        NodeKind::Call(call) => Some(super::site(run, node, call)),
        NodeKind::Member { .. } => Some(super::site_of_member(run, node)),
        _ => None,
    }
}
