//! Functions that callers of the service reach by where they stand: in a file, under a name, in a chain of calls.

use super::routers::{New, router_at};
use super::routes::{FoundRoute, enter, handler, next_order};
use super::{Argument, Site, assemblies, controllers, exports, guards};
use crate::collections::BTreeMap;
use crate::extract::code::flow::{Interpreter, RouterId, Shape, Value};
use crate::extract::code::frameworks::{Does, EntryRow, FileRoute};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Guard, Method, ModuleMember, Route};

/// Calls of one chain that are looked through.
const MOST_LINKS: usize = 40;

/// Registers whatever answers requests without a call that says so.
pub(in crate::extract::code) fn register_all(run: &mut Interpreter<'_>) {
    controllers::register_controllers(run);
    assemblies::register(run);
    let tables = run.tables;
    for row in &tables.file_route {
        file(run, row);
    }
    for row in &tables.entry {
        entries(run, row);
    }
}

/// A function that a chain of calls is given which begins with a procedure: `publicProcedure.query(...)`.
pub(super) fn taken(run: &mut Interpreter<'_>, site: &Site) -> bool {
    let (Some(name), tables) = (site.name.as_deref(), run.tables) else { return false };
    let mut rows = tables.register.iter().filter(|row| row.does == Does::Entry);
    let row = rows.find(|row| match site.callee.as_api() {
        Some(api) if !row.packages.is_empty() => {
            row.packages.iter().any(|own| **own == *api.module) && row.members.contains(&api.path)
        }
        _ => {
            let named = tables.framework(&row.framework).map(|own| own.handed_as.as_slice());
            row.members.iter().any(|own| own == name)
                && named.is_some_and(|ends| chain_has(run, site.target, ends))
        }
    });
    let Some(row) = row else { return false };
    if let Some(target) = site.pick(&row.target) {
        enter(run, &target.value, &row.framework);
        if let Some(closure) = target.value.function() {
            run.queue(closure, true);
        }
    }
    true
}

/// Whether a chain of calls goes through a name with one of some ends, lower case.
pub(super) fn chain_has(run: &Interpreter<'_>, target: NodeId, ends: &[String]) -> bool {
    let mut at = target;
    for _ in 0..MOST_LINKS {
        let (name, next) = match run.tree.kind(at) {
            NodeKind::Member { object, name } => (Some(name), Some(*object)),
            NodeKind::Call(call) => (None, Some(call.callee)),
            NodeKind::Name(name) => (Some(name), None),
            _ => return false,
        };
        if name.is_some_and(|name| ends.iter().any(|end| name.to_ascii_lowercase().ends_with(end.as_str()))) {
            return true;
        }
        let Some(next) = next else { return false };
        at = next;
    }
    false
}

fn file(run: &mut Interpreter<'_>, row: &'static FileRoute) {
    let path = format!("/{}", run.source.path.trim_start_matches('/'));
    let Some((path, _ending)) = path.rsplit_once('.') else { return };
    if !row.guard.is_empty() && path.rsplit('/').next() == Some(&row.guard) {
        guard_file(run, row);
    } else if let Some((above, route)) = route_path(path, row) {
        let id = router_of_file(run, row, &above);
        let values = exports::exported(run);
        let nodes = exported_nodes(run);
        for (name, value) in values.iter().filter(|(name, _)| row.exports.contains(name)) {
            let mut node = nodes.get(name.as_str()).copied().unwrap_or_default();
            // `export const PUT = PATCH`
            if let NodeKind::Name(other) = run.tree.kind(node) {
                node = nodes.get(&**other).copied().unwrap_or(node);
            }
            answer(run, row, (id, &route), (name, value, node));
        }
    }
}

