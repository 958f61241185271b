//! Settings that list what stands before handlers: `MIDDLEWARE = ["...CsrfViewMiddleware"]`.

use super::guards;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::frameworks::StandingRow;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Guard, GuardKind};

/// Guards that one file of settings names.
const MOST: usize = 100;

/// Those before everything, and those for handlers that name none.
pub(super) fn guards(run: &Interpreter<'_>) -> (Vec<Guard>, Vec<Guard>) {
    let (mut ambient, mut defaults) = (Vec::new(), Vec::new());
    let tables = run.tables;
    for (target, value) in run.tree.statements.iter().filter_map(|id| assigned(run, *id)) {
        for row in tables.standing.iter().filter(|row| row.name == target) {
            let named = if row.by_default { &mut defaults } else { &mut ambient };
            let texts = value_of(run, row, value).into_iter().flat_map(|id| run.tree.below(id));
            for (id, node) in texts.take(MOST) {
                if let NodeKind::Text(text) = &node.kind {
                    named.extend(guard(run, id, text));
                }
            }
        }
    }
    (ambient, defaults)
}

fn assigned<'a>(run: &Interpreter<'a>, id: NodeId) -> Option<(&'a str, NodeId)> {
    let (NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. }) =
        run.tree.kind(id)
    else {
        return None;
    };
    match run.tree.kind(*target) {
        NodeKind::Name(name) => Some((name, *value)),
        _ => None,
    }
}

fn value_of(run: &Interpreter<'_>, row: &StandingRow, value: NodeId) -> Option<NodeId> {
    let Some(wanted) = &row.key else { return Some(value) };
    let NodeKind::Object(properties) = run.tree.kind(value) else { return None };
    properties.iter().find(|own| own.key.as_deref() == Some(wanted)).map(|own| own.value)
}

/// The guard that a dotted name stands for: `rest_framework.permissions.IsAuthenticated`.
fn guard(run: &Interpreter<'_>, at: NodeId, dotted: &str) -> Option<Guard> {
    let (package, path) = dotted.split_once('.').unwrap_or(("", dotted));
    let name = dotted.rsplit('.').next()?.to_owned();
    let kind = run.tables.guard(package, path).or_else(|| guards::kind_by_name(run.tables, &name))?;
    let guard = Guard { kind, name, place: run.place(at), order: 0, prefix: "/".to_owned(), imported: None };
    (!matches!(kind, GuardKind::Other | GuardKind::Passing)).then_some(guard)
}
