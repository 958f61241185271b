//! Routers, and what is registered on them.

use std::collections::BTreeSet;

use super::guards;
use super::{Argument, Site};
use crate::extract::code::flow::{Api, Interpreter, Piece, RouterId, Shape, Value};
use crate::extract::code::frameworks;
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, Handler, Method, Mount, MountTarget, Route};

/// An application or router while the program runs.
#[derive(Debug)]
pub(in crate::extract::code) struct FoundRouter {
    /// The expression that makes it, or the place where it is first seen.
    pub node: NodeId,
    pub name: String,
    pub root: bool,
    /// A parameter, or the application of another file.
    pub handed_in: bool,
    pub routes: Vec<FoundRoute>,
    pub guards: Vec<Guard>,
    pub mounts: Vec<Mount>,
    order: usize,
    /// Calls that were seen, each of which registers once.
    seen: BTreeSet<(NodeId, u64)>,
}

#[derive(Debug)]
pub(in crate::extract::code) struct FoundRoute {
    pub route: Route,
    /// The function of this file that answers.
    pub handler: Option<NodeId>,
}

/// The router that a call makes, where it makes one.
pub(super) fn created(run: &mut Interpreter<'_>, site: &Site<'_>, api: &Api) -> Option<Shape> {
    let key = format!("{}#{}()", api.module, api.path);
    let tables = frameworks::tables();
    let root = tables.applications.contains(&key);
    if !root && !tables.routers.contains(&key) {
        return None;
    }
    let id = router_at(run, site.id, root, false, || String::new());
    Some(Shape::Router(id))
}

fn router_at(
    run: &mut Interpreter<'_>,
    node: NodeId,
    root: bool,
    handed_in: bool,
    name: impl Fn() -> String,
) -> RouterId {
    let known = run.found.routers.iter().position(|router| router.node == node);
    RouterId(known.unwrap_or_else(|| {
        let name = match name() {
            name if name.is_empty() => assigned_name(run, node),
            name => name,
        };
        run.found.routers.push(FoundRouter {
            node,
            name,
            root,
            handed_in,
            routes: Vec::new(),
            guards: Vec::new(),
            mounts: Vec::new(),
            order: 0,
            seen: BTreeSet::new(),
        });
        run.found.routers.len() - 1
    }))
}

/// The name that a value is given where it is made, also behind calls: `Router().use(a).use(b)`. No two routers
/// of a file have the same.
fn assigned_name(run: &Interpreter<'_>, value: NodeId) -> String {
    let target = run.tree.nodes().find_map(|(_, node)| match &node.kind {
        NodeKind::Declare { target, value: Some(own) } | NodeKind::Assign { target, value: own, .. }
            if chain_start(run, *own) == value =>
        {
            Some(*target)
        }
        _ => None,
    });
    let name = target.and_then(|target| run.tree.path(target)).unwrap_or_else(|| "router".to_owned());
    let taken = |name: &str| run.found.routers.iter().any(|router| router.name == name);
    if !taken(&name) {
        return name;
    }
    (2..).map(|count| format!("{name} ({count})")).find(|name| !taken(name)).unwrap_or(name)
}

fn chain_start(run: &Interpreter<'_>, value: NodeId) -> NodeId {
    let mut at = value;
    while let NodeKind::Call(call) = run.tree.kind(at) {
        match run.tree.kind(call.callee) {
            NodeKind::Member { object, .. } if matches!(run.tree.kind(*object), NodeKind::Call(_)) => {
                at = *object
            }
            _ => break,
        }
    }
    at
}

/// A call on a router, or on something that is used like one.
pub(super) fn answer(run: &mut Interpreter<'_>, site: &Site<'_>) -> Option<Value> {
    let receiver = site.receiver.as_ref()?;
    let name = site.name.as_deref()?;
    let (id, path) = match &receiver.shape {
        Shape::Router(id) => (*id, None),
        Shape::RouterPath(id, path) => (*id, Some(path.to_string())),
        Shape::Unknown | Shape::Api(_) => (looks_like_router(run, site, receiver, name)?, None),
        _ => return None,
    };
    let registration = (site.id, run.signature(&site.values()));
    let again = !run.found.routers.get_mut(id.0)?.seen.insert(registration);
    match (name, path) {
        ("route", None) => {
            let path = path_of(&site.argument(0)).unwrap_or_default();
            return Some(Value::of(Shape::RouterPath(id, Name::from(path))));
        }
        ("use", None) => {
            if !again {
                used(run, site, id);
            }
        }
        (method, own) if is_method(method) => {
            let enough = own.is_some() || site.arguments.len() > 1;
            if enough && !again {
                routed(run, site, id, own);
            } else if !enough {
                return Some(Value::default());
            }
        }
        _ => {
            for argument in &site.arguments {
                run.call_back_value(&argument.value, &[]);
            }
        }
    }
    Some(receiver.clone())
}

fn is_method(name: &str) -> bool {
    matches!(name, "get" | "post" | "put" | "patch" | "delete" | "del" | "options" | "head" | "all")
}

