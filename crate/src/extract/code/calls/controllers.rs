//! Classes whose methods answer requests, by annotations or by what they extend.

use crate::collections::{BTreeSet, Sort};

use super::annotations::{annotation, guards_of, named, validations};
use super::path_parameters::parameters;
use super::routers::{New, router_at};
use super::routes::{FoundRoute, handler, next_order, path_of};
use super::{Argument, Entry, Site, conventions};
use crate::extract::code::flow::{Closure, Interpreter, Shape, Value};
use crate::extract::code::frameworks::Controller;
use crate::extract::code::syntax::{Class, NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, Method, ModuleMember, Route};

/// Controllers of one file, and the names of paths that one annotation lists.
const MOST: usize = 100;

/// What annotations say of a class or a method.
#[derive(Default)]
pub(super) struct Said {
    pub methods: Vec<Option<Method>>,
    /// None where no annotation names one.
    pub paths: Option<Vec<String>>,
    pub guards: Vec<Guard>,
    /// Callers reach it without a route.
    pub entry: bool,
}

/// Registers the methods of every class that answers requests.
pub(super) fn register_controllers(run: &mut Interpreter<'_>) {
    if run.tables.controller.is_empty() {
        return;
    }
    let tree = run.tree;
    let classes: Vec<NodeId> =
        tree.nodes().filter(|(_, node)| matches!(node.kind, NodeKind::Class(_))).map(|(id, _)| id).collect();
    let mut count = 0;
    for id in classes {
        let NodeKind::Class(class) = tree.kind(id) else { continue };
        if let Some(row) = controller(run, class)
            && count < MOST
        {
            count += 1;
            note_class(run, id, class, row);
            if !is_abstract(run, class) {
                run.instantiate_class(id);
                register(run, id, class, row);
            }
        }
    }
}

