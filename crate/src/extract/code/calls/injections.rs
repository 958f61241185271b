//! What a framework makes for the parameters of a handler: `user = Depends(current_user)`.

use super::guards;
use super::words::words;
use crate::extract::code::flow::{Interpreter, is_class};
use crate::extract::code::frameworks::Framework;
use crate::extract::code::syntax::{NodeId, NodeKind, Parameter};
use crate::facts::{Guard, GuardKind};

/// Guards among the parameters of a handler.
pub(super) fn of(
    run: &mut Interpreter<'_>,
    function: NodeId,
    framework: &'static Framework,
    order: usize,
) -> Vec<Guard> {
    let tree = run.tree;
    let NodeKind::Function(own) = tree.kind(function) else { return Vec::new() };
    // Such parameters are looked at wherever the function stands.
    if run.tables.language.extractors {
        return Vec::new();
    }
    let mut guards: Vec<Guard> =
        own.parameters.iter().filter_map(|parameter| guard(run, parameter, framework, order)).collect();
    let described = own.parameters.iter().find(|parameter| {
        let by_class =
            parameter.type_.as_deref().is_some_and(|type_| is_class(type_) && describes(run, type_));
        framework.validates_types && by_class && injected(run, parameter, framework).is_none()
    });
    if let Some(described) = described {
        let name = described.type_.as_deref().unwrap_or_default().to_owned();
        let place = run.place(described.pattern);
        let kind = GuardKind::Validation;
        guards.push(Guard { kind, name, place, order, prefix: "/".to_owned(), imported: None });
    }
    guards
}

fn guard(
    run: &mut Interpreter<'_>,
    parameter: &Parameter,
    framework: &'static Framework,
    order: usize,
) -> Option<Guard> {
    if let Some(injected) = injected(run, parameter, framework) {
        let makes_store = run.tree.bound_name(parameter.pattern).is_some_and(|name| is_store(&name))
            || parameter.type_.as_deref().is_some_and(is_store);
        let node = injected.first().copied().filter(|_| !makes_store)?;
        let value = run.value(node);
        let mut guard = guards::guard(run, node, &value, order, "/");
        if guard.kind == GuardKind::Other {
            guard.kind = GuardKind::Injection;
        }
        return Some(guard);
    }
    // A name for a type that says how it is made: `user: CurrentUser`.
    let type_ = parameter.type_.as_deref()?;
    if !words(type_).iter().any(|word| word == "current") {
        return None;
    }
    let kind = guards::kind_by_name(run.tables, type_)?;
    let kind =
        Some(kind).filter(|kind| matches!(kind, GuardKind::Authentication | GuardKind::Authorization))?;
    let place = run.place(parameter.pattern);
    Some(Guard { kind, name: type_.to_owned(), place, order, prefix: "/".to_owned(), imported: None })
}

/// Whether a type describes what is sent, and not something that the framework makes: `SessionDep`, `CurrentUser`.
fn describes(run: &Interpreter<'_>, type_: &str) -> bool {
    let harmless = run.tables.language.harmless_types.iter().any(|own| own == type_);
    let made = |word: &String| {
        matches!(word.as_str(), "dep" | "deps" | "depends" | "current" | "request" | "response")
    };
    !harmless && !is_store(type_) && !words(type_).iter().any(made)
}

/// Whether the framework fills a parameter itself, and by what.
pub(in crate::extract::code) fn injected(
    run: &mut Interpreter<'_>,
    parameter: &Parameter,
    framework: &'static Framework,
) -> Option<Vec<NodeId>> {
    let tree = run.tree;
    let default = match tree.kind(parameter.pattern) {
        NodeKind::Default { value, .. } => Some(*value),
        _ => None,
    };
    let in_type = parameter.annotation.into_iter().flat_map(|type_| tree.below(type_).map(|(id, _)| id));
    let calls: Vec<NodeId> = default.into_iter().chain(in_type).take(64).collect();
    calls.into_iter().find_map(|id| {
        let NodeKind::Call(call) = tree.kind(id) else { return None };
        let callee = run.value(call.callee);
        let api = callee.as_api()?;
        let known = framework.injections.iter().any(|own| own.matches(&api.module, &api.path));
        known.then(|| call.arguments.iter().take(1).copied().collect())
    })
}

/// `db`, `AsyncSession`: what stores are reached through.
pub(super) fn is_store(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map(String::as_str).unwrap_or_default();
    matches!(
        last,
        "db" | "session"
            | "database"
            | "conn"
            | "connection"
            | "engine"
            | "repository"
            | "repo"
            | "service"
            | "settings"
            | "config"
            | "client"
            | "cache"
            | "redis"
            | "dep"
    )
}
