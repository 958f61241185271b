//! Routes that stand in lists and name classes: `path("pets/", PetList.as_view())`, `router.register("pets", PetSet)`.

use super::path_parameters::parameters;
use super::report::function_facts;
use super::routers::{New, router_at};
use super::routes::{FoundRoute, handler, next_order, path_of};
use super::{Argument, Entry, Site, guards};
use crate::collections::Sort;
use crate::extract::code::flow::{Api, Closure, Interpreter, RouterId, Shape, Value};
use crate::extract::code::frameworks::{Does, Register};
use crate::extract::code::syntax::{Class, NodeId, NodeKind};
use crate::facts::{FunctionFacts, Guard, GuardKind, Method, Mount, MountTarget, Route, UNSTATED_GUARD};

/// The name of the list that is a file's router.
pub(super) const LIST: &str = "urlpatterns";

/// A function of a framework that lists a route: it belongs to the one router of its file.
pub(super) fn listed(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let api = site.callee.as_api()?.clone();
    let row = run.tables.register.iter().find(|row| {
        let names = |own: &String| api.path == *own;
        row.packages.iter().any(|own| *own == *api.module) && row.members.iter().any(names)
    })?;
    if row.does == Does::Include {
        return Some(included(run, &site.argument(0)));
    }
    let target = site.pick(&row.target)?.clone();
    let path = site.pick(&row.path).and_then(|path| path_of(&path.value)).unwrap_or_default();
    let path = without_pattern(&path);
    let id = router_of_file(run, row);
    if !run.found.routers.get_mut(id.0)?.seen.insert((site.id, 0)) {
        return Some(Value::default());
    }
    match mounted(run, &target.value) {
        Some(mounted) => {
            let order = next_order(run, id);
            let place = run.place(site.id);
            let mount = Mount {
                prefix: parameters(&path).path,
                target: mounted,
                order,
                guards: Vec::new(),
                place,
                routers_only: false,
            };
            run.found.routers.get_mut(id.0)?.mounts.push(mount);
        }
        None => route(run, site, row, (id, &path), &target),
    }
    Some(Value::default())
}

fn router_of_file(run: &mut Interpreter<'_>, row: &'static Register) -> RouterId {
    if let Some(known) = run.found.routers.iter().position(|router| router.name == LIST) {
        return RouterId(known);
    }
    let node = run.tree.statements.first().copied().unwrap_or_default();
    // The settings say what stands before all of it, and are not read: it is no application of its own.
    let new = New { framework: &row.framework, name: LIST.to_owned(), ..New::default() };
    router_at(run, node, new)
}

/// `include("pets.urls")`, `include(router.urls)`, `include((patterns, "name"))`.
fn included(run: &mut Interpreter<'_>, what: &Value) -> Value {
    match &what.shape {
        Shape::Api(api) => Interpreter::api_value(api.member(LIST)),
        Shape::Object(id) => {
            let first = run.state.object(*id).and_then(|object| object.items.first().cloned());
            first.map_or_else(Value::default, |first| match first.shape {
                Shape::Text(_) | Shape::Api(_) => included(run, &first),
                _ => first,
            })
        }
        Shape::Text(_) => {
            let Some(path) = what.constant() else { return Value::default() };
            let (module, inside) = path.split_once('.').unwrap_or((&path, ""));
            let api = Api { module: module.into(), path: inside.to_owned() };
            Interpreter::api_value(api.member(LIST))
        }
        _ => what.clone(),
    }
}

fn mounted(run: &Interpreter<'_>, target: &Value) -> Option<MountTarget> {
    match &target.shape {
        Shape::Router(id) => {
            run.found.routers.get(id.0).map(|router| MountTarget::Local(router.name.clone()))
        }
        Shape::Api(api) if api.path.ends_with(LIST) => guards::imported(run, api).map(MountTarget::Module),
        _ => None,
    }
}

