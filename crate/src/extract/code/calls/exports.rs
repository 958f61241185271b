//! What other modules can import from this one, and what this one hands over to others.

use super::{Site, flows, guards, mounts, sinks};
use crate::extract::code::flow::{Api, Closure, Interpreter, Shape, Sinks, TaintSource, Value};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{Doubts, Fields, Handover, Located, ModuleMember, Origin};

/// Levels of objects and classes that an exported name may have.
const DEEPEST: usize = 3;

/// The module of names that may stand in any file.
const ANY_FILE: &str = "#";

/// Exported names that are kept.
const MOST: usize = 500;

/// Everything exported, by its dotted name. A name that stands twice is kept once.
pub(super) fn exported(run: &mut Interpreter<'_>) -> Vec<(String, Value)> {
    let mut all: Vec<(String, Value)> = Vec::new();
    for (name, value) in run.exported_values() {
        flatten(run, name.to_string(), &value, 0, &mut all);
    }
    if run.tables.language.interfaces {
        all.extend(shared(run));
    }
    let mut kept: Vec<(String, Value)> = Vec::new();
    for (name, value) in all {
        if kept.len() < MOST && !kept.iter().any(|(own, _)| *own == name) {
            kept.push((name, value));
        }
    }
    kept
}

/// A method that is only named, for whatever class has its body.
pub(super) fn only_named(run: &Interpreter<'_>, name: &str, function: NodeId) -> Option<ModuleMember> {
    let NodeKind::Function(own) = run.tree.kind(function) else { return None };
    let is_empty = matches!(run.tree.kind(own.body), NodeKind::Block(statements) if statements.is_empty());
    let member = ModuleMember { module: ANY_FILE.to_owned(), member: name.to_owned() };
    (run.tables.language.interfaces && is_empty && !run.text(own.body).starts_with('{')).then_some(member)
}

/// What a class does for the interfaces that it has, and methods that are called on what they are given.
fn shared(run: &Interpreter<'_>) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (id, node) in run.tree.nodes() {
        let NodeKind::Class(class) = &node.kind else { continue };
        let Some(name) = &class.name else { continue };
        for parent in class.parents.iter().filter_map(|parent| run.tree.path(*parent)) {
            let last = parent.rsplit('.').next().unwrap_or_default();
            let api = Api { module: ANY_FILE.into(), path: format!("{name}()") };
            all.push((format!("{last}()"), Value::api(api)));
        }
        let is_abstract = |node: &NodeId| run.tree.path(*node).as_deref() == Some("abstract");
        if run.tables.language.shares_types && class.decorators.iter().any(is_abstract) {
            let Some(class) = run.class_closure(id) else { continue };
            for (name, closure) in methods(run, class) {
                let known = run.known_closure(closure.node).unwrap_or(closure);
                all.push((name.to_string(), Value::of(Shape::Function(known))));
            }
        }
    }
    all
}

fn flatten(
    run: &mut Interpreter<'_>,
    name: String,
    value: &Value,
    depth: usize,
    all: &mut Vec<(String, Value)>,
) {
    if depth > DEEPEST || all.len() > MOST {
        return;
    }
    let dotted = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value.shape {
        Shape::Object(id) => {
            let object = run.state.object(id).cloned().unwrap_or_default();
            for (field, value) in &object.fields {
                flatten(run, dotted(field), value, depth + 1, all);
            }
            if let Some(class) = object.class {
                for (method, closure) in methods(run, class) {
                    let closure = Closure { this: Some(id), ..closure };
                    all.push((dotted(&method), Value::of(Shape::Function(closure))));
                }
            }
        }
        Shape::Class(class) => {
            if run.tables.language.exports_names {
                all.push((dotted("as_view()"), value.clone()));
                all.push((name.clone(), value.clone()));
            }
            if run.found.routers.iter().any(|router| router.node == class.node) {
                all.push((name.clone(), value.clone()));
            }
            for (method, closure) in methods(run, class) {
                let known = run.known_closure(closure.node).unwrap_or(closure);
                all.push((dotted(&method), Value::of(Shape::Function(known))));
                let created =
                    if name.is_empty() { format!("().{method}") } else { format!("{name}().{method}") };
                all.push((created, Value::of(Shape::Function(known))));
            }
        }
        Shape::Function(closure) => {
            if let Some(made) = run.found.returned.get(&closure.node) {
                all.push((format!("{name}()"), Value::of(Shape::Function(*made))));
            }
            if let Some(made) = run.found.made_routers.get(&closure.node) {
                all.push((format!("{name}()"), Value::of(Shape::Router(*made))));
            }
            if sets_this(run, closure.node) && depth < DEEPEST {
                let made = run.construct(closure, &[]);
                flatten(run, format!("{name}()"), &made, depth + 1, all);
            }
            if let Some(class) = run.found.made.get(&closure.node).copied() {
                for (method, own) in methods(run, class) {
                    let known = run.known_closure(own.node).unwrap_or(own);
                    all.push((format!("{name}().{method}"), Value::of(Shape::Function(known))));
                }
            }
            all.push((name, value.clone()));
        }
        _ => all.push((name, value.clone())),
    }
}

