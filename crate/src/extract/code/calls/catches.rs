//! What happens to errors that are caught.

use crate::artifact::Source;
use crate::collections::Sort;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Handler, NodeId, NodeKind, Tree};
use crate::facts::{Catch, CatchOutcome};

/// Every `catch` of a program, in the order of the text.
pub(super) fn catches(run: &Interpreter<'_>) -> Vec<Catch> {
    let (tree, source) = (run.tree, run.source);
    let mut catches = Vec::new();
    for (_, node) in tree.nodes() {
        match &node.kind {
            NodeKind::Try(one) => {
                for handler in &one.handlers {
                    let outcome = match outcome(tree, source, handler.body) {
                        // What is expected, and named as such, may be passed over.
                        CatchOutcome::Empty
                            if run.tables.language.narrow_catches && is_narrow(tree, handler) =>
                        {
                            CatchOutcome::Handled
                        }
                        other => other,
                    };
                    catches.push(Catch { place: source.place(handler.start, handler.end), outcome });
                }
            }
            NodeKind::Call(call) => {
                let NodeKind::Member { name, .. } = tree.kind(call.callee) else { continue };
                let [callback] = call.arguments.as_slice() else { continue };
                if &**name == "catch" {
                    let at = tree.node(*callback);
                    let outcome = callback_outcome(tree, source, *callback);
                    catches.push(Catch { place: source.place(at.start, at.end), outcome });
                }
            }
            _ => {}
        }
    }
    catches.order_by_key(|one| one.place);
    catches
}

/// Whether only certain errors are caught.
fn is_narrow(tree: &Tree, handler: &Handler) -> bool {
    let all = |id: NodeId| {
        let path = tree.path(id).unwrap_or_default();
        matches!(path.rsplit('.').next(), Some("Exception" | "BaseException" | "Throwable"))
    };
    handler.errors.is_some_and(|errors| !tree.below(errors).any(|(id, _)| all(id)))
}

fn callback_outcome(tree: &Tree, source: &Source<'_>, callback: NodeId) -> CatchOutcome {
    match tree.kind(callback) {
        NodeKind::Function(function) => match tree.kind(function.body) {
            NodeKind::Block(_) => outcome(tree, source, function.body),
            _ if is_log(tree, function.body) => CatchOutcome::Logged,
            _ => CatchOutcome::Handled,
        },
        _ if logs(tree, callback) => CatchOutcome::Logged,
        _ => CatchOutcome::Handled,
    }
}

fn outcome(tree: &Tree, source: &Source<'_>, body: NodeId) -> CatchOutcome {
    let NodeKind::Block(statements) = tree.kind(body) else { return CatchOutcome::Handled };
    let real: Vec<NodeId> = statements
        .iter()
        .copied()
        .filter(|id| !matches!(tree.kind(*id), NodeKind::Other(children) if children.is_empty()))
        .collect();
    if real.is_empty() {
        let node = tree.node(body);
        let text = source.text.get(node.start..node.end).unwrap_or_default();
        // A comment says that nothing is to be done, and why.
        let explained = text.contains("//") || text.contains("/*") || text.contains('#');
        return if explained { CatchOutcome::Handled } else { CatchOutcome::Empty };
    }
    if real.iter().all(|id| is_log(tree, *id)) { CatchOutcome::Logged } else { CatchOutcome::Handled }
}

fn is_log(tree: &Tree, statement: NodeId) -> bool {
    match tree.kind(statement) {
        NodeKind::Call(call) => {
            logs(tree, call.callee) || tree.path(call.callee).is_some_and(|path| path == "print")
        }
        NodeKind::Await(inner) => is_log(tree, *inner),
        _ => false,
    }
}

/// `console.error`, `this.logger.warn`, `log.info`.
fn logs(tree: &Tree, callee: NodeId) -> bool {
    let Some(path) = tree.path(callee) else { return false };
    let mut parts = path.rsplit('.');
    let method = parts.next().unwrap_or_default();
    let levels = ["log", "error", "warn", "info", "debug", "trace", "fatal", "exception", "verbose"];
    let logger = parts.next().map(str::to_ascii_lowercase).unwrap_or_default();
    levels.contains(&method)
        && (logger.ends_with("console")
            || logger.ends_with("logger")
            || matches!(&*logger, "logging" | "tracing")
            || logger.ends_with("log"))
        || (logger.is_empty() && method == "debug")
}
