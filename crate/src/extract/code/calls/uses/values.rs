//! What arguments say, where the source fixes it.

use super::{Site, callee_text, spelled, zeros};
use crate::artifact::Place;
use crate::extract::code::calls::readers;
use crate::extract::code::flow::{Interpreter, Shape, TaintSource, Value};
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::Said;

/// Sides that the name of a call says, whatever it is given: `algorithms.TripleDES(key)`.
const NAMED: &[&str] = &["algorithm", "curve", "mode"];

/// Longest constant that is kept, in bytes.
const LONGEST: usize = 400;

pub(super) fn said(run: &Interpreter<'_>, site: &Site, what: &str, picks: &[String]) -> Said {
    for pick in picks {
        if let Some(name) = pick.strip_prefix("chain:") {
            let chain = spelled(run, site.target);
            if chain.split('.').any(|own| own == name) {
                return Said::Constant("true".to_owned(), None);
            }
            continue;
        }
        if pick == "written" {
            return Said::Constant(callee_text(run, site).to_lowercase(), None);
        }
        let given = pick.parse::<usize>().map_or_else(|_| site.named(pick), |at| site.positional().nth(at));
        if let Some(zeros) = given.and_then(|given| zeros::said(run, what, given.node)) {
            return zeros;
        }
        match argument(run, site, pick) {
            Said::Nothing => {}
            Said::Unknown if NAMED.contains(&what) => return made_by(run, site, pick),
            said => return said,
        }
    }
    Said::Nothing
}

fn made_by(run: &Interpreter<'_>, site: &Site, pick: &str) -> Said {
    let found = pick.parse::<usize>().map_or_else(|_| site.named(pick), |at| site.positional().nth(at));
    match found.map(|one| run.tree.kind(one.node)) {
        Some(NodeKind::Call(call)) => {
            let path = run.tree.path(call.callee).unwrap_or_default();
            Said::Constant(last_name(&path), None)
        }
        _ => Said::Unknown,
    }
}

fn argument(run: &Interpreter<'_>, site: &Site, pick: &str) -> Said {
    let mut steps = pick.split('.');
    let first = steps.next().unwrap_or_default();
    let found = match first.parse::<usize>() {
        Ok(at) => site.positional().nth(at),
        Err(_) => site.named(first),
    };
    let Some(found) = found else {
        let open = site.arguments.iter().any(|one| {
            one.name.as_deref() == Some("**") || matches!(run.tree.kind(one.node), NodeKind::Spread(_))
        });
        return if open { Said::Unknown } else { Said::Nothing };
    };
    let mut value = found.value.clone();
    let mut node = found.node;
    let mut in_record = false;
    for step in steps {
        if let Some(given) = record(run, node) {
            match given.iter().find(|(name, _)| *name == step) {
                Some((_, inner)) => {
                    node = *inner;
                    value = Value::default();
                    in_record = true;
                    continue;
                }
                None => return Said::Nothing,
            }
        }
        in_record = false;
        let Shape::Object(id) = value.shape else {
            let holds_nothing = matches!(value.shape, Shape::Nothing | Shape::Text(_) | Shape::Number(_));
            return if holds_nothing { Said::Nothing } else { Said::Unknown };
        };
        let Some(object) = run.state.object(id) else { return Said::Unknown };
        let held = match step.parse::<usize>() {
            Ok(at) if object.array => object.items.get(at),
            _ => object.fields.get(step),
        };
        match held {
            Some(held) => value = held.clone(),
            None if object.rest.is_some() || object.class.is_some() => return Said::Unknown,
            None => return Said::Nothing,
        }
    }
    if in_record { of_node(run, node) } else { of_value(run, &value, found.node) }
}

/// What a record is made of, by name, where it is written or made: `Claims{Subject: user}`.
fn record<'r>(run: &'r Interpreter<'_>, node: NodeId) -> Option<Vec<(&'r str, NodeId)>> {
    if let NodeKind::Name(name) = run.tree.kind(node) {
        return record_of(run, name, node);
    }
    let NodeKind::Call(call) = run.tree.kind(node) else { return None };
    let named = call.arguments.iter().map(|argument| match run.tree.kind(*argument) {
        NodeKind::Named { name, value } => Some((&**name, *value)),
        _ => None,
    });
    call.creates.then(|| named.collect()).flatten()
}

/// The record that a variable was given last before it is read, with what was set of it since:
/// `options.Secure = true`; nothing where it went elsewhere between.
fn record_of<'r>(run: &'r Interpreter<'_>, name: &str, read: NodeId) -> Option<Vec<(&'r str, NodeId)>> {
    let is_it = |node: NodeId| matches!(run.tree.kind(node), NodeKind::Name(own) if **own == *name);
    let end = run.tree.node(read).start;
    let mut given: Option<Vec<(&str, NodeId)>> = None;
    let mut mentions = 0_usize;
    for (id, node) in run.tree.nodes().filter(|(_, node)| node.end <= end) {
        match &node.kind {
            NodeKind::Name(_) if is_it(id) => mentions += 1,
            NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. }
                if is_it(*target) =>
            {
                let made = matches!(run.tree.kind(*value), NodeKind::Call(_));
                given = made.then(|| record(run, *value)).flatten();
                mentions = 0;
            }
            NodeKind::Assign { target, value, operator: None } => {
                if let (Some(given), NodeKind::Member { object, name: field }) =
                    (given.as_mut(), run.tree.kind(*target))
                    && is_it(*object)
                {
                    given.retain(|(own, _)| **own != **field);
                    given.push((&**field, *value));
                    mentions = mentions.saturating_sub(1);
                }
            }
            _ => {}
        }
    }
    given.filter(|_| mentions == 0)
}

