//! Routers that no call of their framework makes here: of a package, of a group, or handed in.

use super::routers::{New, router_at};
use super::routes::{FoundRoute, path_of};
use super::{Site, guards};
use crate::extract::code::flow::{Interpreter, RouterId, Shape, Value};
use crate::extract::code::frameworks::{Does, Register};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, Method, Route};

/// The router that functions of a package register at.
pub(super) fn of_file(run: &mut Interpreter<'_>, row: &'static Register) -> RouterId {
    let known = run.found.routers.iter().position(|router| router.name == row.framework && router.root);
    if let Some(known) = known {
        return RouterId(known);
    }
    let new = New { root: true, framework: &row.framework, name: row.framework.clone(), ..New::default() };
    // No call makes it: it stands for the file.
    let id = router_at(run, NodeId(u32::MAX), new);
    let at = run.tree.statements.first().copied().unwrap_or_default();
    super::routers::brought(run, id, &row.framework, at);
    id
}

/// A router below another one.
pub(super) fn group(
    run: &mut Interpreter<'_>,
    site: &Site,
    parent: RouterId,
    row: &'static Register,
) -> Option<Value> {
    let path = site.pick(&row.path).and_then(|path| path_of(&path.value)).unwrap_or_default();
    let own: Vec<Guard> = site
        .pick_all(&row.guards)
        .iter()
        .map(|one| guards::guard(run, one.node, &one.value, 0, "/"))
        .collect();
    let above = run.found.routers.get(parent.0)?;
    let (root, framework, handed_in) = (above.root, above.framework, above.handed_in);
    // What is below a router of another file is served where that one is.
    let name = if handed_in { format!("{}.{}", above.name, run.found.routers.len()) } else { String::new() };
    let above = run.found.routers.get(parent.0)?;
    let slash =
        if path.is_empty() || path.starts_with('/') || above.prefix.ends_with('/') { "" } else { "/" };
    let (prefix, mut all) = (format!("{}{slash}{path}", above.prefix), above.guards.clone());
    all.extend(own);
    // Whatever stands before the group stands before all in it.
    for guard in &mut all {
        guard.order = 0;
    }
    let id = router_at(run, site.id, New { root, framework, handed_in, name, ..New::default() });
    let fresh = run.found.routers.get_mut(id.0).is_some_and(|router| router.seen.insert((site.id, 0)));
    if let Some(router) = run.found.routers.get_mut(id.0).filter(|_| fresh) {
        router.prefix = prefix;
        router.guards = all;
    }
    let value = Value::of(Shape::Router(id));
    if let Some(callback) = site.pick(&row.target).and_then(|target| target.value.function()) {
        run.call_back(callback, std::slice::from_ref(&value));
    }
    Some(value)
}

/// A router that another file makes, or that a function is given.
pub(super) fn handed_in(run: &mut Interpreter<'_>, site: &Site, row: &'static Register) -> Option<RouterId> {
    let api = site.receiver.as_ref()?.as_api().cloned();
    if api.as_ref().is_some_and(|api| !api.module.is_empty() && !run.tables.may_be_local(&api.module)) {
        return None;
    }
    let lower = site.receiver_name(run).to_ascii_lowercase();
    let named = ["app", "router", "routes", "application", "api", "bp", "blueprint", "server"];
    let known = run.tables.framework(&row.framework).map(|own| own.handed_as.as_slice()).unwrap_or_default();
    let mut ends = named.iter().copied().chain(known.iter().map(String::as_str));
    if !ends.any(|end| lower.ends_with(end)) && !is_handed_type(run, site, row) {
        return None;
    }
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return None };
    let name = run.tree.path(*object)?;
    let name = match parameter_of(run, &name) {
        Some(function) => format!("{function}({name})"),
        None => name,
    };
    if let Some(known) = run.found.routers.iter().position(|router| router.handed_in && router.name == name) {
        return Some(RouterId(known));
    }
    let stands_for = api.and_then(|api| guards::imported(run, &api));
    let new = New { handed_in: true, framework: &row.framework, name, stands_for, ..New::default() };
    Some(router_at(run, *object, new))
}

