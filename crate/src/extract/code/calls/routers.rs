//! Where applications and routers come from.

use super::routes::{FoundRouter, is_method, path_of};
use super::{Site, assemblies, guards, options, registrations};
use crate::collections::{BTreeMap, BTreeSet};
use crate::extract::code::flow::{Api, Interpreter, RouterId, Shape, Value};
use crate::extract::code::syntax::{NodeId, NodeKind, Parameter};
use crate::facts::{Guard, GuardKind, ModuleMember};

/// Routers of one file that are told apart.
const MOST_ROUTERS: usize = 300;

/// The router that a call makes, where it makes one.
pub(super) fn created(run: &mut Interpreter<'_>, site: &Site, api: &Api) -> Option<Shape> {
    let row = run.tables.router.iter().find(|row| row.call.matches(&api.module, &api.path))?;
    if run.found.routers.len() >= MOST_ROUTERS {
        return None;
    }
    let id = router_at(run, site.id, New { root: row.root, framework: &row.framework, ..New::default() });
    let prefix = site.pick(&row.prefix).and_then(|prefix| path_of(&prefix.value)).unwrap_or_default();
    let guards = site.pick(&row.guards).cloned();
    let guards = guards.map(|list| options::listed(run, &list, 0)).unwrap_or_default();
    if let Some(router) = run.found.routers.get_mut(id.0)
        && router.guards.is_empty()
    {
        router.prefix = prefix;
        router.guards = guards;
    }
    if let Some(module) = site.pick(&row.mounts).cloned() {
        assemblies::mounted(run, id, &module);
    }
    if row.root {
        brought(run, id, &row.framework, site.id);
    }
    Some(Shape::Router(id))
}

/// A router that a function was put around, and with it a guard before all that is in it: `authenticated(mux)`.
pub(super) fn around(run: &mut Interpreter<'_>, site: &Site, given: &Value) -> Option<Value> {
    let [one] = site.arguments.as_slice() else { return None };
    let Shape::Router(id) = one.value.shape else { return None };
    if site.creates || matches!(given.shape, Shape::Router(_) | Shape::RouterPath(..)) {
        return None;
    }
    let guard = guards::guard(run, site.target, &site.callee, 0, "/");
    let tells = guard.kind != GuardKind::Other || guard.imported.is_some();
    let router = run.found.routers.get_mut(id.0).filter(|_| tells)?;
    if !router.guards.iter().any(|own| own.place == guard.place) {
        router.guards.push(guard);
    }
    Some(one.value.clone())
}

/// The router that a parameter is, by its type: one that is made elsewhere.
pub(in crate::extract::code) fn of_type(
    run: &mut Interpreter<'_>,
    function: NodeId,
    parameter: &Parameter,
) -> Option<RouterId> {
    let type_ = parameter.type_.as_ref()?;
    let row = run.tables.router.iter().find(|row| row.types.iter().any(|own| **own == **type_))?;
    let name = run.tree.bound_name(parameter.pattern)?;
    let NodeKind::Function(own) = run.tree.kind(function) else { return None };
    let name = format!("{}({name})", own.name.as_deref().unwrap_or_default());
    let handed_in = !row.root;
    let known = run.found.routers.len();
    let new = New { root: row.root, handed_in, framework: &row.framework, name, ..New::default() };
    let id = router_at(run, parameter.pattern, new);
    if row.root && run.found.routers.len() > known {
        brought(run, id, &row.framework, parameter.pattern);
    }
    Some(id)
}

/// The guards that a framework has of itself.
pub(super) fn brought(run: &mut Interpreter<'_>, id: RouterId, framework: &str, at: NodeId) {
    let place = run.place(at);
    let kinds =
        run.tables.framework(framework).map(|framework| framework.brings.as_slice()).unwrap_or_default();
    let guards = kinds.iter().filter_map(|kind| guards::kind_named(kind)).map(|kind| Guard {
        kind,
        name: framework.to_owned(),
        place,
        order: 0,
        prefix: "/".to_owned(),
        imported: None,
    });
    if let Some(router) = run.found.routers.get_mut(id.0) {
        router.guards.extend(guards);
    }
}

/// What is known of a router when it is first met.
#[derive(Default)]
pub(super) struct New {
    pub root: bool,
    pub framework: &'static str,
    pub handed_in: bool,
    pub of_class: bool,
    /// Empty for that of what it is assigned to.
    pub name: String,
    pub stands_for: Option<ModuleMember>,
}

