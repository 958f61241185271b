//! Test cases of key endpoints: success, errors, edges; with commands that can be run as they stand.

use super::api_contracts::suggested_body;
use super::endpoints::{Access, Endpoint, is_parameter, segments};
use super::inline::{code, count, one_line};
use super::key_endpoints::key_endpoints;
use super::material::Material;
use super::page::Page;
use super::sample::{Direction, sample};
use crate::facts::{Method, Operation, ParameterLocation};

/// Endpoints that get test cases.
const MOST: usize = 6;
/// Bytes of a body within a command; a longer one is left to a file.
const BODY: usize = 600;

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
        page.paragraph(&format!("**{}**", code(&endpoint.label())));
        let cases = cases(endpoint, material);
        let rows: Vec<[String; 3]> =
            cases.iter().map(|case| [case.kind.to_owned(), case.what.clone(), case.expect.clone()]).collect();
        page.table(["Kind", "Case", "Expected"], &rows);
        let commands: Vec<String> = cases
            .iter()
            .map(|case| format!("# {}: {}\n{}", case.kind, case.what.replace('`', ""), case.command))
            .collect();
        page.fence("sh", &commands.join("\n"));
        page.sources.place(endpoint.place, endpoint.label());
    }
}

struct Case {
    kind: &'static str,
    what: String,
    expect: String,
    command: String,
}

fn cases(endpoint: &Endpoint<'_>, material: &Material<'_>) -> Vec<Case> {
    let body = body(endpoint, material);
    let guarded = matches!(endpoint.access(), Access::Guarded(_));
    let request = |path: &str, body: Option<&str>, token: bool| curl(endpoint.method, path, body, token);
    let path = filled(endpoint.path, "1");
    let mut cases = vec![Case {
        kind: "success",
        what: "a valid request".to_owned(),
        expect: success(endpoint),
        command: request(&path, body.as_deref(), guarded),
    }];
    if endpoint.access() != Access::Public {
        cases.push(Case {
            kind: "error",
            what: "the same without a token".to_owned(),
            expect: stated(endpoint, "401"),
            command: request(&path, body.as_deref(), false),
        });
    }
    if body.is_some() {
        cases.push(Case {
            kind: "error",
            what: "a body of the wrong shape".to_owned(),
            expect: first_stated(endpoint, &["422", "400"]),
            command: request(&path, Some("{\"unknown\": []}"), guarded),
        });
        cases.push(Case {
            kind: "edge",
            what: "a body that is not JSON".to_owned(),
            expect: stated(endpoint, "400"),
            command: request(&path, Some("{"), guarded),
        });
    }
    if segments(endpoint.path).any(is_parameter) {
        cases.push(Case {
            kind: "edge",
            what: "an id that does not exist, or belongs to somebody else".to_owned(),
            expect: stated(endpoint, "404"),
            command: request(&filled(endpoint.path, "999999999"), body.as_deref(), guarded),
        });
    } else if endpoint.method == Some(Method::Get) {
        let limit = limit_parameter(endpoint);
        cases.push(Case {
            kind: "edge",
            what: format!("{} far above the greatest page", code(limit)),
            expect: "at most one page, or 400 with the bound named".to_owned(),
            command: request(&format!("{path}?{limit}=1000000"), None, guarded),
        });
    }
    cases
}

fn body(endpoint: &Endpoint<'_>, material: &Material<'_>) -> Option<String> {
    let Some((contract, operation)) = endpoint.operation else {
        let suggested = suggested_body(endpoint, material).map(|(_, body)| body);
        let takes_one = matches!(endpoint.method, Some(Method::Post | Method::Put | Method::Patch));
        return suggested.or_else(|| takes_one.then(|| "{}".to_owned())).map(|body| one_line(&body, BODY));
    };
    let media = operation.body.as_ref()?.media.iter().find(|media| media.name.contains("json"))?;
    let json = sample(contract, media.schema?, Direction::Request).json;
    let line = one_line(&json, BODY + 1);
    Some(if line.len() > BODY { "@request.json".to_owned() } else { line })
}

/// Parameters replaced by a value.
fn filled(path: &str, value: &str) -> String {
    let parts = segments(path).map(|segment| if is_parameter(segment) { value } else { segment });
    format!("/{}", parts.collect::<Vec<_>>().join("/"))
}

fn curl(method: Option<Method>, path: &str, body: Option<&str>, token: bool) -> String {
    let verb = method.map_or("GET", Method::name);
    let mut command = format!("curl -i -X {verb} \"$BASE_URL\"{}", quoted(path));
    if token {
        command.push_str(" -H \"Authorization: Bearer $TOKEN\"");
    }
    if let Some(body) = body {
        command.push_str(" -H 'Content-Type: application/json' -d ");
        command.push_str(&quoted(body));
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
    match (declared, endpoint.method) {
        (Some(status), _) => code(status),
        (None, Some(Method::Post)) => "201 with the created thing (nothing is declared)".to_owned(),
        (None, Some(Method::Delete)) => "204 (nothing is declared)".to_owned(),
        (None, _) => "200 (nothing is declared)".to_owned(),
    }
}

fn declares(endpoint: &Endpoint<'_>, status: &str) -> bool {
    operation(endpoint).is_some_and(|one| one.responses.iter().any(|response| response.status == status))
}

fn stated(endpoint: &Endpoint<'_>, status: &str) -> String {
    if declares(endpoint, status) { code(status) } else { format!("{} (not declared)", code(status)) }
}

fn first_stated(endpoint: &Endpoint<'_>, statuses: &[&str]) -> String {
    let chosen = statuses.iter().find(|status| declares(endpoint, status)).or(statuses.last());
    chosen.map(|status| stated(endpoint, status)).unwrap_or_default()
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

    #[test]
    fn parameters_of_a_path_are_filled() {
        assert_eq!(filled("/users/{id}/posts/:post", "1"), "/users/1/posts/1");
    }
}
