//! Annotations that say which other origins may call: `@CrossOrigin("*")`.

use super::cors::listed;
use super::uses;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{CorsPolicy, Origins};

/// What the marks of classes and functions say.
pub(super) fn policies(run: &Interpreter<'_>) -> Vec<CorsPolicy> {
    let rows = || run.tables.cors.iter().filter(|row| row.says == "mark");
    if rows().next().is_none() {
        return Vec::new();
    }
    let marks = run.tree.nodes().flat_map(|(_, node)| match &node.kind {
        NodeKind::Class(class) => class.decorators.as_slice(),
        NodeKind::Function(function) => function.decorators.as_slice(),
        _ => &[],
    });
    let policy = |mark: &NodeId| {
        let (path, arguments) = match run.tree.kind(*mark) {
            NodeKind::Call(call) => (run.tree.path(call.callee)?, call.arguments.as_slice()),
            _ => (run.tree.path(*mark)?, [].as_slice()),
        };
        let name = path.rsplit('.').next()?;
        let row = rows().find(|row| row.call.members.iter().any(|own| own == name))?;
        let given = |names: &[String]| {
            arguments.iter().find_map(|argument| match run.tree.kind(*argument) {
                NodeKind::Named { name, value } => names.iter().any(|own| **own == **name).then_some(*value),
                _ => names.iter().any(|own| own == "0").then_some(*argument),
            })
        };
        let origins = match given(&row.origins).map(|node| uses::constant_of(run, node)) {
            None => Origins::Any,
            Some(None) => Origins::Unknown,
            Some(Some(texts)) => listed(texts.split(',').map(str::to_owned).collect()),
        };
        let credentials = given(&row.credentials).and_then(|node| uses::constant_of(run, node));
        Some(CorsPolicy {
            place: run.place(*mark),
            origins,
            credentials: credentials.as_deref() == Some("true"),
            by_stage: false,
        })
    };
    marks.filter_map(policy).collect()
}