fn of_value(run: &Interpreter<'_>, value: &Value, node: NodeId) -> Said {
    if value.is_tainted() {
        let sent = value.taints.iter().any(|taint| matches!(taint.source, TaintSource::Request { .. }));
        return if sent { Said::Sent } else { Said::Unknown };
    }
    let plain = |text: &str| Said::Constant(text.to_owned(), None);
    match &value.shape {
        Shape::Text(text) => match text.constant().filter(|text| text.len() <= LONGEST) {
            Some(text) => Said::Constant(text.to_lowercase(), written_out(run, &text, node)),
            None => Said::Unknown,
        },
        Shape::Number(number) if !number.is_nan() => plain(&number.to_string()),
        Shape::Boolean(yes) => plain(if *yes { "true" } else { "false" }),
        Shape::Nothing => plain("none"),
        Shape::Setting(asked) => Said::Configured {
            name: asked.name.clone(),
            otherwise: asked.otherwise.as_ref().map(|text| text.to_lowercase()),
        },
        Shape::Api(api) => match readers::field(run.tables, api) {
            Some(name) => Said::Configured { name: name.to_owned(), otherwise: None },
            None => plain(&last_name(&api.path)),
        },
        Shape::Function(closure) => of_function(run, closure.node),
        Shape::Object(id) => {
            let items = run.state.object(*id).filter(|object| object.array && object.rest.is_none());
            items
                .map_or(Said::Unknown, |list| listed(list.items.iter().map(|item| of_value(run, item, node))))
        }
        _ => Said::Unknown,
    }
}

/// `cert_none` of `ssl.CERT_NONE`, `ecb` of `modes.ECB()`.
fn last_name(path: &str) -> String {
    let path = path.strip_suffix("()").unwrap_or(path);
    path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase()
}

/// Where a text is written out: in the argument, or where its name is declared.
fn written_out(run: &Interpreter<'_>, text: &str, node: NodeId) -> Option<Place> {
    let is_it = |kind: &NodeKind| matches!(kind, NodeKind::Text(own) if **own == *text);
    let inside = run.tree.below(node).find(|(_, node)| is_it(&node.kind));
    let found = inside.or_else(|| run.tree.nodes().find(|(_, node)| is_it(&node.kind)));
    found.map(|(id, _)| run.place(id))
}

/// What an expression says by its spelling, once the program was run.
pub(super) fn of_node(run: &Interpreter<'_>, node: NodeId) -> Said {
    let plain = |text: &str| Said::Constant(text.to_owned(), None);
    match run.tree.kind(node) {
        NodeKind::Text(text) if text.len() <= LONGEST => {
            Said::Constant(text.to_lowercase(), Some(run.place(node)))
        }
        NodeKind::Number(number) => plain(&number.to_string()),
        NodeKind::Boolean(yes) => plain(if *yes { "true" } else { "false" }),
        NodeKind::Nothing => plain("none"),
        NodeKind::Typed { value, .. } => of_node(run, *value),
        NodeKind::Function(_) => of_function(run, node),
        NodeKind::Member { name, .. } => plain(&name.to_ascii_lowercase()),
        NodeKind::Name(name) => match run.lookup(name) {
            Some(value) => of_value(run, value, node),
            None => Said::Unknown,
        },
        NodeKind::Array(items) => listed(items.iter().map(|item| of_node(run, *item))),
        // `Tls11 | Tls12`
        NodeKind::Binary { operator, left, right } if &**operator == "|" => {
            listed([*left, *right].into_iter().map(|side| of_node(run, side)))
        }
        NodeKind::Call(call) if !call.creates => converted(run, call),
        _ => Said::Unknown,
    }
}

/// A text as bytes: `Encoding.UTF8.GetBytes("...")`, `"...".getBytes()`.
fn converted(run: &Interpreter<'_>, call: &Call) -> Said {
    use Operation::{Decoded, Encoded, Same, Text, Trimmed};
    let NodeKind::Member { object, name } = run.tree.kind(call.callee) else { return Said::Unknown };
    let path = run.tree.path(call.callee).unwrap_or_default();
    let known = run.tables.method(name).or_else(|| run.tables.function_ending(&path));
    match known {
        Some(Text | Same | Encoded | Decoded | Trimmed) => {
            of_node(run, *call.arguments.first().unwrap_or(object))
        }
        _ => Said::Unknown,
    }
}

/// Constants one behind the other; the place is that of the first text.
fn listed(items: impl Iterator<Item = Said>) -> Said {
    let mut texts = Vec::new();
    let mut first = None;
    for item in items {
        let (text, place) = match item {
            Said::Constant(text, place) => (text, place),
            Said::Sent => return Said::Sent,
            _ => return Said::Unknown,
        };
        texts.push(text);
        first = first.or(place);
    }
    Said::Constant(texts.join(","), first)
}

/// Whether a function does `nothing`, `always` says yes, or gives something that was only `made`.
pub(super) fn of_function(run: &Interpreter<'_>, node: NodeId) -> Said {
    let NodeKind::Function(function) = run.tree.kind(node) else { return Said::Unknown };
    let body = match run.tree.kind(function.body) {
        NodeKind::Block(statements) => match statements.as_slice() {
            [] => return Said::Constant("nothing".to_owned(), None),
            [only] => run.tree.kind(*only),
            _ => return Said::Unknown,
        },
        body => body,
    };
    let given = match body {
        NodeKind::Return(Some(value)) => run.tree.kind(*value),
        other => other,
    };
    let word = match given {
        NodeKind::Boolean(true) => "always",
        NodeKind::Nothing | NodeKind::Return(None) => "nothing",
        NodeKind::Name(name) if &**name == "undefined" => "nothing",
        NodeKind::Call(call) if call.creates => "made",
        _ => return Said::Unknown,
    };
    Said::Constant(word.to_owned(), None)
}
