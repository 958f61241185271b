//! Calls on the request and on the response.

use super::Site;
use super::{cors, sinks};
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::syntax::Name;
use crate::facts::SinkKind;

pub(super) fn answer(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let receiver = site.receiver.as_ref()?;
    let name = site.name.as_deref()?;
    match receiver.shape {
        Shape::Request => Some(asked(run, site, name)),
        Shape::Response => {
            answered(run, site, name);
            Some(receiver.clone())
        }
        _ => None,
    }
}

/// `req.get("X-Name")`, `req.param("id")`.
fn asked(run: &mut Interpreter<'_>, site: &Site, name: &str) -> Value {
    if let Some(part) = run.tables.request.parts.get(name) {
        run.found.reads(run.frames_functions(), &Name::from(part.as_str()));
    } else if name == "get" || name == "header" {
        run.found.reads(run.frames_functions(), &Name::from("headers"));
    } else if name != "param" {
        super::guards::note_check(run, site);
        return Value::default();
    }
    let text = run.text(site.id).to_owned();
    Value::tainted(vec![run.source(site.id, &text)])
}

fn answered(run: &mut Interpreter<'_>, site: &Site, name: &str) {
    for argument in &site.arguments {
        run.call_back_value(&argument.value, &[]);
    }
    let sink = match run.tables.answer(name).or_else(|| express(name)) {
        Some(sink) => sink,
        None if matches!(name, "set" | "setHeader" | "header" | "append") => return cors::header(run, site),
        None => return,
    };
    let at = if sink == SinkKind::Redirect { site.arguments.len().saturating_sub(1) } else { 0 };
    let rooted = sinks::has_root(run, site);
    if sink == SinkKind::FilePath && rooted {
        return;
    }
    sinks::check(run, site, at, sink);
}

fn express(name: &str) -> Option<SinkKind> {
    Some(match name {
        "redirect" => SinkKind::Redirect,
        "send" | "write" | "end" => SinkKind::Html,
        "sendFile" | "sendfile" | "download" => SinkKind::FilePath,
        _ => return None,
    })
}
