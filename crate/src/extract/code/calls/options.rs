//! Guards that a route or a router is given beside its path.

use super::routes::{enter, middleware, stages};
use super::{Argument, Site, guards};
use crate::extract::code::flow::{Interpreter, Shape};
use crate::extract::code::frameworks::Register;
use crate::extract::code::syntax::NodeKind;
use crate::facts::{Guard, GuardKind};

/// Guards that stand among the options of a route, and the description of what it accepts.
pub(super) fn from_options(
    run: &mut Interpreter<'_>,
    site: &Site,
    row: &'static Register,
    order: usize,
) -> Vec<Guard> {
    let given: Vec<Argument> = row.options.iter().filter_map(|name| site.named(name).cloned()).collect();
    let standing = stages(run, &given);
    let mut found: Vec<Guard> = Vec::new();
    for one in &standing {
        enter(run, &one.value, &row.framework);
        found.push(middleware(run, one, order, "/"));
    }
    let described = row.schema.iter().find_map(|path| {
        let (name, inner) = path.split_once('.').unwrap_or((path, ""));
        let option = site.named(name)?;
        let holds = match option.value.shape {
            Shape::Object(id) => run.state.object(id).is_some_and(|own| own.fields.contains_key(inner)),
            _ => true,
        };
        (inner.is_empty() || holds).then_some(option.node)
    });
    found.extend(described.map(|node| {
        let (kind, name, place) = (GuardKind::Validation, "schema".to_owned(), run.place(node));
        Guard { kind, name, place, order, prefix: "/".to_owned(), imported: None }
    }));
    found
}

/// Guards that are given as a list: `dependencies=[Depends(check)]`.
pub(super) fn listed(run: &mut Interpreter<'_>, list: &Argument, order: usize) -> Vec<Guard> {
    let nodes = match run.tree.kind(list.node) {
        NodeKind::Array(nodes) => nodes.clone(),
        _ => vec![list.node],
    };
    let guards = nodes.into_iter().map(|node| {
        let inner = match run.tree.kind(node) {
            // The one argument is what checks.
            NodeKind::Call(call) => call.arguments.first().copied().unwrap_or(node),
            _ => node,
        };
        let value = run.value(inner);
        guards::guard(run, inner, &value, order, "/")
    });
    let guards: Vec<Guard> = guards.collect();
    guards.into_iter().filter(|guard| guard.kind != GuardKind::Injection).collect()
}
