//! What stands before routes, and routers below routers.

use super::path_parameters::parameters;
use super::routers::{New, router_at};
use super::routes::{enter, middleware, next_order, path_of, paths_of, stages};
use super::{Argument, Site, extensions, guards, options};
use crate::extract::code::flow::{Interpreter, RouterId, Shape, Value};
use crate::extract::code::frameworks::{Framework, Register};
use crate::facts::{GuardKind, ModuleMember, Mount, MountTarget};

/// Middlewares and routers that one router uses.
const MOST_USES: usize = 1_000;

pub(super) fn used(run: &mut Interpreter<'_>, site: &Site, id: RouterId) {
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
    let framework = run.found.routers.get(id.0).map_or("", |router| router.framework);
    for stage in &stages {
        enter(run, &stage.value, framework);
    }
    for prefix in prefixes {
        let mut guards = Vec::new();
        let mut targets = Vec::new();
        for stage in &stages {
            match target(run, stage) {
                Some(target) => targets.push(target),
                None if matches!(stage.value.shape, Shape::Nothing) || is_idle(run, &stage.value) => {}
                None => guards.push(middleware(run, stage, order, &prefix)),
            }
        }
        let place = run.place(site.id);
        let Some(router) = run.found.routers.get_mut(id.0) else { return };
        if router.guards.len() + router.mounts.len() > MOST_USES {
            return;
        }
        if targets.is_empty() {
            router.guards.append(&mut guards);
        }
        for target in targets {
            let mount = Mount {
                prefix: prefix.clone(),
                target,
                order,
                guards: guards.clone(),
                place,
                routers_only: false,
            };
            router.mounts.push(mount);
        }
    }
}

/// What a framework mounts by a call that its tables name.
pub(super) fn registered(run: &mut Interpreter<'_>, site: &Site, row: &'static Register, id: RouterId) {
    let Some(target) = site.pick(&row.target).cloned() else { return };
    let prefix = site.pick(&row.path).and_then(|path| path_of(&path.value)).unwrap_or_default();
    let order = next_order(run, id);
    let guards = site.pick(&row.guards).cloned();
    let guards = guards.map(|list| options::listed(run, &list, order)).unwrap_or_default();
    let mounted = match &target.value.shape {
        Shape::Router(id) => {
            run.found.routers.get(id.0).map(|router| MountTarget::Local(router.name.clone()))
        }
        Shape::Function(_) => Some(MountTarget::Local(plugin(run, site, row, &target.value))),
        Shape::Api(api) => match guards::imported(run, api) {
            Some(member) => Some(MountTarget::Module(member)),
            None if run.tables.language.commonjs => {
                extensions::registered(run, site, &target, id);
                return;
            }
            None => None,
        },
        _ => None,
    };
    let place = run.place(site.id);
    let prefix = parameters(&prefix).path;
    let target = mounted.unwrap_or(MountTarget::Unknown);
    let mount = Mount { prefix, target, order, guards, place, routers_only: false };
    if let Some(router) = run.found.routers.get_mut(id.0) {
        router.mounts.push(mount);
    }
}

/// A function that registers on a router of its own, whose name is given.
fn plugin(run: &mut Interpreter<'_>, site: &Site, row: &'static Register, function: &Value) -> String {
    let id = router_at(run, site.id, New { framework: &row.framework, ..New::default() });
    run.call_back_value(function, &[Value::of(Shape::Router(id))]);
    run.found.routers.get(id.0).map(|router| router.name.clone()).unwrap_or_default()
}

/// The path that everything which is mounted stands below.
pub(super) fn below(run: &mut Interpreter<'_>, site: &Site, row: &'static Register, id: RouterId) {
    let Some(prefix) = site.pick(&row.path).and_then(|path| path_of(&path.value)) else { return };
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    if router.mounts.is_empty() {
        router.prefix = prefix;
    } else {
        for mount in &mut router.mounts {
            mount.prefix.clone_from(&prefix);
        }
    }
}

/// Serves every class of the service that answers requests.
pub(super) fn controllers(run: &mut Interpreter<'_>, site: &Site, id: RouterId) {
    let order = next_order(run, id);
    let place = run.place(site.id);
    if let Some(router) = run.found.routers.get_mut(id.0) {
        let target = MountTarget::Controllers;
        router.mounts.push(Mount {
            prefix: router.prefix.clone(),
            target,
            order,
            guards: Vec::new(),
            place,
            routers_only: false,
        });
    }
}

