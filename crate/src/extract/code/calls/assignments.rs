//! Properties of things from libraries that are set.

use super::words::words;
use super::{Argument, Site, cors, everywhere, queries, settings, sinks, uses};
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::SinkKind;

/// To a statement, a command, a policy.
pub(in crate::extract::code) fn assigned(
    run: &mut Interpreter<'_>,
    id: NodeId,
    target: NodeId,
    node: NodeId,
    value: &Value,
) {
    if set_header(run, target, &Site::at(id, node, value.clone())) {
        return;
    }
    let NodeKind::Member { object, name } = run.tree.kind(target) else { return };
    if run.tree.path(*object).is_none() {
        return;
    }
    if shows(run, *object, name) {
        let argument = Argument { node, name: None, value: value.clone() };
        return sinks::check_value(
            run,
            &Site { target, ..Site::at(id, node, value.clone()) },
            &argument,
            SinkKind::Html,
        );
    }
    let receiver = run.value(*object);
    // `ctx.body = page`
    let answers = matches!(receiver.shape, Shape::Request | Shape::Response);
    if let Some(sink) = run.tables.assigned(name).filter(|_| answers) {
        return sinks::check(run, &Site::at(id, node, value.clone()), 0, sink);
    }
    let callee = match receiver.as_api() {
        Some(api) => Value::api(api.member(name)),
        None if matches!(receiver.shape, Shape::Unknown) => Value::default(),
        None => return,
    };
    let site = Site {
        target,
        receiver: Some(receiver),
        name: Some(name.clone()),
        callee,
        ..Site::at(id, node, value.clone())
    };
    uses::look(run, &site);
    sinks::look(run, &site);
    settings::set(run, &site, Value::default());
    queries::assigned(run, &site);
    everywhere::note(run, &site);
}

/// `response.headers["Location"] = address`: whether it is a header that has its own rule.
fn set_header(run: &mut Interpreter<'_>, target: NodeId, site: &Site) -> bool {
    let tree = run.tree;
    let (object, name) = match tree.kind(target) {
        NodeKind::Member { object, name } => (*object, name),
        NodeKind::Index { object, key } => match tree.kind(*key) {
            NodeKind::Text(name) => (*object, name),
            _ => return false,
        },
        _ => return false,
    };
    let NodeKind::Member { object: holder, name: list } = tree.kind(object) else { return false };
    list.eq_ignore_ascii_case("headers")
        && !matches!(run.value(*holder).shape, Shape::Request)
        && cors::assigned(run, site, name)
}

/// Whether it is what a page shows as it is: `lblGreeting.Text = text`.
fn shows(run: &Interpreter<'_>, object: NodeId, member: &Name) -> bool {
    let rows = run.tables.form_field.iter().filter(|row| {
        row.members.iter().any(|own| **own == **member)
            && row.files.iter().any(|end| run.source.path.ends_with(end.as_str()))
    });
    { rows }.any(|row| {
        let path = run.tree.path(object).unwrap_or_default();
        let first = words(path.rsplit('.').next().unwrap_or_default()).into_iter().next();
        first.is_some_and(|first| row.shows.iter().any(|own| **own == *first))
    })
}
