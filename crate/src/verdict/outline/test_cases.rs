//! Test cases of key endpoints: success, errors, edges; with commands that can be run as they stand.

use super::endpoints::{Access, Endpoint, is_parameter, segments};
use super::inline::{code, count, one_line};
use super::key_endpoints::key_endpoints;
use super::material::Material;
use super::page::Page;
use super::route_contract::{self, suggested_body, takes_body};
use super::sample::{Direction, sample};
use crate::facts::{Method, Operation, ParameterLocation, SchemaType};

/// Endpoints that get test cases.
const MOST: usize = 6;
/// Bytes of a body within a command; a longer one is left to a file.
const BODY: usize = 2000;

pub(super) fn test_cases(material: &Material<'_>, page: &mut Page<'_>) {
    page.heading("Test cases");
    let chosen = key_endpoints(material, MOST);
    if chosen.is_empty() {
        page.paragraph("No endpoint was read, so there is none to test. Add the API contract or the code that registers routes.");
        return;
    }
    page.paragraph(&format!(
        "For {} of {}. Run against a test environment; `$TOKEN` is a token of an ordinary user.",
        chosen.len(),
        count(material.endpoints.len(), "endpoint")
    ));
    page.fence("sh", "export BASE_URL=http://localhost:3000 TOKEN=...");
    for endpoint in &chosen {
        page.paragraph(&code(&endpoint.label()));
        let body = body(endpoint, material);
        let cases = cases(endpoint, body.is_some());
        let rows: Vec<[String; 3]> =
            cases.iter().map(|case| [case.kind.to_owned(), case.what.clone(), case.expect.clone()]).collect();
        page.table(["Kind", "Case", "Expected"], &rows);
        let commands = cases
            .iter()
            .filter(|case| !case.command.is_empty())
            .map(|case| format!("# {}: {}\n{}", case.kind, case.what.replace('`', ""), case.command));
        let lines: Vec<String> =
            body.map(|body| format!("BODY={}", quoted(&body))).into_iter().chain(commands).collect();
        page.fence("sh", &lines.join("\n"));
        page.sources.place(endpoint.place, endpoint.label());
    }
}

struct Case {
    kind: &'static str,
    what: String,
    expect: String,
    command: String,
}

fn case(kind: &'static str, what: impl Into<String>, expect: impl Into<String>, command: String) -> Case {
    Case { kind, what: what.into(), expect: expect.into(), command }
}

/// A valid body is in `$BODY`.
fn cases(endpoint: &Endpoint<'_>, takes_body: bool) -> Vec<Case> {
    let guarded = matches!(endpoint.access(), Access::Guarded(_));
    let valid = takes_body.then_some("\"$BODY\"");
    let request = |path: &str, body: Option<&str>, token: bool| curl(endpoint.method, path, body, token);
    let path = filled(endpoint, false);
    let mut cases =
        vec![case("success", "a valid request", success(endpoint), request(&path, valid, guarded))];
    match endpoint.access() {
        Access::Guarded(_) => {
            let command = request(&path, valid, false);
            cases.push(case("error", "the same without a token", stated(endpoint, "401"), command));
        }
        Access::Unstated => {
            let expect = format!("{}, or it is public on purpose", stated(endpoint, "401"));
            cases.push(case("error", "without a token, which is the same request", expect, String::new()));
        }
        Access::Public => {}
    }
    if takes_body {
        let shape = refused(endpoint);
        let command = request(&path, Some("'{\"unknown\": []}'"), guarded);
        cases.push(case("error", "a body of the wrong shape", shape, command));
        let command = request(&path, Some("'{'"), guarded);
        cases.push(case("edge", "a body that is not JSON", stated(endpoint, "400"), command));
    }
    if segments(endpoint.path).any(is_parameter) {
        let command = request(&filled(endpoint, true), valid, guarded);
        let what = "an id that does not exist, or belongs to somebody else";
        cases.push(case("edge", what, stated(endpoint, "404"), command));
    } else if endpoint.method == Some(Method::Get) {
        let limit = limit_parameter(endpoint);
        let command = request(&format!("{path}?{limit}=1000000"), None, guarded);
        let what = format!("{} far above the greatest page", code(limit));
        cases.push(case("edge", what, "at most one page, or 400 with the bound named", command));
    }
    cases
}