/// What a file stands below, and the path that it answers: `src/` and `/users/{id}` of
/// `src/app/users/[id]/route.ts`.
fn route_path(path: &str, row: &FileRoute) -> Option<(String, String)> {
    let (above, inner) = path.split_once(&format!("/{}/", row.folder))?;
    let (folder, name) = inner.rsplit_once('/').unwrap_or(("", inner));
    let inner = match row.file.as_str() {
        "" if name.contains('.') => return None,
        "" if name == "index" => folder,
        "" => inner,
        file if file == name => folder,
        _ => return None,
    };
    let parts = inner.split('/').filter(|part| !part.is_empty() && !part.starts_with(['(', '@']));
    let mut route = row.prefix.clone();
    for part in parts {
        let name = part.trim_start_matches(['[', '.']).trim_end_matches(']');
        let name = name.split('=').next().unwrap_or_default();
        let (before, name, after) = if part.starts_with('[') { ("/{", name, "}") } else { ("/", part, "") };
        route.extend([before, name, after]);
    }
    let route = if route.is_empty() { "/".to_owned() } else { route };
    Some((above.trim_start_matches('/').to_owned(), route))
}

/// The router that stands for a file: what stands before it is said in another one.
fn router_of_file(run: &mut Interpreter<'_>, row: &'static FileRoute, above: &str) -> RouterId {
    let module = format!("{above}/{}", row.guard);
    let module = module.trim_start_matches('/').to_owned();
    let stands_for = (!row.guard.is_empty()).then(|| ModuleMember { module, member: row.framework.clone() });
    let (framework, name) = (row.framework.as_str(), row.framework.clone());
    // The file that stands before it may not be there.
    router_at(run, NodeId(u32::MAX), New { framework, name, stands_for, ..New::default() })
}

/// The expressions that are exported, by name.
fn exported_nodes(run: &Interpreter<'_>) -> BTreeMap<String, NodeId> {
    let mut found = BTreeMap::new();
    for (_, node) in run.tree.nodes() {
        match &node.kind {
            NodeKind::Export { names, .. } => {
                for one in names.iter().filter(|one| one.name.is_empty()) {
                    found.extend(one.value.map(|value| (String::new(), value)));
                }
            }
            NodeKind::Declare { target, value: Some(value) } => {
                if let NodeKind::Name(name) = run.tree.kind(*target) {
                    found.insert(name.to_string(), *value);
                }
            }
            _ => {}
        }
    }
    found
}

fn answer(
    run: &mut Interpreter<'_>,
    row: &'static FileRoute,
    (id, path): (RouterId, &str),
    (name, value, node): (&str, &Value, NodeId),
) {
    let is_own = match &value.shape {
        Shape::Function(_) => true,
        Shape::Api(api) => run.tables.may_be_local(&api.module),
        _ => false,
    };
    // What a library answers itself is its own matter.
    if !is_own {
        return;
    }
    let order = next_order(run, id);
    // `export const GET = withSession(async () => ...)`
    let around: Option<Guard> = match run.tree.kind(node) {
        NodeKind::Call(call) => {
            let callee = run.value(call.callee);
            Some(guards::guard(run, call.callee, &callee, order, "/"))
        }
        _ => None,
    };
    enter(run, value, &row.framework);
    let at = value.function().map_or(node, |closure| closure.node);
    let (mut answering, function) = handler(run, &Argument { node: at, name: None, value: value.clone() });
    if !name.is_empty() {
        answering.name = Some(name.to_owned());
    }
    let route = Route {
        method: Method::named(name),
        path: path.to_owned(),
        place: answering.place,
        order,
        guards: around.into_iter().collect(),
        handler: Some(answering),
        mounts_seen: false,
    };
    if let Some(router) = run.found.routers.get_mut(id.0) {
        router.routes.push(FoundRoute { route, handler: function });
    }
}