/// `app.get("/users", handler)` on a parameter or an import is what it looks like.
fn looks_like_router(
    run: &mut Interpreter<'_>,
    site: &Site<'_>,
    receiver: &Value,
    name: &str,
) -> Option<RouterId> {
    if let Shape::Api(api) = &receiver.shape
        && !api.module.is_empty()
        && !api.is_local()
    {
        return None;
    }
    if name != "use" && name != "route" && !is_method(name) {
        return None;
    }
    let written = site.receiver_name(run);
    let lower = written.to_ascii_lowercase();
    let named =
        ["app", "router", "routes", "server", "api", "fastify"].iter().any(|name| lower.ends_with(name));
    if !named {
        return None;
    }
    let handlers = |from: usize| site.arguments.iter().skip(from).any(|argument| may_handle(&argument.value));
    let path = path_of(&site.argument(0)).is_some_and(|path| path.starts_with('/'));
    let registers = match name {
        "use" => handlers(0),
        "route" => path && site.arguments.len() == 1,
        method => is_method(method) && path && handlers(1),
    };
    if !registers {
        return None;
    }
    let NodeKind::Member { object, .. } = run.tree.kind(site.call.callee) else { return None };
    let text = run.tree.path(*object)?;
    let known = run.found.routers.iter().position(|router| router.handed_in && router.name == text);
    if let Some(known) = known {
        return Some(RouterId(known));
    }
    Some(router_at(run, *object, false, true, || text.clone()))
}

fn may_handle(value: &Value) -> bool {
    match &value.shape {
        Shape::Function(_) | Shape::Router(_) | Shape::Object(_) => true,
        Shape::Api(api) => !api.module.is_empty(),
        _ => false,
    }
}

/// A constant path; what is not constant in it stands as `*`.
fn path_of(value: &Value) -> Option<String> {
    let Shape::Text(text) = &value.shape else { return None };
    let pieces = text.pieces().iter().map(|piece| match piece {
        Piece::Fixed(fixed) => fixed.as_ref(),
        Piece::Hole { .. } => "*",
    });
    Some(pieces.collect())
}

/// One or several paths; a pattern that is no text is `*`.
fn paths_of(run: &Interpreter<'_>, value: &Value) -> Vec<String> {
    match &value.shape {
        Shape::Object(id) => {
            let items = run.state.object(*id).map(|object| object.items.clone()).unwrap_or_default();
            items.iter().filter_map(path_of).collect()
        }
        _ => vec![path_of(value).unwrap_or_else(|| "*".to_owned())],
    }
}

fn next_order(run: &mut Interpreter<'_>, id: RouterId) -> usize {
    run.found.routers.get_mut(id.0).map_or(0, |router| {
        router.order += 1;
        router.order
    })
}

fn routed(run: &mut Interpreter<'_>, site: &Site<'_>, id: RouterId, own: Option<String>) {
    let name = site.name.as_deref().unwrap_or_default();
    let (paths, from) = match own {
        Some(path) => (vec![path], 0),
        None => (paths_of(run, &site.argument(0)), 1),
    };
    let order = next_order(run, id);
    let mut stages = stages(run, site.arguments.get(from..).unwrap_or_default());
    let last = stages.pop();
    let mut guards: Vec<Guard> = stages.iter().map(|stage| middleware(run, stage, order, "/")).collect();
    // `app.get("/callback", passport.authenticate("google"))` answers and guards at once.
    guards.extend(last.as_ref().and_then(|last| guards::answering_guard(run, last.node, &last.value, order)));
    let handler = last.map(|last| handler(run, &last));
    let method = if name == "del" { Some(Method::Delete) } else { Method::named(name) };
    let place = run.place(site.id);
    let (handler, function) = handler.unzip();
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    for path in paths {
        let route = Route {
            method,
            path,
            place,
            order,
            guards: guards.clone(),
            handler: handler.clone(),
            mounts_seen: router.root,
        };
        router.routes.push(FoundRoute { route, handler: function.flatten() });
    }
}

/// Middlewares and handlers in order, lists of them taken apart.
fn stages(run: &Interpreter<'_>, arguments: &[Argument]) -> Vec<Argument> {
    let mut stages = Vec::new();
    for argument in arguments {
        match (run.tree.kind(argument.node), &argument.value.shape) {
            (NodeKind::Array(nodes), Shape::Object(id)) => {
                let items = run.state.object(*id).map(|object| object.items.clone()).unwrap_or_default();
                stages.extend(nodes.iter().zip(items).map(|(node, value)| Argument { node: *node, value }));
            }
            (_, Shape::Object(id)) => {
                let object = run.state.object(*id);
                let items = object.filter(|object| object.array).map(|object| object.items.clone());
                match items {
                    Some(items) => {
                        let node = argument.node;
                        stages.extend(items.into_iter().map(|value| Argument { node, value }));
                    }
                    None => stages.push(argument.clone()),
                }
            }
            _ => stages.push(argument.clone()),
        }
    }
    stages
}