fn route(
    run: &mut Interpreter<'_>,
    site: &Site,
    row: &'static Register,
    (id, path): (RouterId, &str),
    target: &Argument,
) {
    let inner = run.found.wrapped.get(&target.node).cloned();
    let order = next_order(run, id);
    // `login_required(view)`
    let around = match (&inner, run.tree.kind(target.node)) {
        (Some(_), NodeKind::Call(call)) => {
            let callee = call.callee;
            let value = run.value(callee);
            Some(guards::guard(run, callee, &value, order, "/"))
        }
        _ => None,
    };
    let target = &Argument { value: inner.unwrap_or_else(|| target.value.clone()), ..target.clone() };
    // Pages that the framework itself brings.
    let foreign = target.value.as_api().is_some_and(|api| !run.tables.may_be_local(&api.module));
    if foreign || matches!(target.value.shape, Shape::Object(_)) {
        return;
    }
    let found = parameters(path);
    let (handler, function) = handler(run, target);
    if let (Some(function), Some(framework)) = (function, run.tables.framework(&row.framework)) {
        run.found.entries.insert(function, Entry { framework, free: found.free, bound: found.bound });
    }
    let place = run.place(site.id);
    let Some(router) = run.found.routers.get_mut(id.0) else { return };
    let route = Route {
        method: Method::named(&row.method),
        path: found.path,
        place,
        order,
        guards: around.into_iter().filter(|guard| guard.kind != GuardKind::Other).collect(),
        handler: Some(handler),
        mounts_seen: router.root,
    };
    router.routes.push(FoundRoute { route, handler: function });
}

/// `router.register("pets", PetSet)`: the collection, and one of its members.
pub(super) fn register(run: &mut Interpreter<'_>, site: &Site, row: &'static Register, id: RouterId) {
    let Some(target) = site.pick(&row.target).cloned() else { return };
    let path = site.pick(&row.path).and_then(|path| path_of(&path.value)).unwrap_or_default();
    let path = without_pattern(&path);
    for path in [path.clone(), format!("{}/<pk>", path.trim_end_matches('/'))] {
        route(run, site, row, (id, &path), &target);
    }
}

