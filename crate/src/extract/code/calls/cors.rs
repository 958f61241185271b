//! Which other origins a browser may let call the service.

use super::{Argument, Site, sinks, uses};
use crate::extract::code::flow::{Api, Interpreter, Shape, Value};
use crate::extract::code::frameworks::CorsRow;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{CorsPolicy, Origins, SinkKind};

/// `cors(options)`.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    built(run, site);
    let Some(api) = site.callee.as_api().cloned() else { return };
    if let Some(row) = row_of(run, &api).filter(|row| !row.built) {
        said(run, site, row, 0);
    }
}

/// `policy.WithOrigins("https://shop.example").AllowCredentials()`: each call says a part of it.
fn built(run: &mut Interpreter<'_>, site: &Site) {
    let Some(name) = site.name.as_deref().filter(|_| site.receiver.is_some()) else { return };
    let mut rows = run.tables.cors.iter().filter(|row| row.built);
    let Some(row) = rows.find(|row| row.call.members.iter().any(|own| own == name)) else { return };
    let place = run.place(site.id);
    let said = match row.says.as_str() {
        "credentials" => None,
        "any" => Some(Origins::Any),
        "function" => Some(match site.argument(0).shape {
            Shape::Function(closure) if uses::says_yes(run, closure.node) => Origins::Reflected,
            _ => Origins::Unknown,
        }),
        _ => Some(given_origins(run, site)),
    };
    let around = run.function().unwrap_or(site.id);
    let refuses = matches!(site.argument(0).shape, Shape::Boolean(false));
    let fresh = || CorsPolicy { place, origins: Origins::Unknown, credentials: false, by_stage: false };
    let policy = run.found.cors.entry(around).or_insert_with(fresh);
    match said {
        Some(origins) => {
            policy.origins = origins;
            policy.place = place;
        }
        None => policy.credentials = !refuses,
    }
}

fn given_origins(run: &Interpreter<'_>, site: &Site) -> Origins {
    let of_list = |value: &Value| match value.shape {
        Shape::Object(id) => run.state.object(id).map(|list| list.items.clone()).unwrap_or_default(),
        _ => vec![value.clone()],
    };
    let given = site.positional().flat_map(|one| of_list(&one.value));
    let texts: Vec<String> = given.filter_map(|value| value.constant()).collect();
    if texts.is_empty() { Origins::Unknown } else { listed(texts) }
}

