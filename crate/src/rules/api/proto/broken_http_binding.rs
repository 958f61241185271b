use super::methods::{Declared, Method, methods};
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::proto::{HttpBinding, http_bindings};
use crate::facts::{Facts, Method as Verb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "broken-http-binding",
    item: "api.contract-valid",
    severity: Severity::High,
    page: page!("broken_http_binding.md"),
    check,
};

/// First words of rpcs that change something.
const WRITES: [&str; 8] = ["create", "update", "delete", "remove", "insert", "add", "cancel", "set"];
/// Messages with more fields are not looked through.
const MOST_FIELDS: usize = 1_000;
/// Fields within fields that a path may name.
const DEEPEST: usize = 8;

fn check(facts: &Facts, seen: &mut Seen) {
    // Addresses within one package: others are served elsewhere.
    let methods = methods(facts);
    let mut known: BTreeMap<(&str, Verb, String), Known<'_, '_>> = BTreeMap::new();
    for method in &methods {
        for binding in http_bindings(&method.rpc.settings) {
            let address = (method.file.package(), binding.method, shape(binding.path));
            let wrong = wrong(facts, method, &binding);
            let label = format!("`{} {}`", binding.method.name(), binding.path);
            if let Some((severity, text)) = &wrong {
                seen.violated(binding.place, format!("{label} {text}")).severity(*severity);
            }
            // What callers stream has no address over HTTP.
            if method.rpc.request.stream {
                continue;
            }
            match known.get(&address) {
                Some(other) if other.binding != binding.place => same_address(seen, method, &binding, other),
                Some(_) => {}
                None => {
                    if wrong.is_none() {
                        seen.met(binding.place, || format!("{label} fits the request of {}", method.label()));
                    }
                    known.insert(address, Known { method, binding: binding.place });
                }
            }
        }
    }
}

/// The rpc that has an address, and where it says so.
struct Known<'m, 'a> {
    method: &'m Method<'a>,
    binding: Place,
}

fn same_address(seen: &mut Seen, method: &Method<'_>, binding: &HttpBinding<'_>, other: &Known<'_, '_>) {
    let (one, two) = (other.method.label(), method.label());
    let text = format!("`{} {}` is the address of both {one} and {two}", binding.method.name(), binding.path);
    let finding = seen.violated(binding.place, text).related(other.binding, one);
    // Services of one package may be served by several hosts.
    if other.method.service.full_name != method.service.full_name {
        finding.severity(Severity::Medium).confidence(Confidence::Medium);
    }
}

fn wrong(facts: &Facts, method: &Method<'_>, binding: &HttpBinding<'_>) -> Option<(Severity, String)> {
    if let Some(request) = method.request {
        if let Some(name) = variables(binding.path).into_iter().find(|name| !has_field(facts, request, name))
        {
            let text = format!("names `{name}`, which is no field of `{}`", request.message.name.value);
            return Some((Severity::High, text));
        }
        let body = binding.body.filter(|body| !matches!(*body, "" | "*"));
        if let Some(body) = body.filter(|body| !has_field(facts, request, body)) {
            let text =
                format!("takes `{body}` as its body, which is no field of `{}`", request.message.name.value);
            return Some((Severity::High, text));
        }
    }
    if matches!(binding.method, Verb::Get | Verb::Delete) && binding.body.is_some_and(|body| !body.is_empty())
    {
        let text = format!("takes a body, which {} has no place for", binding.method.name());
        return Some((Severity::Medium, text));
    }
    let writes = binding.method == Verb::Get && WRITES.contains(&method.verb());
    writes.then(|| (Severity::Medium, format!("changes something with GET, as {} says", method.label())))
}

/// Whether a path of fields is there: `visit.name`. What is not known may be.
fn has_field(facts: &Facts, request: Declared<'_>, path: &str) -> bool {
    let mut message = request;
    let mut names = path.split('.').take(DEEPEST).peekable();
    while let Some(name) = names.next() {
        if message.message.fields.len() > MOST_FIELDS {
            return true;
        }
        let Some(field) = message.message.fields.iter().find(|field| field.name.value == name) else {
            return false;
        };
        if names.peek().is_some() {
            let Some(inner) = message.of_field(facts, field) else { return true };
            message = inner;
        }
    }
    true
}

/// The names in braces: `name` of `/v1/{name=visits/*}`.
fn variables(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| part.split(['}', '=']).next())
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

/// The path by what it matches, without the names of its variables.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    for (number, part) in path.split('{').enumerate() {
        if number == 0 {
            shape.push_str(part);
            continue;
        }
        let (inner, rest) = part.split_once('}').unwrap_or((part, ""));
        shape.push_str(inner.split_once('=').map_or("*", |(_, pattern)| pattern));
        shape.push_str(rest);
    }
    shape
}
