//! Routers, and what is registered on them.

use super::{Argument, Entry, Site};
use super::{guards, mounts, registrations, routers};
use crate::collections::BTreeSet;
use crate::extract::code::flow::{Interpreter, Piece, RouterId, Shape, Value};
use crate::extract::code::frameworks::Framework;
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, Handler, Method, ModuleMember, Mount, Route};

/// An application or router while the program runs.
#[derive(Debug)]
pub(in crate::extract::code) struct FoundRouter {
    /// The expression that makes it, or the place where it is first seen.
    pub node: NodeId,
    pub name: String,
    pub root: bool,
    /// As its tables name it.
    pub framework: &'static str,
    /// Path that all its routes stand below.
    pub prefix: String,
    /// What it is in the file that makes it, where this one only gets it.
    pub stands_for: Option<ModuleMember>,
    /// A parameter, or the application of another file.
    pub handed_in: bool,
    pub of_class: bool,
    pub routes: Vec<FoundRoute>,
    pub guards: Vec<Guard>,
    /// Guards for the whole application that it is a part of.
    pub everywhere: Vec<Guard>,
    pub mounts: Vec<Mount>,
    pub(super) order: usize,
    /// Calls that were seen, each of which registers once.
    pub(super) seen: BTreeSet<(NodeId, u64)>,
}

#[derive(Debug)]
pub(in crate::extract::code) struct FoundRoute {
    pub route: Route,
    /// The function of this file that answers.
    pub handler: Option<NodeId>,
}