fn controller(run: &mut Interpreter<'_>, class: &Class) -> Option<&'static Controller> {
    let tables = run.tables;
    let parents: Vec<String> = class.parents.iter().filter_map(|parent| run.tree.path(*parent)).collect();
    let annotations: Vec<Site> = class.decorators.iter().filter_map(|node| annotation(run, *node)).collect();
    tables.controller.iter().find(|row| {
        let extends = |own: &String| parents.iter().any(|parent| parent.rsplit('.').next() == Some(own));
        let ends = |own: &String| parents.iter().any(|parent| parent.ends_with(own.as_str()));
        row.parents.iter().any(extends)
            || row.parent_ends.iter().any(ends)
            || annotations.iter().any(|site| named(run, site, &row.call))
    })
}

fn is_abstract(run: &Interpreter<'_>, class: &Class) -> bool {
    class.decorators.iter().any(|node| run.tree.path(*node).as_deref() == Some("abstract"))
}

/// What a class asks of callers, for those that extend it in other files.
fn note_class(run: &mut Interpreter<'_>, id: NodeId, class: &Class, row: &'static Controller) {
    let guards = said(run, &class.decorators, row).guards;
    if let Some(guard) = guards.iter().find(|guard| guard.identifies()) {
        run.found.class_guards.insert(id, guard.kind);
    }
}

fn register(run: &mut Interpreter<'_>, id: NodeId, class: &Class, row: &'static Controller) {
    let name = class.name.as_deref().unwrap_or("controller").to_owned();
    // What stands before it is said elsewhere: filters, a security configuration.
    let new = New { framework: &row.framework, of_class: true, name, ..New::default() };
    let router = router_at(run, id, new);
    let mut own = said(run, &class.decorators, row);
    own.guards.extend(inherited(run, class));
    let prefixes = own.paths.clone().unwrap_or_else(|| vec![String::new()]);
    conventions::bound_fields(run, class);
    for member in &class.members {
        let NodeKind::Function(function) = run.tree.kind(member.value) else { continue };
        // Some languages write them on the member.
        let marks = if function.decorators.is_empty() { &member.decorators } else { &function.decorators };
        let mut of_method = said(run, marks, row);
        let name = member.key.as_deref().unwrap_or_default();
        if let Some(method) = row.handlers.get(name) {
            of_method.methods.push(Method::named(method));
        }
        of_method.methods.extend(conventions::method(run, row, name, function, &of_method.methods));
        if of_method.methods.is_empty() && !of_method.entry {
            continue;
        }
        let Some(closure) = run.known_closure(member.value) else { continue };
        if of_method.entry {
            run.queue(closure, true);
        }
        let order = next_order(run, router);
        let mut paths = joined(&prefixes, of_method.paths.as_deref());
        if row.conventional || !row.pages.is_empty() {
            let names = conventions::Names { class: class.name.as_deref().unwrap_or_default(), method: name };
            paths = conventions::paths(run, row, &own, &of_method, &names);
        }
        let (free, bound) = path_names(&paths);
        let framework = run.tables.framework(&row.framework);
        if let Some(framework) = framework {
            let marks = class.decorators.iter().chain(&function.decorators);
            let as_page =
                |mark: &NodeId| ["TEXT_HTML", "text/html"].iter().any(|own| run.text(*mark).contains(own));
            if marks.into_iter().any(|mark| is_marked(run, *mark, &framework.sends_as_is) || as_page(mark)) {
                run.found.sent_as_is.insert(member.value);
            }
            run.found.entries.insert(member.value, Entry { framework, free, bound });
        }
        of_method.guards.extend(own.guards.iter().cloned());
        of_method.guards.extend(validations(run, &function.parameters));
        if let Some(framework) = framework.filter(|_| row.conventional) {
            of_method.guards.extend(super::injections::of(run, member.value, framework, order));
        }
        // What is open on purpose is open, whatever else stands there.
        of_method.guards.order_by_key(|guard| !guard.is_optional());
        let answered = routes(run, closure, &of_method, &paths, order);
        if let Some(router) = run.found.routers.get_mut(router.0) {
            router.routes.extend(answered);
        }
    }
}

/// Whether an annotation has one of some names.
fn is_marked(run: &Interpreter<'_>, mark: NodeId, names: &[String]) -> bool {
    let callee = match run.tree.kind(mark) {
        NodeKind::Call(call) => call.callee,
        _ => mark,
    };
    let path = run.tree.path(callee).unwrap_or_default();
    names.iter().any(|own| path.rsplit('.').next() == Some(own))
}

/// The class that a class of another file extends may ask callers for what this one does not.
fn inherited(run: &Interpreter<'_>, class: &Class) -> Option<Guard> {
    let parent = class.parents.first().filter(|_| run.tables.language.shares_types)?;
    let path = run.tree.path(*parent)?;
    let name = path.rsplit('.').next()?;
    let member = ModuleMember { module: "#".to_owned(), member: name.to_owned() };
    run.tables.package_of(name).is_none().then(|| Guard {
        kind: GuardKind::Injection,
        name: name.to_owned(),
        place: run.place(*parent),
        order: 0,
        prefix: "/".to_owned(),
        imported: Some(member),
    })
}

fn routes(
    run: &mut Interpreter<'_>,
    closure: Closure,
    said: &Said,
    paths: &[String],
    order: usize,
) -> Vec<FoundRoute> {
    let value = Value::of(Shape::Function(closure));
    let (mut answering, function) = handler(run, &Argument { node: closure.node, name: None, value });
    answering.place = run.place(closure.node);
    let place = answering.place;
    let mut routes = Vec::new();
    for path in paths {
        for method in &said.methods {
            let route = Route {
                method: *method,
                path: parameters(path).path,
                place,
                order,
                guards: said.guards.clone(),
                handler: Some(answering.clone()),
                mounts_seen: false,
            };
            routes.push(FoundRoute { route, handler: function });
        }
    }
    routes
}

fn path_names(paths: &[String]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut names = (BTreeSet::new(), BTreeSet::new());
    for path in paths {
        let found = parameters(path);
        names.0.extend(found.free);
        names.1.extend(found.bound);
    }
    names
}

fn joined(prefixes: &[String], paths: Option<&[String]>) -> Vec<String> {
    let own = [String::new()];
    let paths = paths.unwrap_or(&own);
    let mut all = Vec::new();
    for prefix in prefixes {
        for path in paths {
            let whole = format!("/{}/{}", prefix.trim_matches('/'), path.trim_start_matches('/'));
            all.push(whole.replace("//", "/"));
        }
    }
    all.truncate(MOST);
    all
}

fn said(run: &mut Interpreter<'_>, annotations: &[NodeId], row: &'static Controller) -> Said {
    let tables = run.tables;
    let mut said = Said::default();
    for node in annotations {
        let Some(site) = annotation(run, *node) else { continue };
        let endpoint = tables.endpoint.iter().find(|own| {
            // Rows of a framework count for its further forms: `aspnet` for `aspnet-api`.
            row.framework.starts_with(own.framework.as_str()) && named(run, &site, &own.call)
        });
        let Some(endpoint) = endpoint else {
            said.guards.extend(guards_of(run, *node, &site, row));
            continue;
        };
        if endpoint.method == "-" {
            said.entry = true;
            continue;
        }
        let path = site.pick(&endpoint.path).filter(|path| !holds_options(run, &path.value));
        if let Some(path) = path {
            said.paths = Some(texts(run, &path.value.clone()));
        } else if endpoint.methods.is_empty() && endpoint.path.is_empty() {
            // It names a method only.
        } else if said.paths.is_none() && !endpoint.method.is_empty() {
            said.paths = Some(vec![String::new()]);
        }
        let listed = site.pick(&endpoint.methods).map(|list| list.value.clone());
        let listed = listed.map(|list| methods(run, &list)).unwrap_or_default();
        match endpoint.method.as_str() {
            _ if !listed.is_empty() => said.methods.extend(listed),
            "" => {}
            "*" => said.methods.push(None),
            method => said.methods.push(Method::named(method)),
        }
    }
    said
}

/// Whether an argument is an object of which nothing names a path.
fn holds_options(run: &Interpreter<'_>, value: &Value) -> bool {
    let Shape::Object(id) = value.shape else { return false };
    run.tables.language.commonjs && run.state.object(id).is_some_and(|object| !object.array)
}

fn elements(run: &Interpreter<'_>, value: &Value) -> Vec<Value> {
    match value.shape {
        Shape::Object(id) => run.state.object(id).map(|list| list.items.clone()).unwrap_or_default(),
        _ => vec![value.clone()],
    }
}

fn texts(run: &Interpreter<'_>, value: &Value) -> Vec<String> {
    elements(run, value).iter().map(|one| path_of(one).unwrap_or_else(|| "*".to_owned())).collect()
}

/// `RequestMethod.POST`, `"POST"`.
fn methods(run: &Interpreter<'_>, value: &Value) -> Vec<Option<Method>> {
    let name = |one: &Value| match one.as_api() {
        Some(api) => Some(api.path.clone()),
        None => one.constant(),
    };
    let names = elements(run, value).iter().filter_map(name).collect::<Vec<_>>();
    names.iter().map(|name| Method::named(name.rsplit('.').next().unwrap_or_default())).collect()
}
