//! Calls that make a parser or a mapper safer, or more dangerous, from then on.

use super::Site;
use crate::extract::code::flow::{Api, Interpreter, Shape, Value};
use crate::extract::code::frameworks::SettingRow;
use crate::extract::code::syntax::NodeKind;

/// First names of the path of something that was set.
const CLOSED: &str = "closed.";
const OPENED: &str = "opened.";

/// Whether something was made safe by a setting.
pub(super) fn is_closed(api: &Api) -> bool {
    api.path.starts_with(CLOSED)
}

/// Whether something was made dangerous by a setting.
pub(super) fn is_opened(value: &Value) -> bool {
    value.as_api().is_some_and(|api| api.path.starts_with(OPENED))
}

/// What a call gives, with what the call says about it; the same goes for what it is called on.
pub(super) fn set(run: &mut Interpreter<'_>, site: &Site, given: Value) -> Value {
    let Some(api) = site.callee.as_api() else { return given };
    let tables = run.tables;
    let mut rows = tables.setting.iter().filter(|row| row.call.matches(&api.module, &api.path));
    let Some(row) = rows.find(|row| says(run, site, row)) else { return given };
    let mark = if row.opens { OPENED } else { CLOSED };
    if let (Some(receiver), NodeKind::Member { object, .. }) = (&site.receiver, run.tree.kind(site.target)) {
        let changed = marked(receiver, mark);
        let is_made = receiver.as_api().is_some_and(|api| api.path.ends_with("()"));
        if is_made && matches!(run.tree.kind(*object), NodeKind::Name(_) | NodeKind::Member { .. }) {
            run.assign_again(*object, changed);
        }
    }
    marked(&given, mark)
}

fn marked(value: &Value, mark: &str) -> Value {
    let Some(api) = value.as_api() else { return value.clone() };
    let plain = api.path.strip_prefix(CLOSED).or_else(|| api.path.strip_prefix(OPENED));
    let path = format!("{mark}{}", plain.unwrap_or(&api.path));
    Value { shape: Shape::Api(Api { module: api.module.clone(), path }.into()), taints: value.taints.clone() }
}

/// Whether the arguments of a call say one of the things that a row asks for.
fn says(run: &Interpreter<'_>, site: &Site, row: &SettingRow) -> bool {
    row.says.is_empty() || row.says.iter().any(|said| is_said(run, site, said))
}

fn is_said(run: &Interpreter<'_>, site: &Site, said: &str) -> bool {
    let Some((name, wanted)) = said.split_once(' ') else {
        return site.arguments.iter().any(|argument| run.text(argument.node).contains(said));
    };
    let wanted = wanted.trim_matches('"');
    let positional: Vec<String> = site.positional().map(|one| spelled(&one.value)).collect();
    let beside = positional
        .windows(2)
        .any(|pair| matches!(pair, [own, value] if own.ends_with(name) && value == wanted));
    let by_name = site.named(name).is_some_and(|one| spelled(&one.value) == wanted);
    let within = || {
        let objects = site.positional().filter_map(|one| match one.value.shape {
            Shape::Object(id) => run.state.object(id),
            _ => None,
        });
        objects.filter_map(|object| object.fields.get(name)).any(|value| spelled(value) == wanted)
    };
    beside || by_name || within()
}

/// A constant, or the name of one.
fn spelled(value: &Value) -> String {
    match &value.shape {
        Shape::Boolean(held) => held.to_string(),
        Shape::Api(api) => api.path.clone(),
        _ => value.constant().unwrap_or_default(),
    }
}
