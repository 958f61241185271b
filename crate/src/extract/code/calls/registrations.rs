//! What frameworks register by calls and decorators that their tables name.

use super::chains::{self, layers};
use super::groups::{chained, group, handed_in, is_handed_type, narrow, of_file};
use super::options::{from_options, listed};
use super::path_parameters::{Parameters, parameters};
use super::routes::{FoundRoute, enter, handler, next_order, path_of};
use super::{Argument, Entry, Site, cors, entries, guards, mounts, resources};
use crate::extract::code::flow::{Interpreter, RouterId, Shape, Value};
use crate::extract::code::frameworks::{Does, Register};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, Method, Route};

/// What registers something: a call, or a decorator above a function.
pub(super) struct Registration<'a> {
    pub row: &'static Register,
    pub router: RouterId,
    pub site: &'a Site,
    /// The function that is decorated.
    pub function: Option<(NodeId, Value)>,
    /// The decorators below the one that registers.
    pub guards: Vec<Argument>,
}

/// A call on a router that says itself what answers: `app.add_url_rule("/pets", view_func=pets)`.
pub(super) fn called(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    if entries::taken(run, site) {
        return Some(Value::default());
    }
    let (router, row) = row_for(run, site)?;
    if row.apart {
        return None;
    }
    if row.does == Does::Group {
        return group(run, site, router, row);
    }
    if row.does == Does::Guard && row.kind == "cors" {
        cors::given(run, site, 0);
        return Some(Value::of(Shape::Router(router)));
    }
    // Without a target it is a decorator, and the function comes later.
    let further = matches!(row.does, Does::Methods | Does::Chained | Does::Controllers | Does::Prefix)
        || (row.does == Does::Guard && !row.kind.is_empty())
        || row.guards.first().is_some_and(|pick| pick == "all");
    if !further && (row.target.is_empty() || site.pick(&row.target).is_none()) {
        return Some(Value::of(Shape::Router(router)));
    }
    let again = !run.found.routers.get_mut(router.0)?.seen.insert((site.id, 0));
    if !again {
        register(run, &Registration { row, router, site, function: None, guards: Vec::new() });
    }
    Some(Value::of(Shape::Router(router)))
}

/// The row of a framework's table that a call on a router belongs to.
pub(super) fn row_for(run: &mut Interpreter<'_>, site: &Site) -> Option<(RouterId, &'static Register)> {
    let tables = run.tables;
    let name = site.name.as_deref()?;
    let named = |row: &&Register| {
        let first = || site.argument(0).constant().unwrap_or_default();
        let given = row.only.is_empty() || row.only.contains(&first());
        row.packages.is_empty() && row.members.iter().any(|own| own == name) && given
    };
    if let Some(api) = site.callee.as_api() {
        let of_package = |row: &&Register| {
            row.packages.iter().any(|own| **own == *api.module) && row.members.contains(&api.path)
        };
        if let Some(row) = tables.register.iter().find(of_package) {
            let router = if row.apart { RouterId(usize::MAX) } else { of_file(run, row) };
            return Some((router, row));
        }
    }
    match &site.receiver.as_ref()?.shape {
        Shape::Router(id) => {
            let framework = run.found.routers.get(id.0)?.framework;
            let row = tables.register.iter().filter(named).find(|row| row.framework == framework)?;
            Some((*id, row))
        }
        Shape::Unknown | Shape::Api(_) => {
            let path = |row: &&Register| {
                let path = site.pick(&row.path).and_then(|path| path_of(&path.value));
                path.is_some_and(|path| path.starts_with('/'))
            };
            let handed = |row: &Register| is_handed_type(run, site, row);
            let fits = |row: &&Register| match row.does {
                Does::Route | Does::Chain => path(row),
                Does::Guard => true,
                Does::Mount | Does::Wrap => handed(row) || goes_by(run, site, &row.framework),
                _ => false,
            };
            let mut rows = tables.register.iter().filter(named).filter(fits);
            if tables.language.commonjs {
                let row = rows.find(|row| goes_by(run, site, &row.framework) || uses(run, &row.framework))?;
                return Some((handed_in(run, site, row)?, row));
            }
            let first = rows.clone().next()?;
            let row = rows.find(|row| uses(run, &row.framework)).unwrap_or(first);
            Some((handed_in(run, site, row)?, row))
        }
        _ => None,
    }
}

