//! Routers that are put together in one chain of calls: what answers, and what is laid around it.

use super::path_parameters::parameters;
use super::routes::{FoundRoute, handler, is_method, next_order, path_of};
use super::{Argument, Entry, Site, guards, options};
use crate::extract::code::flow::{Interpreter, RouterId, Shape};
use crate::extract::code::frameworks::Register;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, Method, Mount, MountTarget, Route};

/// Calls of one chain that are looked at.
const LONGEST: usize = 60;

/// One call of a chain.
struct Link {
    name: String,
    arguments: Vec<NodeId>,
    /// The whole call.
    node: NodeId,
    callee: NodeId,
}

/// The calls of a chain, the first one first.
fn links(run: &Interpreter<'_>, node: NodeId) -> Vec<Link> {
    let mut all = Vec::new();
    let mut at = node;
    for _ in 0..LONGEST {
        let NodeKind::Call(call) = run.tree.kind(at) else { break };
        let path = match run.tree.kind(call.callee) {
            NodeKind::Name(name) | NodeKind::Member { name, .. } => name.to_string(),
            _ => break,
        };
        all.push(Link { name: path, arguments: call.arguments.clone(), node: at, callee: call.callee });
        match run.tree.kind(call.callee) {
            NodeKind::Member { object, .. } => at = *object,
            _ => break,
        }
    }
    all.reverse();
    all
}

/// What answers one method.
struct Answer {
    method: Option<Method>,
    target: NodeId,
    guards: Vec<Guard>,
}

/// `get(list).post(create).layer(auth)`, `web::get().to(list)`.
fn answers(run: &mut Interpreter<'_>, node: NodeId, order: usize) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    let mut method = None;
    for link in links(run, node) {
        let plain = link.name.trim_end_matches("_service");
        match (plain, link.arguments.as_slice()) {
            ("layer" | "route_layer" | "wrap", [layer]) => {
                let around = layers(run, *layer, order);
                for answer in &mut found {
                    answer.guards.extend(around.iter().cloned());
                }
            }
            ("to", [target]) => found.push(Answer { method, target: *target, guards: Vec::new() }),
            ("on", [_, target]) | ("any", [target]) => {
                found.push(Answer { method: None, target: *target, guards: Vec::new() });
            }
            ("method", [name]) => {
                let name = run.tree.path(*name).unwrap_or_default();
                method = Method::named(name.rsplit('.').next().unwrap_or_default());
            }
            (name, [target]) if is_method(name) => {
                found.push(Answer { method: Method::named(name), target: *target, guards: Vec::new() });
            }
            (name, []) if is_method(name) => method = Method::named(name),
            _ => {}
        }
    }
    found
}

/// Registers what a chain answers.
pub(super) fn routed(run: &mut Interpreter<'_>, site: &Site, row: &'static Register, id: RouterId) {
    let written = site.pick(&row.path).and_then(|path| path_of(&path.value)).unwrap_or_default();
    let Some(target) = site.pick(&row.target).map(|target| target.node) else { return };
    let prefix = run.found.routers.get(id.0).map(|router| router.prefix.clone()).unwrap_or_default();
    let order = next_order(run, id);
    let found = parameters(&format!("{prefix}{written}"));
    // The call begins where its chain does: its first argument tells it from the others.
    let place = run.place(site.arguments.first().map_or(site.id, |first| first.node));
    for (at, answer) in answers(run, target, order).into_iter().enumerate() {
        let place = if at == 0 { place } else { run.place(answer.target) };
        let value = run.value(answer.target);
        let target = Argument { node: answer.target, name: None, value };
        let (answering, function) = handler(run, &target);
        if let (Some(function), Some(framework)) = (function, run.tables.framework(&row.framework)) {
            let (free, bound) = (found.free.clone(), found.bound.clone());
            run.found.entries.insert(function, Entry { framework, free, bound });
        }
        let Some(router) = run.found.routers.get_mut(id.0) else { return };
        let route = Route {
            method: answer.method,
            path: found.path.clone(),
            place,
            order,
            guards: answer.guards,
            handler: Some(answering),
            mounts_seen: router.root,
        };
        router.routes.push(FoundRoute { route, handler: function });
    }
}

/// Lays something around everything that is registered so far.
pub(super) fn wrapped(run: &mut Interpreter<'_>, site: &Site, row: &'static Register, id: RouterId) {
    let Some(target) = site.pick(&row.target).map(|target| target.node) else { return };
    let around = layers(run, target, 0);
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    for found in &mut router.routes {
        found.route.guards.extend(around.iter().cloned());
    }
    for mount in &mut router.mounts {
        mount.guards.extend(around.iter().cloned());
    }
}

/// What an argument lays around routes: one thing, or what a builder holds.
pub(super) fn layers(run: &mut Interpreter<'_>, node: NodeId, order: usize) -> Vec<Guard> {
    let chain = links(run, node);
    let within: Vec<NodeId> = chain
        .iter()
        .filter(|link| link.name == "layer" && link.arguments.len() == 1)
        .filter_map(|link| link.arguments.first().copied())
        .collect();
    if !within.is_empty() {
        let shallow = within.into_iter().take(LONGEST);
        return shallow.map(|inner| layer(run, inner, order)).collect();
    }
    match run.tree.kind(node) {
        NodeKind::Array(parts) => {
            let parts: Vec<NodeId> = parts.iter().take(LONGEST).copied().collect();
            parts.into_iter().map(|part| layer(run, part, order)).collect()
        }
        _ => vec![layer(run, node, order)],
    }
}

