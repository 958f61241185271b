//! What calls mean: which one registers a route, runs a query, hashes a password, sets a policy.
//!
//! The interpreter hands over every call with what it knows of its callee and arguments; what is found is
//! kept by node, since a call may be run more than once.

mod annotations;
mod assemblies;
mod assignments;
mod callers;
mod catches;
mod chains;
mod commands;
mod conditions;
mod conduct;
mod connections;
mod controllers;
mod conventions;
mod cors;
mod cors_marks;
mod cors_stages;
mod decorators;
mod dependent;
mod entries;
mod everywhere;
mod exports;
mod extensions;
mod extractors;
mod files;
mod filters;
mod flows;
mod found;
mod groups;
mod guards;
mod injections;
mod lazy;
mod listeners;
mod lookups;
mod mappers;
mod mounts;
mod options;
mod outside;
mod passwords;
mod path_parameters;
mod policies;
mod queries;
mod readers;
mod records;
mod refusals;
mod registrations;
mod report;
mod repositories;
mod resources;
mod responses;
mod results;
mod rewrites;
mod routers;
mod routes;
mod rows;
mod sanitizers;
mod serial;
mod sessions;
mod sets;
mod settings;
mod shapes;
mod sinks;
mod site;
mod standing;
mod types;
mod uses;
mod views;
mod words;

pub(super) use exports::{exported_functions, is_exported_as};
pub(super) use found::{Entry, Found};
pub(super) use report::report;
pub(super) use site::{Argument, Site};

use super::flow::{Api, Closure, Interpreter, Shape, Value};
use super::syntax::{Call, Name, NodeId, NodeKind};

/// What a call gives, with everything that it means.
pub(super) fn call(run: &mut Interpreter<'_>, id: NodeId, call: &Call) -> Value {
    let site = site(run, id, call);
    let given = answer(run, &site);
    settings::set(run, &site, given)
}

fn site(run: &mut Interpreter<'_>, id: NodeId, call: &Call) -> Site {
    let (receiver, name, callee) = callee(run, call.callee);
    let arguments: Vec<Argument> = call.arguments.iter().flat_map(|node| argument(run, *node)).collect();
    let options = if run.tables.language.commonjs { site::fields(run, &arguments) } else { Vec::new() };
    Site { id, target: call.callee, creates: call.creates, receiver, name, callee, arguments, options }
}

/// A method that is named and not called: a decorator without arguments.
fn site_of_member(run: &mut Interpreter<'_>, id: NodeId) -> Site {
    let (receiver, name, callee) = callee(run, id);
    Site { receiver, name, callee, arguments: Vec::new(), ..Site::at(id, id, Value::default()) }
}

fn argument(run: &mut Interpreter<'_>, node: NodeId) -> Vec<Argument> {
    match run.tree.kind(node) {
        NodeKind::Named { name, value } => {
            vec![Argument { node: *value, name: Some(name.clone()), value: run.value(*value) }]
        }
        NodeKind::SpreadNamed(inner) => {
            let value = run.value(*inner);
            let Shape::Object(id) = value.shape else {
                return vec![Argument { node, name: Some(Name::from("**")), value }];
            };
            let fields = run.state.object(id).map(|object| object.fields.clone()).unwrap_or_default();
            fields.into_iter().map(|(name, value)| Argument { node, name: Some(name), value }).collect()
        }
        _ => vec![Argument { node, name: None, value: run.value(node) }],
    }
}

fn callee(run: &mut Interpreter<'_>, target: NodeId) -> (Option<Value>, Option<Name>, Value) {
    match run.tree.kind(target) {
        NodeKind::Member { object, name } => {
            let receiver = run.value(*object);
            let callee = run.member(&receiver, name, target);
            (Some(receiver), Some(name.clone()), callee)
        }
        NodeKind::Name(name) => (None, Some(name.clone()), run.value(target)),
        _ => (None, None, run.value(target)),
    }
}

fn answer(run: &mut Interpreter<'_>, site: &Site) -> Value {
    uses::look(run, site);
    policies::look(run, site);
    records::look(run, site);
    sessions::look(run, site);
    if let Some(value) = required(run, site) {
        return value;
    }
    if let Some(value) = routes::answer(run, site).or_else(|| resources::listed(run, site)) {
        return value;
    }
    if let Some(value) = responses::answer(run, site) {
        return value;
    }
    match site.callee.shape {
        Shape::Function(closure) => return invoked(run, site, closure),
        Shape::Class(class) if site.creates || run.tables.language.calls_create => {
            let (positions, names) = site.given();
            return run.instantiate(class, &positions, &names);
        }
        _ => {}
    }
    cors::look(run, site);
    everywhere::note(run, site);
    cors::built_header(run, site);
    outside::look(run, site);
    if listeners::look(run, site) {
        return Value::default();
    }
    sinks::look(run, site);
    filters::look(run, site);
    guards::note_check(run, site);
    sanitizers::vouched(run, site);
    if let Some(value) = passwords::answer(run, site) {
        return value;
    }
    if let Some(value) = queries::answer(run, site) {
        return value;
    }
    if let Some(value) = run.of_sent_file(site).or_else(|| sanitizers::sanitized(run, site)) {
        return value;
    }
    if let Some(value) = readers::asked(run, site) {
        return value;
    }
    if let Some(value) = run.builtin(site) {
        return value;
    }
    unknown(run, site)
}