/// Whether the receiver has a name that applications of a framework go by.
fn goes_by(run: &Interpreter<'_>, site: &Site, framework: &str) -> bool {
    let name = site.receiver_name(run).to_ascii_lowercase();
    run.tables
        .framework(framework)
        .is_some_and(|own| own.handed_as.iter().any(|end| name.ends_with(end.as_str())))
}

/// Whether the file imports a framework.
pub(super) fn uses(run: &Interpreter<'_>, framework: &str) -> bool {
    let rows = run.tables.router.iter().filter(|row| row.framework == framework);
    let packages: Vec<&String> = rows.flat_map(|row| &row.call.packages).collect();
    run.found.imports.iter().any(|(module, _)| packages.iter().any(|own| own.as_str() == &**module))
}

pub(super) fn register(run: &mut Interpreter<'_>, what: &Registration<'_>) {
    match what.row.does {
        Does::Route => route(run, what),
        Does::Mount if run.tables.language.commonjs => {
            mounts::registered(run, what.site, what.row, what.router);
        }
        Does::Mount => chains::mounted(run, what.site, what.row, what.router),
        Does::Guard => guard(run, what),
        Does::Group | Does::Include | Does::Entry => {}
        Does::Prefix => mounts::below(run, what.site, what.row, what.router),
        Does::Chained => chained(run, what.site, what.router, what.row),
        Does::Controllers => mounts::controllers(run, what.site, what.router),
        Does::Chain => chains::routed(run, what.site, what.row, what.router),
        Does::Wrap => chains::wrapped(run, what.site, what.row, what.router),
        Does::Methods => narrow(run, what.site, what.router),
        Does::Resource => resources::register(run, what.site, what.row, what.router),
    }
}

fn route(run: &mut Interpreter<'_>, what: &Registration<'_>) {
    let site = what.site;
    let written = site.pick(&what.row.path).and_then(|path| path_of(&path.value)).unwrap_or_default();
    let prefix = run.found.routers.get(what.router.0).map(|router| router.prefix.clone()).unwrap_or_default();
    // `GET /users` names its method itself.
    let (own_method, written) = match written.split_once(' ') {
        Some((method, path)) if path.starts_with('/') => (Method::named(method), path.to_owned()),
        _ => (None, written),
    };
    let joins = prefix.is_empty() || prefix.ends_with('/') || written.is_empty() || written.starts_with('/');
    let slash = if joins { "" } else { "/" };
    let Parameters { path, free, bound } = parameters(&format!("{prefix}{slash}{written}"));
    let path = path.split('?').next().unwrap_or_default().replace("..}", "}");
    let order = next_order(run, what.router);
    let mut guards: Vec<Guard> =
        what.guards.iter().map(|one| guards::guard(run, one.node, &one.value, order, "/")).collect();
    if let Some(list) = site.pick(&what.row.guards).cloned() {
        guards.extend(listed(run, &list, order));
    }
    let several = site.pick_all(&what.row.guards);
    guards.extend(several.iter().map(|one| guards::guard(run, one.node, &one.value, order, "/")));
    guards.extend(from_options(run, site, what.row, order));
    let target = match &what.function {
        Some((node, value)) => Some(Argument { node: *node, name: None, value: value.clone() }),
        None => site.pick(&what.row.target).cloned(),
    };
    guards.extend(target.iter().flat_map(|target| around(run, target, order)));
    let answering = target.as_ref().map(|target| handler(run, target));
    let (handler, function) = answering.unzip();
    let function = function.flatten();
    if let (Some(function), Some(framework)) = (function, run.tables.framework(&what.row.framework)) {
        run.found.entries.insert(function, Entry { framework, free, bound });
        guards.extend(super::injections::of(run, function, framework, order));
        guards.extend(super::annotations::asked_of(run, function));
    }
    let place = run.place(site.id);
    let methods = if own_method.is_some() { vec![own_method] } else { methods(run, what) };
    let Some(router) = run.found.routers.get_mut(what.router.0) else { return };
    for method in methods {
        let route = Route {
            method,
            path: path.clone(),
            place,
            order,
            guards: guards.clone(),
            handler: handler.clone(),
            mounts_seen: router.root,
        };
        router.routes.push(FoundRoute { route, handler: function });
    }
}