/// One layer: a function that is wrapped, or what the type of the value does.
fn layer(run: &mut Interpreter<'_>, node: NodeId, order: usize) -> Guard {
    let chain = links(run, node);
    let first = chain.first();
    let from_function =
        first.filter(|link| is_wrapper(&link.name)).and_then(|link| link.arguments.last().copied());
    if let Some(function) = from_function {
        let value = run.value(function);
        if let Some(closure) = value.function() {
            run.queue(closure, false);
        }
        let mut guard = guards::guard(run, function, &value, order, "/");
        guard.place = run.place(node);
        return guard;
    }
    // `CorsLayer::new().allow_origin(...)` is a `CorsLayer`.
    run.value(node);
    let made = first.and_then(|link| match run.tree.kind(link.callee) {
        NodeKind::Member { object, name } if name.starts_with(|char: char| char.is_lowercase()) => {
            Some(*object)
        }
        NodeKind::Member { .. } | NodeKind::Name(_) => Some(link.callee),
        _ => None,
    });
    let of_type =
        made.filter(|node| matches!(run.tree.kind(*node), NodeKind::Name(_) | NodeKind::Member { .. }));
    let is_module = of_type.and_then(|node| run.tree.path(node)).is_some_and(|path| {
        path.rsplit('.').next().is_some_and(|last| last.starts_with(|char: char| char.is_lowercase()))
    });
    let named = if is_module { first.map(|link| link.callee) } else { of_type };
    let named = named.unwrap_or(node);
    let value = run.value(named);
    let mut guard = guards::guard(run, named, &value, order, "/");
    // A variable holds what a builder of some type made.
    let api = value.as_api().filter(|_| guard.kind == GuardKind::Other);
    if let Some(api) = api {
        let last = api.path.split('.').position(|part| part.starts_with(char::is_uppercase));
        let type_: Vec<&str> = api.path.split('.').take(last.map_or(0, |last| last + 1)).collect();
        guard.kind = run.tables.guard(&api.module, &type_.join(".")).unwrap_or(guard.kind);
    }
    guard.place = run.place(first.map_or(node, |link| link.node));
    guard
}

fn is_wrapper(name: &str) -> bool {
    matches!(
        name,
        "from_fn"
            | "from_fn_with_state"
            | "from_extractor"
            | "from_extractor_with_state"
            | "map_request"
            | "map_request_with_state"
    )
}

/// Mounts what a call names.
pub(super) fn mounted(run: &mut Interpreter<'_>, site: &Site, row: &'static Register, id: RouterId) {
    let Some(target) = site.pick(&row.target).cloned() else { return };
    let prefix = site.pick(&row.path).and_then(|path| path_of(&path.value)).unwrap_or_default();
    let order = next_order(run, id);
    let guards = site.pick(&row.guards).cloned();
    let guards = guards.map(|list| options::listed(run, &list, order)).unwrap_or_default();
    let mut found = targets(run, &target);
    let chains = run.tables.framework(&row.framework).is_some_and(|framework| framework.chains);
    if found.is_empty() && !chains {
        found.push(MountTarget::Unknown);
    }
    let place = run.place(site.id);
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    let prefix = parameters(&format!("{}{prefix}", router.prefix)).path;
    router.mounts.extend(found.into_iter().map(|target| Mount {
        prefix: prefix.clone(),
        target,
        order,
        guards: guards.clone(),
        place,
        routers_only: true,
    }));
}

/// Routers that something mounts: itself, a list of them, or functions that register on what they are given.
fn targets(run: &mut Interpreter<'_>, argument: &Argument) -> Vec<MountTarget> {
    let values = match argument.value.shape {
        Shape::Object(id) => {
            run.state.object(id).filter(|list| list.array).map(|list| list.items.clone()).unwrap_or_default()
        }
        _ => vec![argument.value.clone()],
    };
    let mut found = Vec::new();
    for value in values {
        match &value.shape {
            Shape::Router(id) => {
                found.extend(
                    run.found.routers.get(id.0).map(|router| MountTarget::Local(router.name.clone())),
                );
            }
            Shape::Api(api) => found.extend(guards::imported(run, api).map(MountTarget::Module)),
            Shape::Function(closure) => {
                let own = run.found.routers.iter().find(|router| router.node == closure.node);
                match own {
                    Some(router) => found.push(MountTarget::Local(router.name.clone())),
                    None => found.extend(handed(run, closure.node)),
                }
            }
            _ => {}
        }
    }
    found
}

/// The router that a function of this file gets as its parameter.
fn handed(run: &Interpreter<'_>, function: NodeId) -> Option<MountTarget> {
    let NodeKind::Function(own) = run.tree.kind(function) else { return None };
    let first = own.parameters.first().and_then(|parameter| run.tree.bound_name(parameter.pattern))?;
    Some(MountTarget::Local(format!("{}({first})", own.name.as_deref()?)))
}
