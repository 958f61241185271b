//! Suggested changes to API descriptions, as actions of an OpenAPI Overlay.

mod errors;
mod parameters;

pub(super) use errors::{ErrorBody, content, error_body};
pub(super) use parameters::{Parameter, paging, parameter};

use crate::artifact::{Place, Value};
use crate::facts::{Contract, Method, Operation, Response};
use crate::finding::{Action, Change};

/// Operations past this number are no matter of one look.
pub(super) const MOST_OPERATIONS: usize = 100;

/// The responses of every operation that stands in the document itself.
const ALL_RESPONSES: &str = "$.paths.*.*.responses";

/// One response for every operation, by reference.
pub(super) fn response_everywhere(
    contract: &Contract,
    status: &str,
    name: &str,
    response: Value,
    description: &str,
) -> [Action; 2] {
    [
        shared_response(contract, name, response),
        Action {
            target: ALL_RESPONSES.to_owned(),
            description: description.to_owned(),
            change: Change::Update(Value::map([(
                status,
                Value::reference(response_pointer(contract, name)),
            )])),
        },
    ]
}

/// A response that operations can refer to.
pub(super) fn shared_response(contract: &Contract, name: &str, response: Value) -> Action {
    shared(contract, "responses", name, response, format!("Describe the response `{name}` once"))
}

pub(super) fn response_pointer(contract: &Contract, name: &str) -> String {
    let of = if is_old(contract) { "" } else { "components/" };
    format!("#/{of}responses/{name}")
}

/// A component: in 2.0 it stands at the top, under the same name but for schemas.
fn shared(contract: &Contract, section: &str, name: &str, value: Value, description: String) -> Action {
    let section = Value::map([(section, Value::map([(name, value)]))]);
    let section = if is_old(contract) { section } else { Value::map([("components", section)]) };
    update(&[], description, section)
}

pub(super) fn is_old(contract: &Contract) -> bool {
    contract.version.starts_with('2')
}

/// The names that lead to an operation; none where it stands behind a reference or in another file.
pub(super) fn path<'a>(contract: &Contract, operation: &'a Operation) -> Option<Vec<&'a str>> {
    let in_place =
        operation.slots.direct && !operation.webhook && operation.place.file == contract.place.file;
    in_place.then(|| vec!["paths", operation.path.as_str(), key(operation.method)])
}

/// The operations at some places; none where there are too many for one look.
pub(super) fn at<'a>(contract: &'a Contract, places: &[Place]) -> Option<Vec<&'a Operation>> {
    if places.len() > MOST_OPERATIONS {
        return None;
    }
    let operations = contract.operations.iter();
    Some(operations.filter(|operation| places.contains(&operation.place)).collect())
}

/// A method as a path item names it.
fn key(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
        Method::Query => "query",
    }
}

/// A header with a number, as the version of the contract writes it.
pub(super) fn number_header(contract: &Contract, description: &str) -> Value {
    let description = ("description", Value::text(description));
    let integer = ("type", Value::text("integer"));
    if is_old(contract) {
        Value::map([description, integer])
    } else {
        Value::map([description, ("schema", Value::map([integer, ("minimum", Value::Number(0))]))])
    }
}

/// A change of what a path of names leads to: `["paths", "/pets", "get"]`.
pub(super) fn update(path: &[&str], description: impl Into<String>, update: Value) -> Action {
    Action { target: target(path), description: description.into(), change: Change::Update(update) }
}

/// A change of what a query in brackets finds below a path: `?(@=='http')`.
pub(super) fn change(path: &[&str], query: &str, description: impl Into<String>, change: Change) -> Action {
    Action { target: format!("{}[{query}]", target(path)), description: description.into(), change }
}

/// A change of a response, where it is described: at its operation, or once for all that refer to it.
pub(super) fn update_response(
    contract: &Contract,
    operation: &Operation,
    response: &Response,
    description: impl Into<String>,
    change: Value,
) -> Option<Action> {
    match response.reference.as_deref() {
        None => {
            let mut path = path(contract, operation)?;
            path.extend(["responses", response.status.as_str()]);
            Some(update(&path, description, change))
        }
        Some(reference) => {
            let own = operation.place.file == contract.place.file;
            let name = shared_name(contract, reference).filter(|_| own)?;
            let path: &[&str] =
                if is_old(contract) { &["responses", name] } else { &["components", "responses", name] };
            Some(update(path, description, change))
        }
    }
}

/// The name of a shared response of the document itself.
fn shared_name<'a>(contract: &Contract, reference: &'a str) -> Option<&'a str> {
    let name = reference.strip_prefix(&response_pointer(contract, ""))?;
    contract.shared_responses.iter().any(|known| known == name).then_some(name)
}

/// `JSONPath` (RFC 9535, 2.7 Normalized Paths).
fn target(path: &[&str]) -> String {
    let mut target = "$".to_owned();
    for name in path {
        target.push_str("['");
        escaped(name, &mut target);
        target.push_str("']");
    }
    target
}

/// A text as a query compares with it.
pub(super) fn literal(text: &str) -> String {
    let mut out = "'".to_owned();
    escaped(text, &mut out);
    out.push('\'');
    out
}

fn escaped(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '\'' | '\\' => out.extend(['\\', sign]),
            sign if sign.is_control() => out.extend(format!("\\u{:04x}", u32::from(sign)).chars()),
            sign => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_as_json_path_asks() {
        assert_eq!(target(&["paths", "/a/{it's}"]), "$['paths']['/a/{it\\'s}']");
    }
}
