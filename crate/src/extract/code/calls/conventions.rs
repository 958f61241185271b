//! What answers without saying so: by the names of classes, methods and files.

use super::annotations::annotated_input;
use super::controllers::Said;
use crate::extract::code::flow::{Interpreter, Value};
use crate::extract::code::frameworks::Controller;
use crate::extract::code::syntax::{Class, Function, NodeKind, Parameter};
use crate::facts::Method;

/// The names that a path is made of.
pub(super) struct Names<'a> {
    pub class: &'a str,
    pub method: &'a str,
}

/// The methods of a request that a method answers by its name, or because everybody can call it.
pub(super) fn method(
    run: &Interpreter<'_>,
    row: &Controller,
    name: &str,
    function: &Function,
    said: &[Option<Method>],
) -> Vec<Option<Method>> {
    let marked = |wanted: &str| {
        let path = |node| run.tree.path(node).unwrap_or_default();
        function.decorators.iter().any(|node| path(*node).ends_with(wanted))
    };
    if function.hidden || !said.is_empty() || name == "constructor" {
        return Vec::new();
    }
    if let Some((_, method)) = row.starts.iter().find(|(start, _)| name.starts_with(start.as_str())) {
        return vec![Method::named(method)];
    }
    let answers = row.conventional && !marked("NonAction") && !marked("property");
    if answers { vec![None] } else { Vec::new() }
}

/// The paths of a method: with the names of class and method filled in, or made of them.
pub(super) fn paths(
    run: &Interpreter<'_>,
    row: &Controller,
    class: &Said,
    method: &Said,
    names: &Names<'_>,
) -> Vec<String> {
    if !row.pages.is_empty() {
        return vec![page(run.source.path, &row.pages)];
    }
    let controller = names.class.strip_suffix("Controller").unwrap_or(names.class);
    let action = names.method.strip_suffix("Async").unwrap_or(names.method);
    let own = method.paths.clone().unwrap_or_default();
    let own: Vec<String> = own.into_iter().filter(|path| !path.is_empty()).collect();
    let written = match (&class.paths, own.is_empty()) {
        (None, true) => vec![format!("/{controller}/{action}")],
        (None, false) => own,
        (Some(prefixes), true) => prefixes.clone(),
        (Some(prefixes), false) => prefixes.iter().flat_map(|prefix| below(prefix, &own)).collect(),
    };
    let filled = written.into_iter().map(|path| {
        let path = path.replace("[controller]", controller).replace("[action]", action);
        format!("/{}", path.trim_start_matches(['~', '/']))
    });
    filled.take(MOST).collect()
}

/// Paths of one method.
const MOST: usize = 20;

/// A path that begins at the top stands for itself.
fn below(prefix: &str, paths: &[String]) -> Vec<String> {
    let whole = |path: &String| {
        if path.starts_with(['/', '~']) {
            path.clone()
        } else {
            format!("{}/{path}", prefix.trim_end_matches('/'))
        }
    };
    paths.iter().map(whole).collect()
}

/// `Pages/Orders/Edit.cshtml.cs` answers `/Orders/Edit`.
fn page(path: &str, folder: &str) -> String {
    let below = path.rsplit_once(folder).map_or(path, |(_, below)| below);
    let area = path.rsplit_once("Areas/").and_then(|(_, rest)| rest.split_once('/')).map(|(area, _)| area);
    let name = below.split(".cs").next().unwrap_or_default();
    let name = name.strip_suffix("Index").unwrap_or(name).trim_end_matches('/');
    match area {
        Some(area) => format!("/{area}/{name}"),
        None => format!("/{name}"),
    }
}

/// Properties that are filled from the request before a method answers it.
pub(super) fn bound_fields(run: &mut Interpreter<'_>, class: &Class) {
    let this = class.members.iter().find_map(|member| run.known_closure(member.value)?.this);
    let Some(this) = this else { return };
    for member in &class.members {
        if member.decorators.is_empty() || matches!(run.tree.kind(member.value), NodeKind::Function(_)) {
            continue;
        }
        let as_parameter = Parameter { decorators: member.decorators.clone(), ..Parameter::default() };
        let is_input = annotated_input(run, &as_parameter).is_some_and(|(part, _)| !part.is_empty());
        let harmless = &run.tables.language.harmless_types;
        let is_text = member.type_.as_ref().is_none_or(|type_| !harmless.iter().any(|own| **own == **type_));
        if let (Some(key), true, true) = (&member.key, is_input, is_text) {
            let taint = run.source(member.value, key);
            run.set_member(this, key, Value::tainted(vec![taint]));
        }
    }
}
