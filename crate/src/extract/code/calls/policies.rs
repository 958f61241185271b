//! Configurations that say of paths who may call them: `requestMatchers("/admin/**").hasRole("ADMIN")`.

use super::Site;
use super::routes::path_of;
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::{Guard, Method, PathPolicy};

/// Policies of one file that are kept.
const MOST: usize = 500;

/// Writes down what a call asks of the callers of the paths that the call before it picks.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    let tables = run.tables;
    let (policy, Some(name)) = (&tables.policy, site.name.as_deref()) else { return };
    let any = |names: &[String], name: &str| names.iter().any(|own| own == name);
    if any(&policy.within, name) {
        let paths = site.arguments.iter().flat_map(|one| paths(run, &one.value)).collect();
        let function = outermost(run);
        run.found.policy_paths.insert(function, paths);
        return;
    }
    let Some(kind) = policy.asks(name) else { return };
    let Some((picks, call)) = called_before(run, site.target) else { return };
    let rest = any(&policy.rest, &picks);
    if run.found.policies.len() >= MOST || (!rest && !any(&policy.paths, &picks)) {
        return;
    }
    let values: Vec<Value> = call.arguments.iter().map(|node| run.value(*node)).collect();
    let method = values.iter().find_map(method_of);
    let paths: Vec<String> = values.iter().flat_map(|value| paths(run, value)).collect();
    if !rest && paths.is_empty() && method.is_none() {
        return;
    }
    let (_, written) = run.text(site.id).rsplit_once(&format!(".{name}")).unwrap_or_default();
    let name = format!("{name}{written}")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(80)
        .collect();
    let place = run.place(site.id);
    let guard = Guard { kind, name, place, order: 0, prefix: "/".to_owned(), imported: None };
    let policy = PathPolicy { paths, within: Vec::new(), method, guard };
    let function = outermost(run);
    run.found.policies.insert(site.id, (function, policy));
}

/// The policies of a file, in the order in which they stand.
pub(super) fn policies(run: &Interpreter<'_>) -> Vec<PathPolicy> {
    // A chain ends behind what it begins with, so the ids of its calls are in the order of the text.
    let within =
        |function: &Option<NodeId>| run.found.policy_paths.get(function).cloned().unwrap_or_default();
    let own = run.found.policies.values();
    own.map(|(function, policy)| PathPolicy { within: within(function), ..policy.clone() }).collect()
}

/// The function that configures, and not one that it is handed.
fn outermost(run: &Interpreter<'_>) -> Option<NodeId> {
    run.functions().next()
}

fn called_before(run: &Interpreter<'_>, target: NodeId) -> Option<(String, Call)> {
    let NodeKind::Member { object, .. } = run.tree.kind(target) else { return None };
    let NodeKind::Call(call) = run.tree.kind(*object) else { return None };
    let NodeKind::Member { name, .. } = run.tree.kind(call.callee) else { return None };
    Some((name.to_string(), call.clone()))
}

/// The constant paths that an argument names.
fn paths(run: &Interpreter<'_>, value: &Value) -> Vec<String> {
    let items = match &value.shape {
        Shape::Object(id) => run.state.object(*id).map(|list| list.items.clone()).unwrap_or_default(),
        _ => vec![value.clone()],
    };
    items.iter().filter_map(path_of).collect()
}

/// `HttpMethod.GET`
fn method_of(value: &Value) -> Option<Method> {
    let path = &value.as_api()?.path;
    path.contains("HttpMethod").then(|| Method::named(path.rsplit('.').next()?)).flatten()
}
