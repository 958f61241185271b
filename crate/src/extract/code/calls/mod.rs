//! What calls mean: which one registers a route, runs a query, hashes a password, sets a policy.
//!
//! The interpreter hands over every call with what it knows of its callee and arguments; what is found is
//! kept by node, since a call may be run more than once.

mod catches;
mod cors;
mod exports;
mod found;
mod guards;
mod mappers;
mod mounts;
mod passwords;
mod queries;
mod report;
mod responses;
mod routers;
mod routes;
mod sinks;
mod words;

pub(super) use exports::exported_functions;
pub(super) use found::Found;
pub(super) use report::report;

use super::flow::{Api, Closure, Interpreter, Shape, Value};
use super::syntax::{Call, Name, NodeId, NodeKind};

/// One call with the values of its parts.
pub(super) struct Site<'a> {
    pub id: NodeId,
    pub call: &'a Call,
    /// What the method is called on.
    pub receiver: Option<Value>,
    /// The method or function, as written.
    pub name: Option<Name>,
    pub callee: Value,
    pub arguments: Vec<Argument>,
}

#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub node: NodeId,
    pub value: Value,
}

impl Site<'_> {
    pub(super) fn argument(&self, at: usize) -> Value {
        self.arguments.get(at).map(|argument| argument.value.clone()).unwrap_or_default()
    }

    pub(super) fn values(&self) -> Vec<Value> {
        self.arguments.iter().map(|argument| argument.value.clone()).collect()
    }

    /// The name that the receiver has in the code: `pool` of `this.pool.query`.
    pub(super) fn receiver_name(&self, run: &Interpreter<'_>) -> String {
        let NodeKind::Member { object, .. } = run.tree.kind(self.call.callee) else { return String::new() };
        let mut at = *object;
        loop {
            match run.tree.kind(at) {
                NodeKind::Name(name) | NodeKind::Member { name, .. } => return name.to_string(),
                NodeKind::Call(call) => at = call.callee,
                NodeKind::Await(inner) => at = *inner,
                _ => return String::new(),
            }
        }
    }
}

/// What a call gives, with everything that it means.
pub(super) fn call(run: &mut Interpreter<'_>, id: NodeId, call: &Call) -> Value {
    let (receiver, name, callee) = callee(run, call);
    let arguments =
        call.arguments.iter().map(|node| Argument { node: *node, value: run.value(*node) }).collect();
    let site = Site { id, call, receiver, name, callee, arguments };
    answer(run, &site)
}

fn callee(run: &mut Interpreter<'_>, call: &Call) -> (Option<Value>, Option<Name>, Value) {
    match run.tree.kind(call.callee) {
        NodeKind::Member { object, name } => {
            let receiver = run.value(*object);
            let callee = run.member(&receiver, name, call.callee);
            (Some(receiver), Some(name.clone()), callee)
        }
        NodeKind::Name(name) => (None, Some(name.clone()), run.value(call.callee)),
        _ => (None, None, run.value(call.callee)),
    }
}

fn answer(run: &mut Interpreter<'_>, site: &Site<'_>) -> Value {
    if let Some(value) = required(run, site) {
        return value;
    }
    if let Some(value) = routes::answer(run, site) {
        return value;
    }
    if let Some(value) = responses::answer(run, site) {
        return value;
    }
    match site.callee.shape {
        Shape::Function(closure) => return invoked(run, site, closure),
        Shape::Class(class) if site.call.creates => return run.instantiate(class, &site.values()),
        _ => {}
    }
    cors::look(run, site);
    sinks::look(run, site);
    guards::note_check(run, site);
    if let Some(value) = passwords::answer(run, site) {
        return value;
    }
    if let Some(value) = queries::answer(run, site) {
        return value;
    }
    if let Some(value) = sinks::sanitized(run, site) {
        return value;
    }
    if let Some(value) = run.builtin(site) {
        return value;
    }
    unknown(run, site)
}

/// `require("x")`, `import("x")`.
fn required(run: &mut Interpreter<'_>, site: &Site<'_>) -> Option<Value> {
    let api = site.callee.as_api()?;
    let requires = api.module.is_empty() && matches!(&*api.path, "require" | "import");
    if !requires && run.text(site.call.callee) != "import" {
        return None;
    }
    let module = site.argument(0).constant()?;
    run.found.import(&Name::from(module.as_str()), run.place(site.id));
    Some(Interpreter::imported(&module, ""))
}

fn invoked(run: &mut Interpreter<'_>, site: &Site<'_>, closure: Closure) -> Value {
    let mut values = site.values();
    for (argument, value) in site.arguments.iter().zip(&mut values) {
        let name = site.name.as_deref().unwrap_or("a function");
        run.step(&mut value.taints, argument.node, &format!("passed to `{name}`"));
    }
    if site.call.creates {
        return run.unknown_result(&values);
    }
    guards::note_check(run, site);
    run.invoke(closure, &values)
}

/// A call of which nothing is known: its callbacks are run, and what goes in may come out.
fn unknown(run: &mut Interpreter<'_>, site: &Site<'_>) -> Value {
    exports::note_handover(run, site);
    let functions: Vec<Closure> =
        site.arguments.iter().filter_map(|argument| argument.value.function()).collect();
    for closure in &functions {
        run.call_back(*closure, &[]);
    }
    let mut result = run.unknown_result(&site.values());
    if let Some(receiver) = &site.receiver {
        let taints = Value::tainted(receiver.taints.clone()).uncertain();
        result = run.state.join(&result, &taints);
    }
    result.shape = match (&site.callee.shape, functions.as_slice()) {
        // `asyncHandler(async (req, res) => ...)` is that function, wrapped.
        (_, [one]) if site.arguments.len() <= 2 && !site.call.creates => Shape::Function(*one),
        (Shape::Api(api), _) => called(run, site, api),
        (Shape::Query(query), _) => Shape::Query(*query),
        _ => Shape::Unknown,
    };
    if let Some(inner) = site.arguments.first().filter(|_| site.arguments.len() == 1) {
        run.found.wrapped.insert(site.id, inner.value.clone());
    }
    result
}

fn called(run: &mut Interpreter<'_>, site: &Site<'_>, api: &Api) -> Shape {
    routers::created(run, site, api).unwrap_or_else(|| Shape::Api(api.called().into()))
}

/// A template with a tag before it: a query whose values are bound, or something else that is built safely.
pub(super) fn tagged(run: &mut Interpreter<'_>, id: NodeId, tag: NodeId, parts: &[Value]) -> Value {
    let callee = run.value(tag);
    let whole = run.concat(id, parts);
    queries::tagged(run, id, tag, &callee, &whole)
}

/// A class that was met: its decorators may say what it is for.
pub(super) fn decorated(_run: &mut Interpreter<'_>, _class: NodeId) {}
