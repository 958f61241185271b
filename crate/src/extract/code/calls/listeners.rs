//! Functions that are called with what a peer sends: over a connection that is open, or through a queue.

use super::Site;
use crate::extract::code::flow::{Api, Interpreter, Value};
use crate::extract::code::syntax::{Name, NodeKind};

/// `socket.on("chat", message => ...)`, `channel.consume("orders", message => ...)`.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) -> bool {
    if let Some(module) = archive(run, site) {
        let entry = Value::api(Api { module, path: "[]".to_owned() });
        site.positional()
            .last()
            .and_then(|last| last.value.function())
            .map(|closure| run.call_back(closure, &[entry]));
        return true;
    }
    if !listens(run, site) {
        return false;
    }
    let Some(closure) = site.positional().last().and_then(|last| last.value.function()) else { return false };
    let NodeKind::Function(function) = run.tree.kind(closure.node) else { return false };
    let sent: Vec<Value> = function
        .parameters
        .iter()
        .map(|parameter| {
            let name = run.tree.bound_name(parameter.pattern);
            run.part(parameter.pattern, name.as_deref().unwrap_or("message"), "body", true)
        })
        .collect();
    run.call_back(closure, &sent);
    true
}

fn listens(run: &Interpreter<'_>, site: &Site) -> bool {
    let listeners = &run.tables.listeners;
    let Some(name) = site.name.as_deref().filter(|_| site.receiver.is_some()) else { return false };
    if listeners.consumers.iter().any(|own| own == name) {
        return true;
    }
    let event = site.argument(0).constant().unwrap_or_default();
    listeners.methods.iter().any(|own| own == name)
        && !event.is_empty()
        && !listeners.own_events.contains(&event)
        && listeners.receivers.contains(&site.receiver_name(run).to_ascii_lowercase())
}

/// The package whose archives are read where something waits for their entries: `.on("entry", entry => ...)`.
fn archive(run: &Interpreter<'_>, site: &Site) -> Option<Name> {
    let listeners = &run.tables.listeners;
    let waits = listeners.methods.iter().any(|own| site.name.as_deref() == Some(own))
        && site.argument(0).constant().as_deref() == Some("entry");
    let mut imports = run.found.imports.iter().map(|(module, _)| module);
    imports.find(|module| waits && run.tables.is_archive(module)).cloned()
}