/// Whether a function makes methods of `this`: it is called with `new`.
fn sets_this(run: &Interpreter<'_>, function: NodeId) -> bool {
    const MOST: usize = 2_000;
    let tree = run.tree;
    let NodeKind::Function(own) = tree.kind(function) else { return false };
    run.tables.language.commonjs
        && !own.arrow
        && tree.below(own.body).take(MOST).any(|(_, node)| match &node.kind {
            NodeKind::Assign { target, value, .. } => {
                matches!(tree.kind(*value), NodeKind::Function(_))
                    && matches!(tree.kind(*target), NodeKind::Member { object, .. } if matches!(tree.kind(*object), NodeKind::This))
            }
            _ => false,
        })
}

fn methods(run: &Interpreter<'_>, class: Closure) -> Vec<(Name, Closure)> {
    let NodeKind::Class(own) = run.tree.kind(class.node) else { return Vec::new() };
    own.members
        .iter()
        .filter(|member| matches!(run.tree.kind(member.value), NodeKind::Function(_)))
        .filter_map(|member| {
            let name = member.key.clone().filter(|key| &**key != "constructor")?;
            Some((name, Closure { node: member.value, scope: class.scope, this: None }))
        })
        .collect()
}

/// Whether a function is exported under a name.
pub(in crate::extract::code) fn is_exported_as(
    run: &mut Interpreter<'_>,
    function: NodeId,
    name: &str,
) -> bool {
    names_of(&exported(run), function).iter().any(|own| own == name)
}

/// Functions that other modules can call and that are not reached by requests from here.
pub(in crate::extract::code) fn exported_functions(run: &mut Interpreter<'_>) -> Vec<Closure> {
    let mut functions = Vec::new();
    for (_, value) in exported(run) {
        if let Some(closure) = value.function()
            && !run.found.handlers.contains(&closure.node)
            && !functions.contains(&closure)
        {
            functions.push(closure);
        }
    }
    functions
}

/// Writes down what of a caller's goes into a function of another module, and gives that function.
pub(super) fn note_handover(run: &mut Interpreter<'_>, site: &Site) -> Option<ModuleMember> {
    let target = site.callee.as_api().and_then(|api| guards::imported(run, api))?;
    mounts::note_given(run, site);
    run.found.called(run.frames_functions(), &target);
    run.heard_of(site, target.clone());
    for (at, argument) in site.arguments.iter().enumerate() {
        for (field, value) in held(run, &argument.value) {
            let fields = match &field {
                Some(name) => Fields::Only(name.to_string()),
                None => Fields::AllBut(known_fields(run, &argument.value)),
            };
            let own = value.taints.clone();
            for mut taint in run.all_taints(&value) {
                // Of an object that goes over, the other side may take any part.
                if !own.iter().any(|own| own.source == taint.source) {
                    taint.doubts = taint.doubts.with(Doubts::CALL);
                }
                if !sinks::caller_begins(&value) {
                    taint.safe = taint.safe.with(Sinks::ADDRESSES);
                }
                let (origin, function, start) = origin(run, &taint.source);
                let handover = Handover {
                    origin,
                    target: target.clone(),
                    argument: at,
                    fields: fields.clone(),
                    steps: flows::steps(run, &taint),
                    place: run.place(argument.node),
                    safe_for: taint.safe.kinds(),
                    doubts: taint.doubts_of_path(),
                    checks: taint.checks().cloned().collect(),
                };
                let function_number = function.map_or(usize::MAX, |function| function.0 as usize);
                let key = (site.id, at, field.clone(), function_number, start);
                run.found.handovers.entry(key).or_insert((function, handover));
            }
        }
    }
    Some(target)
}

pub(super) fn origin(run: &Interpreter<'_>, source: &TaintSource) -> (Origin, Option<NodeId>, usize) {
    match source {
        TaintSource::Request { start, end, text } => {
            let source = Located { value: text.to_string(), place: run.source.place(*start, *end) };
            (Origin::Request(source), None, *start)
        }
        TaintSource::Parameter { function, index, field } => {
            let field = field.as_deref().map(str::to_owned);
            let origin = Origin::Parameter { function: String::new(), parameter: *index, field };
            (origin, Some(*function), *index)
        }
        TaintSource::Result(call) => {
            let target = run.found.results.get(call).cloned().unwrap_or_default();
            (Origin::Result(target), None, run.tree.node(*call).start)
        }
    }
}

/// The fields of an object by their names, and whatever else a value is or holds.
fn held(run: &Interpreter<'_>, value: &Value) -> Vec<(Option<Name>, Value)> {
    let Shape::Object(id) = value.shape else { return vec![(None, value.clone())] };
    let object = run.state.object(id).cloned().unwrap_or_default();
    let mut others = Value::tainted(value.taints.clone());
    for part in object.items.iter().chain(&object.rest) {
        others.taints.extend(run.all_taints(part));
    }
    let named = object.fields.into_iter().map(|(name, value)| (Some(name), value));
    std::iter::once((None, others)).chain(named).collect()
}

fn known_fields(run: &Interpreter<'_>, value: &Value) -> Vec<String> {
    let Shape::Object(id) = value.shape else { return Vec::new() };
    let object = run.state.object(id);
    object.into_iter().flat_map(|object| object.fields.keys()).map(ToString::to_string).collect()
}

/// The names under which a function is exported.
pub(super) fn names_of(exports: &[(String, Value)], function: NodeId) -> Vec<String> {
    exports
        .iter()
        .filter(|(_, value)| value.function().is_some_and(|closure| closure.node == function))
        .map(|(name, _)| name.clone())
        .collect()
}

/// The export that passes on what another module gives.
pub(super) fn passed_on(run: &Interpreter<'_>, value: &Value) -> Option<ModuleMember> {
    value.as_api().and_then(|api| guards::imported(run, api))
}