/// A path that is written as a regular expression, without its signs: `{id}` for `(?P<id>\d+)`.
fn without_pattern(written: &str) -> String {
    let mut path = String::new();
    let mut rest = written.trim_start_matches('^').trim_end_matches('$');
    while let Some((before, after)) = rest.split_once("(?P<") {
        path.push_str(before);
        let Some((name, tail)) = after.split_once('>') else { break };
        path.push('{');
        path.push_str(name);
        path.push('}');
        let mut open = 1;
        let end = tail.char_indices().find(|(_, char)| {
            open += match char {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            open == 0
        });
        rest = end.and_then(|(at, _)| tail.get(at + 1..)).unwrap_or_default();
    }
    path.push_str(rest);
    path
}

/// What making a parameter of this type does for a request, by the method that makes it.
pub(super) fn extractor_kind(run: &Interpreter<'_>, class: NodeId) -> Option<GuardKind> {
    let NodeKind::Class(own) = run.tree.kind(class) else { return None };
    let makes = |key: &str| {
        run.tables.framework.iter().flat_map(|framework| &framework.extractor_methods).any(|own| own == key)
    };
    let method = own.members.iter().find(|member| member.key.as_deref().is_some_and(makes))?;
    guards::kind_by_body(run, method.value).or_else(|| guards::kind_of_extractor(run, method.value))
}

/// What a class that answers requests does, over all its methods, and what guards it as a whole.
pub(super) fn class_facts(run: &mut Interpreter<'_>, class: Closure) -> Option<FunctionFacts> {
    let NodeKind::Class(own) = run.tree.kind(class.node) else { return None };
    let mut facts =
        FunctionFacts { name: own.name.as_deref().map(str::to_owned), ..FunctionFacts::default() };
    facts.guard = extractor_kind(run, class.node);
    for member in &own.members {
        let NodeKind::Function(method) = run.tree.kind(member.value) else { continue };
        let of_method = function_facts(run, member.value);
        for decorator in &method.decorators {
            let named = match run.tree.kind(*decorator) {
                NodeKind::Call(call) => run.tree.path(call.callee),
                _ => run.tree.path(*decorator),
            };
            let last = named.as_deref().and_then(|name| name.rsplit('.').next());
            if last == Some(AROUND_FUNCTION) {
                facts.checks.extend(names_below(run, *decorator));
            }
            facts.checks.extend(last.and_then(|name| guard(run, *decorator, name)));
        }
        facts.writes |= of_method.writes;
        facts.reads.extend(of_method.reads);
        facts.checks.extend(of_method.checks);
        facts.conduct.absorb(&of_method.conduct);
    }
    facts.reads.order();
    facts.reads.dedup();
    let of_class = class_guards(run, own, 0);
    let own_guard = of_class
        .iter()
        .map(|guard| guard.kind)
        .find(|kind| matches!(kind, GuardKind::Authentication | GuardKind::Authorization));
    facts.checks.extend(of_class);
    facts.guard = run.found.class_guards.get(&class.node).copied().or(own_guard);
    Some(facts)
}

/// What puts a decorator for functions around a method: `method_decorator(login_required)`.
const AROUND_FUNCTION: &str = "method_decorator";

/// Parents of parents that are looked at.
const DEEPEST_PARENT: usize = 4;

fn names_below(run: &Interpreter<'_>, decorator: NodeId) -> Vec<Guard> {
    let names = run.tree.below(decorator).filter_map(|(id, node)| match &node.kind {
        NodeKind::Name(name) => guard(run, id, name),
        _ => None,
    });
    names.collect()
}

fn class_guards(run: &Interpreter<'_>, class: &Class, depth: usize) -> Vec<Guard> {
    let mut guards: Vec<Guard> = Vec::new();
    let mut asks_settings = false;
    for parent in &class.parents {
        let name = run.tree.path(*parent).unwrap_or_default();
        let last = name.rsplit('.').next().unwrap_or_default();
        asks_settings |= ["APIView", "ViewSet", "GenericViewSet"].iter().any(|end| last.ends_with(end));
        if last.ends_with("Mixin") {
            guards.extend(guard(run, *parent, last));
        }
        match run.lookup(&name).map(|parent| &parent.shape) {
            Some(Shape::Class(parent)) if depth < DEEPEST_PARENT => {
                if let NodeKind::Class(own) = run.tree.kind(parent.node) {
                    guards.extend(class_guards(run, own, depth + 1));
                }
            }
            // What it asks for stands in another file.
            Some(Shape::Api(api)) if run.tables.may_be_local(&api.module) && guards.is_empty() => {
                let (place, imported) = (run.place(*parent), super::guards::imported(run, api));
                let (kind, prefix) = (GuardKind::Other, "/".to_owned());
                guards.push(Guard { kind, name, place, order: 0, prefix, imported });
            }
            _ => {}
        }
    }
    let named = |wanted: &str| class.members.iter().find(|member| member.key.as_deref() == Some(wanted));
    match named("permission_classes") {
        Some(member) => {
            for (id, node) in run.tree.below(member.value) {
                if let NodeKind::Name(name) | NodeKind::Member { name, .. } = &node.kind {
                    guards.extend(guard(run, id, name));
                }
            }
        }
        // The settings say what holds for views that say nothing.
        None if asks_settings => {
            let place = run.place(class.parents.first().copied().unwrap_or_default());
            let name = UNSTATED_GUARD.to_owned();
            let kind = GuardKind::Other;
            guards.push(Guard { kind, name, place, order: 0, prefix: "/".to_owned(), imported: None });
        }
        None => {}
    }
    for decorator in &class.decorators {
        guards.extend(names_below(run, *decorator));
    }
    guards
}

fn guard(run: &Interpreter<'_>, at: NodeId, name: &str) -> Option<Guard> {
    let of_library = run.lookup(name).and_then(Value::as_api).cloned();
    let of_library = of_library.and_then(|api| run.tables.guard(&api.module, &api.path));
    let kind = of_library.or_else(|| guards::kind_by_name(run.tables, name))?;
    let name = name.to_owned();
    Some(Guard { kind, name, place: run.place(at), order: 0, prefix: "/".to_owned(), imported: None })
}