/// A call on a router, or on something that is used like one.
pub(super) fn answer(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let receiver = site.receiver.as_ref()?;
    let name = site.name.as_deref()?;
    if let Some(value) = registrations::called(run, site) {
        return Some(value);
    }
    let (id, path) = match &receiver.shape {
        Shape::Router(id) => (*id, None),
        Shape::RouterPath(id, path) => (*id, Some(path.to_string())),
        Shape::Unknown | Shape::Api(_) => (routers::looks_like_router(run, site, receiver, name)?, None),
        _ => return None,
    };
    let Some(framework) = run.chained(id) else {
        if run.tables.language.shares_types {
            mounts::note_extension(run, site, id);
            return Some(receiver.clone());
        }
        let framework = run.found.routers.get(id.0).map(|router| router.framework)?;
        if !run.tables.framework(framework).is_some_and(|framework| framework.chains) {
            return None;
        }
        run.call_backs(site);
        return Some(receiver.clone());
    };
    if framework.idle.iter().any(|own| own == name) {
        return Some(Value::of(Shape::Nothing));
    }
    let registration = (site.id, run.signature(&site.values()));
    let again = !run.found.routers.get_mut(id.0)?.seen.insert(registration);
    match (name, path) {
        ("route", None) => {
            let path = path_of(&site.argument(0)).unwrap_or_default();
            return Some(Value::of(Shape::RouterPath(id, Name::from(path))));
        }
        ("use", None) => {
            if !again {
                mounts::used(run, site, id);
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

pub(super) fn is_method(name: &str) -> bool {
    matches!(name, "get" | "post" | "put" | "patch" | "delete" | "del" | "options" | "head" | "all")
}

/// A constant path; what is not constant in it stands as `*`.
pub(super) fn path_of(value: &Value) -> Option<String> {
    let Shape::Text(text) = &value.shape else { return None };
    let pieces = text.pieces().iter().map(|piece| match piece {
        Piece::Fixed(fixed) => fixed.as_ref(),
        Piece::Hole { .. } => "*",
    });
    Some(pieces.collect())
}

/// One or several paths; a pattern that is no text is `*`.
pub(super) fn paths_of(run: &Interpreter<'_>, value: &Value) -> Vec<String> {
    match &value.shape {
        Shape::Object(id) => {
            let items = run.state.object(*id).map(|object| object.items.clone()).unwrap_or_default();
            items.iter().filter_map(path_of).collect()
        }
        _ => vec![path_of(value).unwrap_or_else(|| "*".to_owned())],
    }
}

pub(super) fn next_order(run: &mut Interpreter<'_>, id: RouterId) -> usize {
    run.found.routers.get_mut(id.0).map_or(0, |router| {
        router.order += 1;
        router.order
    })
}

fn routed(run: &mut Interpreter<'_>, site: &Site, id: RouterId, own: Option<String>) {
    let name = site.name.as_deref().unwrap_or_default();
    let (paths, from) = match own {
        Some(path) => (vec![path], 0),
        None => (paths_of(run, &site.argument(0)), 1),
    };
    let order = next_order(run, id);
    let mut stages = stages(run, site.arguments.get(from..).unwrap_or_default());
    let framework = run.found.routers.get(id.0).map_or("", |router| router.framework);
    for stage in &stages {
        enter(run, &stage.value, framework);
    }
    if name == "all" && guards_all(run, id, &stages, &paths, order) {
        return;
    }
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

/// `app.all("/admin/*", requireAuth)` stands before what follows and answers nothing.
fn guards_all(
    run: &mut Interpreter<'_>,
    id: RouterId,
    stages: &[Argument],
    paths: &[String],
    order: usize,
) -> bool {
    let all: Vec<Guard> = paths
        .iter()
        .flat_map(|path| stages.iter().map(|stage| middleware(run, stage, order, path)).collect::<Vec<_>>())
        .collect();
    let answers = all.iter().any(|guard| matches!(guard.kind, GuardKind::Other | GuardKind::ErrorHandler));
    let Some(router) = run.found.routers.get_mut(id.0).filter(|_| !answers && !all.is_empty()) else {
        return false;
    };
    router.guards.extend(all);
    true
}

/// Middlewares and handlers in order, lists of them taken apart.
pub(super) fn stages(run: &Interpreter<'_>, arguments: &[Argument]) -> Vec<Argument> {
    let mut stages = Vec::new();
    for argument in arguments {
        match (run.tree.kind(argument.node), &argument.value.shape) {
            (NodeKind::Array(nodes), Shape::Object(id)) => {
                let items = run.state.object(*id).map(|object| object.items.clone()).unwrap_or_default();
                stages.extend(nodes.iter().zip(items).map(|(node, value)| Argument {
                    node: *node,
                    name: None,
                    value,
                }));
            }
            (_, Shape::Object(id)) => {
                let object = run.state.object(*id);
                let items = object.filter(|object| object.array).map(|object| object.items.clone());
                match items {
                    Some(items) => {
                        let node = argument.node;
                        stages.extend(items.into_iter().map(|value| Argument { node, name: None, value }));
                    }
                    None => stages.push(argument.clone()),
                }
            }
            _ => stages.push(argument.clone()),
        }
    }
    stages
}

pub(super) fn middleware(run: &mut Interpreter<'_>, stage: &Argument, order: usize, prefix: &str) -> Guard {
    if let Some(closure) = stage.value.function() {
        run.queue(closure, true);
    }
    guards::guard(run, stage.node, &stage.value, order, prefix)
}

impl Interpreter<'_> {
    /// The framework of a router, where its calls are those of Express.
    fn chained(&self, id: RouterId) -> Option<&'static Framework> {
        let framework = self.tables.framework(self.found.routers.get(id.0)?.framework)?;
        framework.chained.then_some(framework)
    }
}

/// A function that a framework calls for a request.
pub(super) fn enter(run: &mut Interpreter<'_>, value: &Value, framework: &str) {
    if let Some(closure) = value.function()
        && let Some(framework) = run.tables.framework(framework).filter(|own| !own.gives.is_empty())
    {
        let entry = Entry { framework, free: BTreeSet::new(), bound: BTreeSet::new() };
        run.found.entries.entry(closure.node).or_insert(entry);
    }
}

pub(super) fn handler(run: &mut Interpreter<'_>, last: &Argument) -> (Handler, Option<NodeId>) {
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
        imported: value.as_api().and_then(|api| guards::imported(run, api)),
    };
    (handler, function.map(|closure| closure.node))
}