fn body(endpoint: &Endpoint<'_>, material: &Material<'_>) -> Option<String> {
    let Some((contract, operation)) = endpoint.operation else {
        let suggested = suggested_body(endpoint, material).map(|(_, body)| body);
        let body = suggested.or_else(|| takes_body(endpoint).then(|| "{}".to_owned()));
        return body.map(|body| one_line(&body, BODY));
    };
    let media = operation.body.as_ref()?.media.iter().find(|media| media.name.contains("json"))?;
    let json = sample(contract, media.schema?, Direction::Request).json;
    let line = one_line(&json, BODY + 1);
    Some(if line.len() > BODY { "@request.json".to_owned() } else { line })
}

/// The path with its parameters replaced by values; the last one by one that does not exist.
fn filled(endpoint: &Endpoint<'_>, missing: bool) -> String {
    let last = segments(endpoint.path).filter(|segment| is_parameter(segment)).count();
    let mut at = 0;
    let mut path = String::new();
    for segment in segments(endpoint.path) {
        path.push('/');
        if is_parameter(segment) {
            at += 1;
            path.push_str(&value(endpoint, segment, missing && at == last));
        } else {
            path.push_str(segment);
        }
    }
    if path.is_empty() { "/".to_owned() } else { path }
}

/// What the contract gives for a parameter, else a number.
fn value(endpoint: &Endpoint<'_>, segment: &str, missing: bool) -> String {
    let name = segment.trim_matches(['{', '}', ':', '<', '>']);
    let schema = endpoint.operation.and_then(|(contract, operation)| {
        let own = operation
            .parameters
            .iter()
            .find(|one| one.location == ParameterLocation::Path && one.name == name);
        contract.resolved(own?.schema?)
    });
    let is_text = schema.is_some_and(|schema| schema.is(SchemaType::String));
    let given = schema.and_then(|schema| schema.sample.as_deref()).map(|given| given.trim_matches('"'));
    match (missing, given) {
        (true, _) if is_text => "does-not-exist".to_owned(),
        (true, _) => "999999999".to_owned(),
        (false, Some(given)) => given.to_owned(),
        (false, None) if is_text => format!("some-{}", name.replace('_', "-")),
        (false, None) => "1".to_owned(),
    }
}

/// `body` as it stands in a shell.
fn curl(method: Option<Method>, path: &str, body: Option<&str>, token: bool) -> String {
    let verb = method.map_or("GET", Method::name);
    let mut command = format!("curl -i -X {verb} \"$BASE_URL\"{}", quoted(path));
    if token {
        command.push_str(" -H \"Authorization: Bearer $TOKEN\"");
    }
    if let Some(body) = body {
        command.push_str(" -H 'Content-Type: application/json' -d ");
        command.push_str(body);
    }
    command
}

/// In single quotes, in which a shell expands nothing.
fn quoted(text: &str) -> String {
    format!("'{}'", one_line(text, BODY).replace('\'', "'\\''"))
}

fn operation<'a>(endpoint: &Endpoint<'a>) -> Option<&'a Operation> {
    endpoint.operation.map(|(_, operation)| operation)
}

fn success(endpoint: &Endpoint<'_>) -> String {
    let declared = operation(endpoint).and_then(|one| {
        one.responses.iter().map(|response| &response.status).filter(|status| status.starts_with('2')).min()
    });
    match declared {
        Some(status) => code(status),
        None => format!("{} (not declared)", code(route_contract::success(endpoint))),
    }
}

fn declares(endpoint: &Endpoint<'_>, status: &str) -> bool {
    operation(endpoint).is_some_and(|one| one.responses.iter().any(|response| response.status == status))
}

fn stated(endpoint: &Endpoint<'_>, status: &str) -> String {
    if declares(endpoint, status) { code(status) } else { format!("{} (not declared)", code(status)) }
}

/// What answers a body of the wrong shape.
fn refused(endpoint: &Endpoint<'_>) -> String {
    ["422", "400"]
        .iter()
        .find(|status| declares(endpoint, status))
        .map_or_else(|| "`422` or `400` (not declared)".to_owned(), |status| code(status))
}

/// The name of the parameter that bounds a page.
fn limit_parameter<'a>(endpoint: &Endpoint<'a>) -> &'a str {
    let names = ["limit", "per_page", "page_size", "pagesize", "size", "first", "count"];
    operation(endpoint)
        .and_then(|one| {
            one.parameters.iter().find(|parameter| {
                parameter.location == ParameterLocation::Query
                    && names.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
            })
        })
        .map_or("limit", |parameter| parameter.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_run_a_command() {
        let command = curl(Some(Method::Get), "/a'$(touch x)`id`/1", None, true);
        assert_eq!(
            command,
            "curl -i -X GET \"$BASE_URL\"'/a'\\''$(touch x)`id`/1' -H \"Authorization: Bearer $TOKEN\""
        );
    }
}