pub(super) fn router_at(run: &mut Interpreter<'_>, node: NodeId, new: New) -> RouterId {
    let known = run.found.routers.iter().position(|router| router.node == node);
    if let Some(known) = known {
        return RouterId(known);
    }
    RouterId({
        let name = if new.name.is_empty() { assigned_name(run, node) } else { new.name };
        run.found.routers.push(FoundRouter {
            node,
            name,
            root: new.root,
            framework: new.framework,
            prefix: String::new(),
            stands_for: new.stands_for,
            handed_in: new.handed_in,
            of_class: new.of_class,
            routes: Vec::new(),
            guards: Vec::new(),
            everywhere: Vec::new(),
            mounts: Vec::new(),
            order: 0,
            seen: BTreeSet::new(),
        });
        run.found.routers.len() - 1
    })
}

/// The name that a value is given where it is made, also behind calls: `Router().use(a).use(b)`. No two routers
/// of a file have the same.
fn assigned_name(run: &mut Interpreter<'_>, value: NodeId) -> String {
    if run.found.targets.is_empty() {
        run.found.targets = targets(run);
    }
    let target = run.found.targets.get(&value).copied();
    let name = target.and_then(|target| run.tree.path(target)).unwrap_or_else(|| "router".to_owned());
    let taken = |name: &str| run.found.routers.iter().any(|router| router.name == name);
    if !taken(&name) {
        return name;
    }
    // There are fewer names than routers.
    let numbers = 2..=run.found.routers.len() + 2;
    numbers.map(|count| format!("{name} ({count})")).find(|name| !taken(name)).unwrap_or(name)
}

/// What every call is assigned to.
fn targets(run: &Interpreter<'_>) -> BTreeMap<NodeId, NodeId> {
    let assigned = run.tree.nodes().filter_map(|(_, node)| match &node.kind {
        NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. } => {
            matches!(run.tree.kind(*value), NodeKind::Call(_)).then(|| (chain_start(run, *value), *target))
        }
        _ => None,
    });
    assigned.collect()
}

fn chain_start(run: &Interpreter<'_>, value: NodeId) -> NodeId {
    let mut at = value;
    while let NodeKind::Call(call) = run.tree.kind(at) {
        match run.tree.kind(call.callee) {
            NodeKind::Member { object, .. } if matches!(run.tree.kind(*object), NodeKind::Call(_)) => {
                at = *object;
            }
            _ => break,
        }
    }
    at
}

/// `app.get("/users", handler)` on a parameter or an import is what it looks like.
pub(super) fn looks_like_router(
    run: &mut Interpreter<'_>,
    site: &Site,
    receiver: &Value,
    name: &str,
) -> Option<RouterId> {
    if let Shape::Api(api) = &receiver.shape
        && !api.module.is_empty()
        && !run.tables.may_be_local(&api.module)
    {
        return None;
    }
    // Only the tables of one language speak of such routers.
    if !run.tables.language.commonjs || (name != "use" && name != "route" && !is_method(name)) {
        return None;
    }
    let written = site.receiver_name(run);
    let lower = written.to_ascii_lowercase();
    let named = ["app", "router", "routes", "server", "api"].iter().any(|name| lower.ends_with(name));
    if !named {
        return None;
    }
    let handlers = |from: usize| site.arguments.iter().skip(from).any(|argument| may_handle(&argument.value));
    let path = path_of(&site.argument(0)).is_some_and(|path| path.starts_with('/'));
    let registers = match name {
        "use" => handlers(0),
        "route" => path && site.arguments.len() == 1,
        method => {
            let last = site.arguments.len().saturating_sub(1).max(1);
            is_method(method) && path && handlers(last)
        }
    };
    if !registers {
        return None;
    }
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return None };
    let text = run.tree.path(*object)?;
    let known = run.found.routers.iter().position(|router| router.handed_in && router.name == text);
    if let Some(known) = known {
        return Some(RouterId(known));
    }
    if run.found.routers.len() >= MOST_ROUTERS {
        return None;
    }
    let framework = chained_in_use(run);
    Some(router_at(run, *object, New { handed_in: true, framework, name: text, ..New::default() }))
}

/// The framework whose calls are those of Express that the file imports, and Express where it says nothing.
fn chained_in_use(run: &Interpreter<'_>) -> &'static str {
    let tables = run.tables;
    let mut chained = tables.framework.iter().filter(|own| own.chained);
    chained.find(|own| registrations::uses(run, &own.name)).map_or("express", |own| &own.name)
}

fn may_handle(value: &Value) -> bool {
    match &value.shape {
        Shape::Function(_) | Shape::Router(_) => true,
        Shape::Api(api) => !api.module.is_empty(),
        _ => false,
    }
}