fn row_of(run: &Interpreter<'_>, api: &Api) -> Option<&'static CorsRow> {
    run.tables.cors.iter().find(|own| own.call.matches(&api.module, &api.path))
}

/// `add_middleware(CORSMiddleware, allow_origins=["*"])`.
pub(super) fn added(run: &mut Interpreter<'_>, site: &Site, middleware: &Value) {
    let row = middleware.as_api().and_then(|api| row_of(run, api));
    if let Some(row) = row {
        said(run, site, row, 1);
    }
}

/// What one call of a chain adds to the policy that the chain builds.
fn chained(run: &mut Interpreter<'_>, site: &Site, says: &str) {
    let mut at = site.id;
    while let NodeKind::Call(call) = run.tree.kind(at) {
        match run.tree.kind(call.callee) {
            NodeKind::Member { object, .. } if matches!(run.tree.kind(*object), NodeKind::Call(_)) => {
                at = *object;
            }
            _ => break,
        }
    }
    let argument = site.argument(0);
    let given = match &argument.shape {
        Shape::Api(api) if matches!(api.path.rsplit('.').next(), Some("Any" | "any()")) => Origins::Any,
        Shape::Api(api) if api.path.ends_with("mirror_request()") => Origins::Reflected,
        _ => origins(run, &argument),
    };
    let place = run.place(at);
    let policy = run.found.cors.entry(at).or_insert(CorsPolicy {
        place,
        origins: Origins::Listed(Vec::new()),
        credentials: false,
        by_stage: false,
    });
    match says {
        "any" => policy.origins = Origins::Any,
        "reflected-with-credentials" => {
            policy.origins = Origins::Reflected;
            policy.credentials = true;
        }
        "argument" => policy.origins = given,
        "unknown" => policy.origins = Origins::Unknown,
        "credentials" => {
            policy.credentials = site.arguments.is_empty() || matches!(argument.shape, Shape::Boolean(true));
        }
        _ => {}
    }
}

fn said(run: &mut Interpreter<'_>, site: &Site, row: &'static CorsRow, from: usize) {
    if !row.says.is_empty() {
        return chained(run, site, &row.says);
    }
    if row.origins.is_empty() && row.any.is_empty() {
        return given(run, site, from);
    }
    let origins = site.pick(&row.origins).map(|origins| origins.value.clone());
    let is_any = site.pick(&row.any).is_some_and(|one| matches!(one.value.shape, Shape::Boolean(true)));
    let credentials =
        site.pick(&row.credentials).is_some_and(|one| matches!(one.value.shape, Shape::Boolean(true)));
    let origins = match origins {
        _ if is_any => Origins::Any,
        Some(given) => self::origins(run, &given),
        // A middleware that is only added by its class lets nobody in.
        None if site.receiver.is_some() => Origins::Listed(Vec::new()),
        None => Origins::Any,
    };
    let policy = CorsPolicy { place: run.place(site.id), origins, credentials, by_stage: false };
    run.found.cors.insert(site.id, policy);
}

/// What options that stand at a position say.
pub(super) fn given(run: &mut Interpreter<'_>, site: &Site, at: usize) {
    let options = site.argument(at);
    let origins = match &options.shape {
        Shape::Object(_) => {
            field(run, &options, "origin").map_or(Origins::Any, |origin| origins(run, &origin))
        }
        Shape::Nothing => Origins::Any,
        _ if site.arguments.len() <= at => Origins::Any,
        _ => Origins::Unknown,
    };
    let credentials =
        field(run, &options, "credentials").is_some_and(|value| matches!(value.shape, Shape::Boolean(true)));
    let policy = CorsPolicy { place: run.place(site.id), origins, credentials, by_stage: false };
    run.found.cors.insert(site.id, policy);
}

fn field(run: &Interpreter<'_>, options: &Value, name: &str) -> Option<Value> {
    match options.shape {
        Shape::Object(id) => run.state.object(id)?.fields.get(name).cloned(),
        _ => None,
    }
}

fn origins(run: &mut Interpreter<'_>, origin: &Value) -> Origins {
    match &origin.shape {
        Shape::Text(_) => match origin.constant() {
            Some(text) => listed(vec![text]),
            None => Origins::Unknown,
        },
        Shape::Boolean(true) => Origins::Reflected,
        Shape::Boolean(false) => Origins::Listed(Vec::new()),
        Shape::Object(id) => {
            let object = run.state.object(*id);
            let items = object.map(|object| object.items.clone()).unwrap_or_default();
            let texts: Vec<String> = items.iter().filter_map(Value::constant).collect();
            if texts.is_empty() { Origins::Unknown } else { listed(texts) }
        }
        Shape::Function(closure) if uses::says_yes(run, closure.node) || lets_all_in(run, closure.node) => {
            Origins::Reflected
        }
        _ => Origins::Unknown,
    }
}

pub(super) fn listed(texts: Vec<String>) -> Origins {
    if texts.iter().any(|text| text == "*") {
        return Origins::Any;
    }
    if texts.iter().any(|text| text == "null") {
        return Origins::Null;
    }
    Origins::Listed(texts)
}

/// Whether an origin function says yes without looking.
fn lets_all_in(run: &Interpreter<'_>, function: NodeId) -> bool {
    let mut says_yes = false;
    for (_, node) in run.tree.below(function) {
        match &node.kind {
            NodeKind::If { .. } | NodeKind::Binary { .. } | NodeKind::Loop(_) | NodeKind::Switch { .. } => {
                return false;
            }
            NodeKind::Call(call) => {
                let yes = call.arguments.get(1).map(|argument| run.tree.kind(*argument));
                match (run.tree.kind(call.callee), yes) {
                    (NodeKind::Name(_), Some(NodeKind::Boolean(true) | NodeKind::Name(_))) => says_yes = true,
                    _ => return false,
                }
            }
            _ => {}
        }
    }
    says_yes
}

/// `.insert_header(("Location", address))`, `.header(LOCATION, address)`.
pub(super) fn built_header(run: &mut Interpreter<'_>, site: &Site) {
    let setters = &run.tables.header_setters;
    if !site.name.as_deref().is_some_and(|name| setters.iter().any(|own| own == name)) {
        return;
    }
    let pair = match site.argument(0).shape {
        Shape::Object(id) => run.state.object(id).map(|list| list.items.clone()).unwrap_or_default(),
        _ => site.values(),
    };
    let [name, value] = pair.as_slice() else { return };
    let name = match name.as_api() {
        Some(api) => api.path.rsplit('.').next().unwrap_or_default().replace('_', "-"),
        None => name.constant().unwrap_or_default(),
    };
    let node = site.arguments.last().map_or(site.id, |argument| argument.node);
    set(run, site, &name, &Argument { node, name: None, value: value.clone() });
}

/// `response.headers["Location"] = address`
pub(super) fn assigned(run: &mut Interpreter<'_>, site: &Site, name: &str) -> bool {
    let Some(given) = site.arguments.first() else { return false };
    set(run, site, name, given)
}

/// `res.setHeader("Access-Control-Allow-Origin", ...)`, `res.writeHead(302, { Location: ... })`; whether it is a
/// header that has its own rule.
pub(super) fn header(run: &mut Interpreter<'_>, site: &Site) -> bool {
    let mut known = false;
    for argument in site.positional() {
        let Shape::Object(id) = argument.value.shape else { continue };
        let fields = run.state.object(id).map(|object| object.fields.clone()).unwrap_or_default();
        for (name, value) in fields {
            known |= set(run, site, &name, &Argument { value, ..argument.clone() });
        }
    }
    let [name, given] = site.arguments.as_slice() else { return known };
    name.value.constant().is_some_and(|name| set(run, site, &name, given)) || known
}

/// Whether an answer says by its status that something was made: browsers go nowhere then (RFC 9110, 15.3.2).
fn names_created(run: &Interpreter<'_>, site: &Site) -> bool {
    const CREATED: [f64; 2] = [201.0, 202.0];
    let given = site.arguments.iter().map(|argument| argument.node);
    run.tree
        .below(site.target)
        .map(|(id, _)| id)
        .chain(given)
        .any(|id| matches!(run.tree.kind(id), NodeKind::Number(status) if CREATED.contains(status)))
}

/// Whether a header has a rule of its own.
fn set(run: &mut Interpreter<'_>, site: &Site, name: &str, given: &Argument) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.to_ascii_lowercase().as_str() {
        "location" if names_created(run, site) => {}
        "location" => sinks::check_argument(run, site, given, SinkKind::Redirect),
        "accesscontrolallowcredentials" => {
            let value = &given.value;
            if matches!(value.shape, Shape::Boolean(true)) || value.constant().as_deref() == Some("true") {
                run.found.credentials.extend(run.frames_functions());
            }
        }
        "accesscontrolalloworigin" => allow_origin(run, site, &given.value),
        "setcookie" => {
            uses::cookies(run, site, &given.value);
            return false;
        }
        _ => return false,
    }
    true
}

fn allow_origin(run: &mut Interpreter<'_>, site: &Site, value: &Value) {
    let reflected = value.taints.iter().any(|taint| !taint.doubts.any());
    let origins = match value.constant() {
        Some(text) => listed(vec![text]),
        None if reflected => Origins::Reflected,
        None => Origins::Unknown,
    };
    let place = run.place(site.id);
    let own = run.found.cors.entry(site.id).or_insert(CorsPolicy {
        place,
        origins: origins.clone(),
        credentials: false,
        by_stage: false,
    });
    if origins == Origins::Reflected {
        own.origins = origins;
    }
    if let Some(function) = run.function() {
        run.found.header_policies.insert(site.id, function);
    }
}