fn middleware(run: &mut Interpreter<'_>, stage: &Argument, order: usize, prefix: &str) -> Guard {
    if let Some(closure) = stage.value.function() {
        run.queue(closure, true);
    }
    guards::guard(run, stage.node, &stage.value, order, prefix)
}

fn handler(run: &mut Interpreter<'_>, last: &Argument) -> (Handler, Option<NodeId>) {
    let inner = run.found.wrapped.get(&last.node).filter(|_| last.value.function().is_none()).cloned();
    let value = inner.unwrap_or_else(|| last.value.clone());
    let function = value.function();
    if let Some(closure) = function {
        run.queue(closure, true);
    }
    let name = match run.tree.kind(last.node) {
        NodeKind::Function(function) => function.name.as_deref().map(str::to_owned),
        _ => run.tree.path(last.node),
    };
    let handler = Handler {
        name,
        place: run.place(last.node),
        writes: false,
        reads: Vec::new(),
        imported: value.as_api().and_then(|api| guards::imported(api)),
    };
    (handler, function.map(|closure| closure.node))
}

fn used(run: &mut Interpreter<'_>, site: &Site<'_>, id: RouterId) {
    let first = site.argument(0);
    let (prefixes, from) = match &first.shape {
        Shape::Text(_) => (paths_of(run, &first), 1),
        Shape::Object(object)
            if run.state.object(*object).is_some_and(|object| {
                object.items.first().is_some_and(|item| matches!(item.shape, Shape::Text(_)))
            }) =>
        {
            (paths_of(run, &first), 1)
        }
        _ if names_path(run, site) => (vec!["*".to_owned()], 1),
        _ => (vec!["/".to_owned()], 0),
    };
    let order = next_order(run, id);
    let stages = stages(run, site.arguments.get(from..).unwrap_or_default());
    for prefix in prefixes {
        let mut guards = Vec::new();
        let mut targets = Vec::new();
        for stage in &stages {
            match target(run, stage) {
                Some(target) => targets.push(target),
                None => guards.push(middleware(run, stage, order, &prefix)),
            }
        }
        let place = run.place(site.id);
        let Some(router) = run.found.routers.get_mut(id.0) else { return };
        if targets.is_empty() {
            router.guards.append(&mut guards);
        }
        for target in targets {
            let mount = Mount { prefix: prefix.clone(), target, order, guards: guards.clone(), place };
            router.mounts.push(mount);
        }
    }
}

/// Whether the first of several arguments is a path that is not known: `config.api.prefix`.
fn names_path(run: &Interpreter<'_>, site: &Site<'_>) -> bool {
    let Some(first) = site.arguments.first().filter(|_| site.arguments.len() > 1) else { return false };
    let name = run.tree.path(first.node).unwrap_or_default().to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    ["prefix", "path", "base", "url", "root", "endpoint"].iter().any(|word| last.contains(word))
}

/// The router that is mounted, where the argument is one and not a middleware.
fn target(run: &Interpreter<'_>, stage: &Argument) -> Option<MountTarget> {
    match &stage.value.shape {
        Shape::Router(id) => {
            run.found.routers.get(id.0).map(|router| MountTarget::Local(router.name.clone()))
        }
        Shape::Api(api) => {
            let member = guards::imported(api)?;
            let name = if member.member.is_empty() { run.text(stage.node) } else { &member.member };
            let says_route = |text: &str| {
                let text = text.to_ascii_lowercase();
                ["route", "controller", "/api", "endpoint"].iter().any(|word| text.contains(word))
            };
            let middleware =
                !matches!(guards::kind_by_name(name.trim_end_matches("()")), None | Some(GuardKind::Other));
            let mounts = says_route(&member.module) || says_route(name) || !middleware;
            mounts.then_some(MountTarget::Module(member))
        }
        _ => None,
    }
}

/// Routers among the arguments, and in objects that are given: `load({ app })`.
fn given(run: &Interpreter<'_>, site: &Site<'_>) -> Vec<RouterId> {
    let router = |value: &Value| match value.shape {
        Shape::Router(id) => Some(id),
        _ => None,
    };
    let held = site.arguments.iter().flat_map(|argument| match argument.value.shape {
        Shape::Object(id) => {
            run.state.object(id).into_iter().flat_map(|object| object.fields.values()).collect()
        }
        _ => vec![&argument.value],
    });
    held.filter_map(router).collect()
}

/// An application that is given to a function of another module, which registers on it.
pub(super) fn note_given(run: &mut Interpreter<'_>, site: &Site<'_>) {
    let Some(target) = site.callee.as_api().and_then(|api| guards::imported(api)) else { return };
    for id in given(run, site) {
        let order = next_order(run, id);
        let place = run.place(site.id);
        let Some(router) = run.found.routers.get_mut(id.0) else { continue };
        if router.seen.insert((site.id, 0)) {
            let target = MountTarget::Module(target.clone());
            router.mounts.push(Mount { prefix: "/".to_owned(), target, order, guards: Vec::new(), place });
        }
    }
}