/// The file that stands before all routes, or before those that its patterns name.
fn guard_file(run: &mut Interpreter<'_>, row: &'static FileRoute) {
    let values = exports::exported(run);
    let named = |wanted: &str| values.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    let matcher = run.exported_values().into_iter().find(|(name, _)| &**name == "config");
    let matcher = matcher.and_then(|(_, config)| match config.shape {
        Shape::Object(id) => run.state.object(id)?.fields.get("matcher").cloned(),
        _ => None,
    });
    let uses = run.found.imports.iter().any(|(module, _)| module.split('/').next() == Some(&row.framework));
    let Some(value) = named(&row.guard).or_else(|| named("")).filter(|_| uses || matcher.is_some()) else {
        return;
    };
    let node = exported_nodes(run).get("").copied().unwrap_or_default();
    let (node, value) = match (run.tree.kind(node), value.function()) {
        (NodeKind::Call(call), _) => (call.callee, run.value(call.callee)),
        (_, Some(closure)) => (closure.node, value),
        _ => (node, value),
    };
    enter(run, &value, &row.framework);
    let prefixes = matcher.map_or_else(|| vec!["/".to_owned()], |matcher| matched(run, &matcher));
    let found: Vec<Guard> =
        prefixes.iter().map(|prefix| guards::guard(run, node, &value, 0, prefix)).collect();
    let (framework, name) = (row.framework.as_str(), row.framework.clone());
    let id = router_at(run, NodeId(u32::MAX), New { root: true, framework, name, ..New::default() });
    if let Some(router) = run.found.routers.get_mut(id.0) {
        router.guards = found;
    }
}

/// Where patterns apply: `/admin` for `/admin/:path*`; nowhere for those that leave out what is no page.
fn matched(run: &Interpreter<'_>, matcher: &Value) -> Vec<String> {
    let listed = match matcher.shape {
        Shape::Object(id) => run.state.object(id).map(|list| list.items.clone()).unwrap_or_default(),
        _ => vec![matcher.clone()],
    };
    let patterns = listed.iter().filter_map(Value::constant);
    let patterns = patterns.filter(|pattern| !(pattern.contains("?!") && pattern.contains("api")));
    let fixed = patterns.map(|pattern| pattern.split([':', '(', '*']).next().unwrap_or_default().to_owned());
    fixed.collect()
}

fn entries(run: &mut Interpreter<'_>, row: &'static EntryRow) {
    let tree = run.tree;
    let says = |id: Option<&NodeId>| {
        !row.directive.is_empty()
            && id.is_some_and(|id| matches!(tree.kind(*id), NodeKind::Text(text) if **text == *row.directive))
    };
    let whole_file = says(tree.statements.first());
    for (name, value) in exports::exported(run) {
        let Some(closure) = value.function() else { continue };
        let by_name = row.exports.contains(&name) && first_is_called(run, closure.node, &row.parameters);
        if whole_file || by_name {
            enter(run, &value, &row.framework);
            run.queue(closure, true);
        }
    }
    for (id, node) in tree.nodes() {
        let inside = match &node.kind {
            NodeKind::Function(function) => match tree.kind(function.body) {
                NodeKind::Block(statements) if says(statements.first()) => vec![id],
                _ => continue,
            },
            NodeKind::Object(properties) => {
                let keyed = |key: &str| row.keys.iter().any(|own| own == key);
                let held = properties.iter().filter(|own| own.key.as_deref().is_some_and(keyed));
                held.flat_map(|own| match tree.kind(own.value) {
                    NodeKind::Object(fields) => fields.iter().map(|field| field.value).collect(),
                    _ => Vec::new(),
                })
                .collect()
            }
            _ => continue,
        };
        for function in inside {
            if let Some(closure) = run.known_closure(function) {
                enter(run, &Value::of(Shape::Function(closure)), &row.framework);
                run.queue(closure, true);
            }
        }
    }
}

/// Whether the first parameter of a function has one of some names.
fn first_is_called(run: &Interpreter<'_>, function: NodeId, names: &[String]) -> bool {
    let NodeKind::Function(function) = run.tree.kind(function) else { return false };
    let first = function.parameters.first().and_then(|first| run.tree.bound_name(first.pattern));
    first.is_some_and(|first| names.iter().any(|own| **own == *first))
}
