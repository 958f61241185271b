//! Calls that make a caller's text harmless, or refuse it.

use super::Site;
use super::sinks::{caller_begins, ends_itself};
use super::words::words;
use crate::extract::code::flow::{Interpreter, Shape, Sinks, Taint, Value};
use crate::extract::code::frameworks::CallPattern;
use crate::extract::code::syntax::NodeKind;
use crate::facts::{Doubts, SinkKind};

/// A call that looks up what it is given, and refuses what it does not know.
pub(super) fn vouched(run: &mut Interpreter<'_>, site: &Site) {
    let Some(name) = site.name.as_deref() else { return };
    let rows = run.tables.condition.iter();
    let row = rows.filter(|row| row.vouches).find(|row| row.names.iter().any(|own| own == name));
    if let (Some(row), Some(first)) = (row, site.arguments.first()) {
        run.mark_safe(first.node, row.sinks());
    } else if refuses_elsewhere(run, site, name) {
        site.arguments.iter().for_each(|argument| run.mark_weighed(argument.node));
    }
}

/// What a template gives whose tag makes harmless what is written into it.
pub(super) fn tagged(run: &Interpreter<'_>, tag: &Value, given: Value) -> Value {
    let Some(api) = tag.as_api() else { return given };
    let makes = |call: &CallPattern| call.matches(&api.module, &api.path);
    let sanitizer = run.tables.sanitizer.iter().find(|own| own.calls.iter().any(makes));
    sanitizer.map_or(given.clone(), |own| given.safe_for(own.sinks()))
}

/// `sqlValidator.validate(order)`: an object of another file looks at it, and throws where it does not like it.
fn refuses_elsewhere(run: &Interpreter<'_>, site: &Site, name: &str) -> bool {
    const REFUSING: [&str; 6] = ["assert", "check", "ensure", "require", "validate", "verify"];
    let refuses = words(name).first().is_some_and(|first| REFUSING.contains(&first.as_str()));
    refuses
        && run.tables.language.interfaces
        && site
            .callee
            .as_api()
            .is_some_and(|api| run.tables.may_be_local(&api.module) && api.path.contains("()."))
}

/// What a call gives that makes its argument harmless for some sinks.
pub(super) fn sanitized(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let api = site.callee.as_api();
    let tables = run.tables;
    let name = site.name.as_deref().unwrap_or_default();
    let sanitizer = tables.sanitizer.iter().find(|own| {
        own.names.iter().any(|own| own == name)
            || api.is_some_and(|api| own.calls.iter().any(|call| call.matches(&api.module, &api.path)))
    })?;
    let sinks = sanitizer.sinks();
    // `new File(name).getName()` opens nothing, and keeps only the last part.
    if sinks.has(SinkKind::FilePath)
        && let NodeKind::Member { object, .. } = run.tree.kind(site.target)
        && run.found.unopened.contains(object)
    {
        run.found.flows.retain(|(call, ..), _| call != object);
        run.found.parameter_flows.retain(|(call, ..), _| call != object);
        run.found.result_flows.retain(|(call, ..), _| call != object);
    }
    let keeps = sanitizer.keeps && site.creates;
    let ends =
        sinks.kinds().is_empty() && site.positional().last().is_some_and(|last| ends_itself(&last.value));
    let mut values = site.values();
    let of_value = site.receiver.as_ref().filter(|receiver| receiver.as_api().is_none());
    values.extend(of_value.cloned());
    let mut result = run.unknown_result(&values);
    // What was checked before by something unknown is no surer behind it.
    let before: Vec<Taint> = values.iter().flat_map(|value| run.all_taints(value)).collect();
    for taint in &mut result.taints {
        let own = before.iter().filter(|own| own.source == taint.source).map(|own| own.doubts);
        taint.doubts = own.reduce(Doubts::least).unwrap_or_default();
    }
    if !sinks.kinds().is_empty() {
        let said = format!("goes through `{name}`, which makes it harmless in other places");
        run.step(&mut result.taints, site.id, &said);
    }
    run.call_backs(site);
    if keeps && !caller_begins(&site.argument(0)) {
        result = result.safe_for(Sinks::one(SinkKind::OutgoingUrl));
    }
    if ends {
        result = result.safe_for(Sinks::one(SinkKind::StoredName));
    }
    if let Some(api) = api.filter(|_| keeps) {
        result.shape = Shape::Api(api.called().into());
    }
    Some(if sinks.is_all() { Value::default() } else { result.safe_for(sinks) })
}
