//! Calls that leave the program or hold it up: to other services, for connections, and those that wait.

use super::Site;
use crate::extract::code::flow::{Interpreter, Shape};
use crate::extract::code::frameworks::OutsideRow;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{OutsideCall, OutsideWork};

pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    let Some(api) = site.callee.as_api().cloned() else { return };
    let rows = run.tables.outside.iter().enumerate();
    for (at, row) in rows.filter(|(_, own)| own.call.matches(&api.module, &api.path)) {
        let Some(does) = row.does() else { continue };
        let call = OutsideCall {
            does,
            name: row.name.clone(),
            place: run.place(site.id),
            bounded: bounded(run, site, row),
            light: row.light,
        };
        let found = FoundCall { call, row, functions: run.frames_functions(), innermost: run.function() };
        run.found.outside.insert((site.id, at), found);
    }
}

/// A call until it is known which functions answer requests.
#[derive(Debug)]
pub(in crate::extract::code) struct FoundCall {
    call: OutsideCall,
    row: &'static OutsideRow,
    functions: Vec<NodeId>,
    innermost: Option<NodeId>,
}

impl FoundCall {
    pub(super) fn does(&self) -> OutsideWork {
        self.call.does
    }
}

/// Those that stand where their rows say.
pub(super) fn calls(run: &Interpreter<'_>) -> Vec<OutsideCall> {
    let handles = |function: &NodeId| run.found.handlers.contains(function);
    let stands = |found: &&FoundCall| match &*found.row.within {
        "handler" => found.innermost.as_ref().is_some_and(handles),
        "request" => found.functions.iter().any(handles),
        "async" => found.innermost.is_some_and(|own| is_async(run, own)),
        _ => true,
    };
    run.found.outside.values().filter(stands).map(|found| found.call.clone()).collect()
}

fn is_async(run: &Interpreter<'_>, function: NodeId) -> bool {
    matches!(run.tree.kind(function), NodeKind::Function(function) if function.is_async)
}

/// Whether an argument, an option or something else in the file gives the call a deadline.
fn bounded(run: &Interpreter<'_>, site: &Site, row: &OutsideRow) -> Option<bool> {
    if row.defaults.iter().any(|word| run.source.text.contains(word.as_str())) {
        return Some(true);
    }
    if row.bounds.is_empty() {
        return Some(false);
    }
    let mut positional = 0;
    for argument in &site.arguments {
        let first = positional < row.given;
        positional += usize::from(argument.name.is_none());
        if let Some(name) = argument.name.as_deref() {
            if row.bounds.iter().any(|own| own == name) {
                return Some(!matches!(argument.value.shape, Shape::Nothing));
            }
            if name == "**" {
                return None;
            }
        }
        match argument.value.shape {
            Shape::Object(id) => {
                let object = run.state.object(id)?;
                if row.bounds.iter().any(|own| object.fields.contains_key(own.as_str())) {
                    return Some(true);
                }
                if object.is_open() {
                    return None;
                }
            }
            // Options that come from elsewhere.
            Shape::Unknown if !first && argument.name.is_none() => return None,
            _ => {}
        }
    }
    let by_position = row.bounds.iter().filter_map(|own| own.parse::<usize>().ok());
    Some(by_position.min().is_some_and(|at| positional > at))
}