/// `require("x")`, `import("x")`.
fn required(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let api = site.callee.as_api()?;
    let requires =
        run.tables.language.commonjs && api.module.is_empty() && matches!(&*api.path, "require" | "import");
    if !requires && run.text(site.target) != "import" {
        return None;
    }
    let module = site.argument(0).constant()?;
    run.found.import(&Name::from(module.as_str()), run.place(site.id));
    Some(run.imported(&module, ""))
}

fn invoked(run: &mut Interpreter<'_>, site: &Site, closure: Closure) -> Value {
    run.found.invoked(run.frames_functions(), closure.node);
    let mut passed = site.clone();
    let name = site.name.as_deref().unwrap_or("a function");
    for argument in passed.arguments.iter_mut().filter(|own| own.value.may_be_sent()) {
        run.step(&mut argument.value.taints, argument.node, &format!("passed to `{name}`"));
    }
    if site.creates {
        return run.construct(closure, &passed.values());
    }
    guards::note_check(run, site);
    let (positions, names) = passed.given();
    run.carry(site);
    let given = run.invoke_with(closure, &positions, &names);
    run.heard(site);
    let given = site
        .name
        .as_deref()
        .and_then(words::escapes_for)
        .map_or(given.clone(), |sinks| given.safe_for(sinks));
    routers::around(run, site, &given).unwrap_or(given)
}

/// A call of which nothing is known: its callbacks are run, and what goes in may come out.
fn unknown(run: &mut Interpreter<'_>, site: &Site) -> Value {
    let target = exports::note_handover(run, site);
    let functions: Vec<Closure> =
        site.arguments.iter().filter_map(|argument| argument.value.function()).collect();
    for closure in &functions {
        run.call_back(*closure, &[]);
    }
    if let Some(parsed) = shapes::parsed(run, site) {
        return parsed;
    }
    if let Some(made) = made_with(run, site).or_else(|| routers::around(run, site, &Value::default())) {
        return made;
    }
    let mut result = if lookups::looks_up(run, site) {
        Value::default()
    } else {
        results::passed_through(run, site, target.as_ref())
    };
    if let Some(receiver) = &site.receiver {
        let taints = Value::tainted(receiver.taints.clone()).uncertain();
        let cleans = site.name.as_deref().is_some_and(words::cleans);
        let taints = if cleans { taints.cleaned() } else { taints };
        result = run.state.join(&result, &taints);
    }
    result.shape = match (&site.callee.shape, functions.as_slice()) {
        // `asyncHandler(async (req, res) => ...)` is that function, wrapped.
        (_, [one]) if site.arguments.len() <= 2 && !site.creates => Shape::Function(*one),
        (Shape::Api(api), _) => called(run, site, api),
        (Shape::Query(query), _) => Shape::Query(*query),
        _ => Shape::Unknown,
    };
    if let Some(inner) = site.arguments.first().filter(|_| site.arguments.len() == 1) {
        run.found.wrapped.insert(site.id, inner.value.clone());
    }
    match target {
        Some(target) => results::mark(run, site, target, result),
        None => result,
    }
}

/// Something of the submission that is made with values for its properties only.
fn made_with(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let api = site.callee.as_api().filter(|_| site.creates && !site.arguments.is_empty())?;
    let is_record =
        run.tables.language.shares_types || site.arguments.iter().any(|one| one.value.is_tainted());
    if !is_record || !run.tables.may_be_local(&api.module) {
        return None;
    }
    let fields = site.arguments.iter().map(|one| Some((one.name.clone()?, one.value.clone())));
    let fields = fields.collect::<Option<_>>()?;
    Some(run.made(fields))
}

fn called(run: &mut Interpreter<'_>, site: &Site, api: &Api) -> Shape {
    extensions::extended(run, site, api);
    routers::created(run, site, api).unwrap_or_else(|| Shape::Api(api.called().into()))
}

/// A template with a tag before it: a query whose values are bound, or something else that is built safely.
pub(super) fn tagged(run: &mut Interpreter<'_>, id: NodeId, tag: NodeId, parts: &[Value]) -> Value {
    let callee = run.value(tag);
    let whole = run.concat(id, parts);
    let given = queries::tagged(run, id, tag, &callee, &whole);
    sanitizers::tagged(run, &callee, given)
}

pub(super) use annotations::annotated_input;
pub(super) use assignments::assigned;
pub(super) use decorators::decorated_function;
pub(super) use entries::register_all;
pub(super) use guards::note_property_check;
pub(super) use injections::injected;
pub(super) use results::note_given;
pub(super) use routers::of_type as router_of_type;
pub(super) use sinks::{ends_itself, reached};
pub(super) use types::shaped;
pub(super) use uses::configured;
pub(super) use views::returned;