/// Whether the first of several arguments is a path that is not known: `config.api.prefix`.
fn names_path(run: &Interpreter<'_>, site: &Site) -> bool {
    let Some(first) = site.arguments.first().filter(|_| site.arguments.len() > 1) else { return false };
    let name = run.tree.path(first.node).unwrap_or_default().to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    ["prefix", "path", "base", "url", "root", "endpoint"].iter().any(|word| last.contains(word))
}

/// `router` of `router.routes()`, where the method that is called is one of a framework's.
fn called_last(
    run: &Interpreter<'_>,
    value: &Value,
    methods: impl Fn(&'static Framework) -> &'static Vec<String>,
) -> Option<String> {
    let (router, method) = value.as_api()?.path.strip_suffix("()")?.rsplit_once('.')?;
    let known = run.tables.framework.iter().any(|own| methods(own).iter().any(|own| own == method));
    known.then(|| router.to_owned())
}

/// `router.allowedMethods()` of a router that another file makes.
fn is_idle(run: &Interpreter<'_>, value: &Value) -> bool {
    called_last(run, value, |own| &own.idle).is_some()
}

/// The router that is mounted, where the argument is one and not a middleware.
fn target(run: &Interpreter<'_>, stage: &Argument) -> Option<MountTarget> {
    match &stage.value.shape {
        Shape::Router(id) => {
            run.found.routers.get(id.0).map(|router| MountTarget::Local(router.name.clone()))
        }
        Shape::Api(api) => {
            let member = guards::imported(run, api)?;
            if let Some(router) = called_last(run, &stage.value, |own| &own.itself) {
                return Some(MountTarget::Module(ModuleMember { member: router, ..member }));
            }
            if is_idle(run, &stage.value) {
                return None;
            }
            let name = if member.member.is_empty() { run.text(stage.node) } else { &member.member };
            let says_route = |text: &str| {
                let text = text.to_ascii_lowercase();
                ["route", "controller", "/api", "endpoint"].iter().any(|word| text.contains(word))
            };
            let middleware = !matches!(
                guards::kind_by_name(run.tables, name.trim_end_matches("()")),
                None | Some(GuardKind::Other)
            );
            let mounts = says_route(&member.module) || says_route(name) || !middleware;
            mounts.then_some(MountTarget::Module(member))
        }
        _ => None,
    }
}

/// Routers among the arguments, and in objects that are given: `load({ app })`.
fn given(run: &Interpreter<'_>, site: &Site) -> Vec<RouterId> {
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

/// A method that another file gives a router: `app.MapOrders()`.
pub(super) fn note_extension(run: &mut Interpreter<'_>, site: &Site, id: RouterId) {
    let Some(name) = &site.name else { return };
    let order = next_order(run, id);
    let place = run.place(site.id);
    run.call_backs(site);
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    if router.mounts.len() < MOST_USES && router.seen.insert((site.id, 0)) {
        let target = ModuleMember { module: "#".to_owned(), member: name.to_string() };
        let prefix = if router.prefix.is_empty() { "/".to_owned() } else { router.prefix.clone() };
        let (target, guards) = (MountTarget::Extension(target), router.guards.clone());
        router.mounts.push(Mount { prefix, target, order, guards, place, routers_only: false });
    }
}

/// An application that is given to a function of another module, which registers on it.
pub(super) fn note_given(run: &mut Interpreter<'_>, site: &Site) {
    let Some(target) = site.callee.as_api().and_then(|api| guards::imported(run, api)) else { return };
    for id in given(run, site) {
        let order = next_order(run, id);
        let place = run.place(site.id);
        let Some(router) = run.found.routers.get_mut(id.0) else { continue };
        if router.seen.insert((site.id, 0)) {
            let target = MountTarget::Module(target.clone());
            let prefix = if router.prefix.is_empty() { "/".to_owned() } else { router.prefix.clone() };
            let guards = router.guards.clone();
            router.mounts.push(Mount { prefix, target, order, guards, place, routers_only: false });
        }
    }
}
