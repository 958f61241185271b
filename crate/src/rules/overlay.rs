//! Suggested changes to API descriptions, as actions of an OpenAPI Overlay.

use std::collections::BTreeMap;

use crate::artifact::Value;
use crate::facts::{Contract, SchemaId};
use crate::finding::Action;

/// The responses of every operation that stands in the document itself.
const ALL_RESPONSES: &str = "$.paths.*.*.responses";

/// The body of an error response: the schema that the document's other errors have, or else problem details
/// (RFC 9457). With the member of a response that holds it.
pub(super) fn error_body(contract: &Contract) -> (&'static str, Value) {
    let old = contract.version.starts_with('2');
    let (media, schema) = match house_error(contract) {
        Some((media, name)) if old => (media, Value::reference(format!("#/definitions/{name}"))),
        Some((media, name)) => (media, Value::reference(format!("#/components/schemas/{name}"))),
        None => ("application/problem+json", problem_details()),
    };
    if old {
        ("schema", schema)
    } else {
        let media = Value::Map(vec![(media.to_owned(), Value::map([("schema", schema)]))]);
        ("content", media)
    }
}

/// Media type and name of the schema that most error responses refer to.
fn house_error(contract: &Contract) -> Option<(&str, &str)> {
    let named: BTreeMap<SchemaId, &str> =
        contract.named.iter().map(|(name, id)| (*id, name.value.as_str())).collect();
    let errors = contract.operations.iter().flat_map(|operation| &operation.responses);
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for media in errors.filter(|response| response.is_error()).flat_map(|response| &response.media) {
        let target = media.schema.and_then(|id| contract.schema(id)?.refers_to);
        if let Some(name) = target.and_then(|id| named.get(&id)) {
            *counts.entry((media.name.as_str(), name)).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(error, _)| error)
}

fn problem_details() -> Value {
    let text = |most| Value::map([("type", Value::text("string")), ("maxLength", Value::Number(most))]);
    let status = Value::map([("type", Value::text("integer")), ("format", Value::text("int32"))]);
    let members = [
        ("type", text(200)),
        ("title", text(200)),
        ("status", status),
        ("detail", text(2_000)),
        ("instance", text(200)),
    ];
    let required = ["type", "title", "status"].map(Value::text);
    Value::map([
        ("type", Value::text("object")),
        ("required", Value::List(required.to_vec())),
        ("properties", Value::map(members)),
    ])
}

/// One response for every operation, by reference.
pub(super) fn response_everywhere(
    contract: &Contract,
    status: &str,
    name: &str,
    response: Value,
    description: &str,
) -> [Action; 2] {
    let old = contract.version.starts_with('2');
    let pointer = if old { format!("#/responses/{name}") } else { format!("#/components/responses/{name}") };
    let shared = Value::map([("responses", Value::map([(name, response)]))]);
    let shared = if old { shared } else { Value::map([("components", shared)]) };
    [
        update(&[], format!("Describe the response `{name}` once"), shared),
        Action {
            target: ALL_RESPONSES.to_owned(),
            description: description.to_owned(),
            update: Value::map([(status, Value::reference(pointer))]),
        },
    ]
}

/// A header with a number, as the version of the contract writes it.
pub(super) fn number_header(contract: &Contract, description: &str) -> Value {
    let description = ("description", Value::text(description));
    let integer = ("type", Value::text("integer"));
    if contract.version.starts_with('2') {
        Value::map([description, integer])
    } else {
        Value::map([description, ("schema", Value::map([integer, ("minimum", Value::Number(0))]))])
    }
}

/// A change of what a path of names leads to: `["paths", "/pets", "get"]`.
pub(super) fn update(path: &[&str], description: impl Into<String>, update: Value) -> Action {
    Action { target: target(path), description: description.into(), update }
}

/// `JSONPath` (RFC 9535, 2.7 Normalized Paths).
fn target(path: &[&str]) -> String {
    let mut target = "$".to_owned();
    for name in path {
        target.push_str("['");
        for sign in name.chars() {
            match sign {
                '\'' | '\\' => target.extend(['\\', sign]),
                sign if sign.is_control() => target.extend(format!("\\u{:04x}", u32::from(sign)).chars()),
                sign => target.push(sign),
            }
        }
        target.push_str("']");
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_as_json_path_asks() {
        assert_eq!(target(&["paths", "/a/{it's}"]), "$['paths']['/a/{it\\'s}']");
    }
}