/// What is put around a handler where it is registered: `authenticated(list)`. A handler that a function of another
/// file makes may have guards of its own.
fn around(run: &mut Interpreter<'_>, target: &Argument, order: usize) -> Vec<Guard> {
    const MOST: usize = 4;
    let tree = run.tree;
    let mut found = Vec::new();
    let mut at = target.node;
    while let NodeKind::Call(call) = tree.kind(at)
        && let [inner] = call.arguments.as_slice()
        && found.len() < MOST
    {
        let value = run.value(call.callee);
        let guard = guards::guard(run, call.callee, &value, order, "/");
        found.extend(Some(guard).filter(|guard| guard.kind != GuardKind::Other));
        at = *inner;
    }
    let made = target.value.as_api().filter(|api| api.path.ends_with("()"));
    if made.and_then(|api| guards::imported(run, api)).is_some() && found.is_empty() {
        found.push(guards::guard(run, target.node, &target.value, order, "/"));
    }
    found
}

/// The methods that a registration names.
fn methods(run: &Interpreter<'_>, what: &Registration<'_>) -> Vec<Option<Method>> {
    if let Some(list) = what.site.pick(&what.row.methods) {
        let texts = match list.value.shape {
            Shape::Object(id) => run.state.object(id).map(|list| list.items.clone()).unwrap_or_default(),
            _ => vec![list.value.clone()],
        };
        let named: Vec<Option<Method>> =
            texts.iter().filter_map(Value::constant).map(|name| Method::named(&name)).collect();
        if !named.is_empty() {
            return named;
        }
    }
    match what.row.method.as_str() {
        "*" => vec![None],
        "" => vec![what.site.name.as_deref().and_then(Method::named)],
        method => vec![Method::named(method)],
    }
}

/// What stands before every route of a router, wherever it is registered.
fn guard(run: &mut Interpreter<'_>, what: &Registration<'_>) {
    let target = match &what.function {
        Some((node, value)) => Some(Argument { node: *node, name: None, value: value.clone() }),
        None => what.site.pick(&what.row.target).cloned(),
    };
    for one in what.site.pick_all(&what.row.guards) {
        let guard = guards::guard(run, one.node, &one.value, 0, "/");
        if let Some(router) = run.found.routers.get_mut(what.router.0) {
            router.guards.push(guard);
        }
    }
    let Some(target) = target else { return named_guard(run, what) };
    let chains = run.tables.framework(&what.row.framework).is_some_and(|framework| framework.chains);
    if chains && what.function.is_none() {
        let around = layers(run, target.node, 0);
        if let Some(router) = run.found.routers.get_mut(what.router.0) {
            router.guards.extend(around);
        }
        return;
    }
    cors::added(run, what.site, &target.value);
    let mut guard = guards::guard(run, target.node, &target.value, 0, "/");
    if let Some(kind) = guards::kind_named(&what.row.kind) {
        guard.kind = kind;
    }
    enter(run, &target.value, &what.row.framework);
    if let Some(closure) = target.value.function() {
        run.queue(closure, false);
    }
    // A place of its own: that of a decorated function would be its whole body.
    guard.place = run.place(what.site.id);
    if let Some(router) = run.found.routers.get_mut(what.router.0) {
        router.guards.push(guard);
    }
}

/// A call that is a guard by its name: `app.UseRateLimiter()`.
fn named_guard(run: &mut Interpreter<'_>, what: &Registration<'_>) {
    let (Some(kind), Some(name)) = (guards::kind_named(&what.row.kind), &what.site.name) else { return };
    let place = run.place(what.site.id);
    let guard =
        Guard { kind, name: name.to_string(), place, order: 0, prefix: "/".to_owned(), imported: None };
    if let Some(router) = run.found.routers.get_mut(what.router.0) {
        router.guards.push(guard);
    }
}
