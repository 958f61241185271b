//! Calls on the request and on the response.

use super::{Argument, Site, cors, sinks};
use crate::extract::code::flow::{Api, Interpreter, Shape, Value};
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::SinkKind;

/// Calls of one chain that are looked at, and parts of one argument.
const LONGEST: usize = 12;
const MOST_PARTS: usize = 12;

pub(super) fn answer(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    if let Some(value) = source(run, site) {
        return Some(value);
    }
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

/// `req.get("X-Name")`, `req.param("id")`; what answers, where the request does that, too.
fn asked(run: &mut Interpreter<'_>, site: &Site, name: &str) -> Value {
    let tables = run.tables;
    if let Some(part) = tables.request.parts.get(name) {
        return read_part(run, site, part);
    }
    if tables.language.request_answers && tables.answer(name).is_some() {
        answered(run, site, name);
        return Value::default();
    }
    if tables.language.request_answers && name == "Header" && site.arguments.len() == 2 {
        cors::header(run, site);
        return Value::default();
    }
    if let Some([module, path]) = tables.request.gives.get(name).map(Vec::as_slice) {
        return Value::api(Api { module: module.as_str().into(), path: path.clone() });
    }
    super::guards::note_check(run, site);
    Value::default()
}

/// A call that gives a part of the request that it is handed: `mux.Vars(r)`.
fn source(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let api = site.callee.as_api()?;
    let row = run.tables.source.iter().find(|row| row.call.matches(&api.module, &api.path))?;
    Some(read_part(run, site, &row.part))
}

fn read_part(run: &mut Interpreter<'_>, site: &Site, part: &str) -> Value {
    match part {
        "itself" => return Value::of(Shape::Request),
        "response" => return Value::of(Shape::Response),
        _ => {}
    }
    run.found.reads(run.frames_functions(), &Name::from(part));
    let text = run.text(site.id).to_owned();
    let objects = &run.tables.request.objects;
    let is_object = site.name.as_ref().is_some_and(|name| objects.iter().any(|own| **own == **name));
    let value = run.part(site.id, &text, part, is_object);
    let fills = site.name.as_deref().and_then(|name| run.tables.method(name)) == Some(Operation::Fills);
    if fills { run.filled(site, &value) } else { value }
}

fn answered(run: &mut Interpreter<'_>, site: &Site, name: &str) {
    for argument in &site.arguments {
        run.call_back_value(&argument.value, &[]);
    }
    if sets_header(name) && cors::header(run, site) {
        return;
    }
    note_type(run, site);
    let Some(sink) = run.tables.answer(name).or_else(|| express(name)) else { return };
    if sink == SinkKind::Html {
        return page(run, site);
    }
    let texts = site.arguments.iter().rposition(|one| !is_number(one));
    let last = matches!(sink, SinkKind::Redirect | SinkKind::HeaderValue) || name.starts_with("Save");
    let at = if last { texts.unwrap_or_default() } else { 0 };
    let rooted = sinks::has_root(run, site);
    if sink == SinkKind::FilePath && rooted {
        return;
    }
    sinks::check(run, site, at, sink);
}

/// Remembers that a function answers with something else than a page, or does so again.
fn note_type(run: &mut Interpreter<'_>, site: &Site) {
    let Some(function) = run.function() else { return };
    let texts: Vec<String> = site.positional().filter_map(|one| one.value.constant()).collect();
    for text in texts {
        if text.contains("html") {
            run.found.without_page.remove(&function);
            run.found.with_page.insert(function);
        } else if is_other_type(&text) {
            run.found.without_page.insert(function);
            run.found.with_page.remove(&function);
        }
    }
}

fn is_other_type(text: &str) -> bool {
    ["application/", "text/plain", "text/csv", "text/css", "image/", "audio/", "video/"]
        .iter()
        .any(|type_| text.starts_with(type_))
        || matches!(text, "json" | "txt" | "text")
}

/// Whether a call says by name that it gives something else than a page, or one that it is called behind:
/// `HttpResponse::Ok().content_type("text/plain").body(text)`.
pub(super) fn says_other_type(run: &Interpreter<'_>, site: &Site) -> bool {
    let names = ["content_type", "mimetype", "media_type"];
    let said = names.iter().find_map(|name| site.named(name)).and_then(|one| one.value.constant());
    if said.is_some_and(|text| is_other_type(&text)) {
        return true;
    }
    let mut at = site.target;
    for _ in 0..LONGEST {
        let NodeKind::Member { object, .. } = run.tree.kind(at) else { return false };
        let NodeKind::Call(call) = run.tree.kind(*object) else { return false };
        let parts = call.arguments.iter().flat_map(|one| run.tree.below(*one).take(MOST_PARTS));
        let mut texts = parts.filter_map(|(_, node)| match &node.kind {
            NodeKind::Text(text) => Some(is_other_type(text)),
            NodeKind::Member { name, .. } => Some(matches!(&**name, "TEXT_PLAIN" | "APPLICATION_JSON")),
            _ => None,
        });
        if texts.any(|is_other| is_other) {
            return true;
        }
        at = call.callee;
    }
    false
}

/// A text that is sent, or that values are written into.
fn page(run: &mut Interpreter<'_>, site: &Site) {
    if run.function().is_some_and(|function| run.found.without_page.contains(&function)) {
        return;
    }
    let texts: Vec<Argument> = site
        .positional()
        .filter(|one| is_written(&one.value) && !is_number(one) && !is_type(one))
        .cloned()
        .collect();
    let [first, rest @ ..] = texts.as_slice() else { return };
    let values: Vec<Value> = rest.iter().map(|one| one.value.clone()).collect();
    let value =
        if values.is_empty() { first.value.clone() } else { run.printed(site.id, &first.value, &values) };
    let node = rest.iter().find(|one| one.value.may_be_sent()).unwrap_or(first).node;
    let argument = Argument { node, name: None, value };
    if is_page(run, site) || sniffed_as_page(run, &argument.value) {
        sinks::check_page(run, site, &argument);
    } else {
        sinks::check_argument(run, site, &argument, SinkKind::Html);
    }
}

/// `"text/html; charset=utf-8"`
fn is_type(one: &Argument) -> bool {
    one.value.constant().is_some_and(|text| is_other_type(&text) || text.starts_with("text/html"))
}

/// Something of a library is no text, unless somebody may have sent it.
fn is_written(value: &Value) -> bool {
    value.as_api().is_none() || value.may_be_sent()
}

/// Whether what is sent is a page, whatever it holds: by what the function said, or since Express sends texts so.
fn is_page(run: &Interpreter<'_>, site: &Site) -> bool {
    let said = run.functions().any(|function| run.found.with_page.contains(&function));
    said || (site.name.as_deref() == Some("send") && begins_with_response(run, site.target))
}

/// `res.status(200).send`
fn begins_with_response(run: &Interpreter<'_>, target: NodeId) -> bool {
    let mut at = target;
    loop {
        match run.tree.kind(at) {
            NodeKind::Member { object, .. } => at = *object,
            NodeKind::Call(call) => at = call.callee,
            NodeKind::Name(name) => return matches!(&**name, "res" | "response"),
            _ => return false,
        }
    }
}

/// Whether a text that its caller begins decides by that what it is taken for (WHATWG MIME Sniffing).
fn sniffed_as_page(run: &Interpreter<'_>, value: &Value) -> bool {
    run.tables.language.sniffed_answers && sinks::caller_begins(value)
}

fn is_number(one: &Argument) -> bool {
    matches!(one.value.shape, Shape::Number(_))
}

fn sets_header(name: &str) -> bool {
    matches!(
        name,
        "set"
            | "setHeader"
            | "header"
            | "append"
            | "writeHead"
            | "Set"
            | "Add"
            | "addHeader"
            | "AddHeader"
            | "AppendHeader"
    )
}

fn express(name: &str) -> Option<SinkKind> {
    Some(match name {
        "redirect" | "location" => SinkKind::Redirect,
        "send" | "write" | "end" => SinkKind::Html,
        "sendFile" | "sendfile" | "download" => SinkKind::FilePath,
        _ => return None,
    })
}