/// Whether the receiver is a parameter whose type is that of a framework's routers.
pub(super) fn is_handed_type(run: &Interpreter<'_>, site: &Site, row: &Register) -> bool {
    let handed = run.tables.framework(&row.framework).map(|framework| framework.handed_types.as_slice());
    let Some(NodeKind::Function(function)) = run.function().map(|function| run.tree.kind(function)) else {
        return false;
    };
    let name = site.receiver_name(run);
    let own = function
        .parameters
        .iter()
        .find(|one| run.tree.bound_name(one.pattern).is_some_and(|own| *own == *name));
    let type_ = own.and_then(|one| one.type_.as_deref()).and_then(|type_| type_.rsplit('.').next());
    handed.unwrap_or_default().iter().any(|wanted| Some(wanted.as_str()) == type_)
}

/// The function that runs, where it gets the name as a parameter: each has a router of its own.
fn parameter_of(run: &Interpreter<'_>, name: &str) -> Option<Name> {
    let NodeKind::Function(function) = run.tree.kind(run.function()?) else { return None };
    let own = |pattern| run.tree.bound_name(pattern).is_some_and(|own| *own == *name);
    function.parameters.iter().any(|one| own(one.pattern)).then(|| function.name.clone()).flatten()
}

/// A guard of the route that is registered before it in the chain, or else of the whole group.
pub(super) fn chained(run: &mut Interpreter<'_>, site: &Site, id: RouterId, row: &'static Register) {
    let mut kind = guards::kind_named(&row.kind);
    let NodeKind::Member { object, name } = run.tree.kind(site.target) else { return };
    let given = site.arguments.first().map(|one| (one.node, one.value.clone()));
    let place = run.place(site.id);
    let mut guard = match given {
        Some((node, value)) => guards::guard(run, node, &value, 0, "/"),
        None => Guard {
            kind: GuardKind::Other,
            name: name.to_string(),
            place,
            order: 0,
            prefix: "/".to_owned(),
            imported: None,
        },
    };
    if kind == Some(GuardKind::Authentication) && !site.arguments.is_empty() {
        kind = Some(GuardKind::Authorization);
    }
    if let Some(kind) = kind {
        guard = Guard { kind, name: name.to_string(), place, imported: None, ..guard };
    }
    let behind = behind(run, *object, &row.framework);
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    match (behind, router.routes.last_mut(), router.mounts.last_mut()) {
        (Does::Route, Some(last), _) => {
            guard.order = last.route.order;
            last.route.guards.push(guard);
        }
        (Does::Controllers, _, Some(last)) => last.guards.push(guard),
        _ => router.guards.push(guard),
    }
}

/// What a chain of calls registers further in.
fn behind(run: &Interpreter<'_>, chain: NodeId, framework: &str) -> Does {
    const LONGEST: usize = 60;
    let mut at = chain;
    for _ in 0..LONGEST {
        let NodeKind::Call(call) = run.tree.kind(at) else { break };
        let NodeKind::Member { object, name } = run.tree.kind(call.callee) else { break };
        let row = run
            .tables
            .register
            .iter()
            .find(|row| row.framework == framework && row.members.iter().any(|own| **own == **name));
        match row.map(|row| row.does) {
            Some(does @ (Does::Route | Does::Group | Does::Controllers)) => return does,
            _ => at = *object,
        }
    }
    Does::Group
}

/// Gives the last route of a router the methods that it answers to.
pub(super) fn narrow(run: &mut Interpreter<'_>, site: &Site, id: RouterId) {
    let methods: Vec<Option<Method>> =
        site.positional().filter_map(|one| one.value.constant()).map(|name| Method::named(&name)).collect();
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    let Some(last) = router.routes.pop() else { return };
    for method in methods.into_iter().flatten().map(Some) {
        let route = Route { method, ..last.route.clone() };
        router.routes.push(FoundRoute { route, handler: last.handler });
    }
}
