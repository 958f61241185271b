//! Key endpoints as callers use them: request, success, errors.

use super::contract_changes;
use super::endpoints::Endpoint;
use super::inline::{code, count, listed, short};
use crate::collections::{BTreeMap, Sort};

use super::key_endpoints::key_endpoints;
use super::material::Material;
use super::page::Page;
use super::permission_matrix;
use super::route_contract::{route_contract, shared_guards};
use super::route_coverage;
use super::sample::{Direction, sample};
use super::status::{access, status};
use crate::facts::{Contract, Media, Operation, Parameter, ParameterLocation, Response};

const MOST: usize = 12;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    contract_changes::write(material.facts, page);
    let graphs = super::graph_operations::write(material, page);
    let rpcs = super::rpcs::write(material, page);
    let channels = super::event_channels::write(material, page);
    if (graphs || rpcs || channels) && material.endpoints.is_empty() {
        return;
    }
    if material.endpoints.is_empty() {
        page.paragraph(
            "No operation or route was read. Add the OpenAPI document, or the code that registers routes, to get sample requests and responses.",
        );
        return;
    }
    let chosen = key_endpoints(material, MOST);
    if material.endpoints.len() > chosen.len() {
        page.paragraph(&format!(
            "{} of {}: of the largest resources, what creates, reads, lists and changes.",
            chosen.len(),
            count(material.endpoints.len(), "endpoint")
        ));
    }
    if chosen.iter().any(|endpoint| endpoint.operation.is_some()) {
        page.paragraph("Values come from the contract where it gives some, else from format and type.");
    }
    let shared = shared_guards(&chosen);
    if chosen.iter().any(|endpoint| endpoint.operation.is_none()) {
        page.paragraph("Where only code was read, no contract states request, success and errors: what the guards and the method call for is proposed.");
        if !shared.is_empty() {
            let names: Vec<String> = shared.iter().map(|name| short(name)).collect();
            page.paragraph(&format!("Every route below passes {}.", listed(&names, 8)));
        }
    }
    let mut shown = BTreeMap::new();
    for endpoint in &chosen {
        page.heading(&code(&endpoint.label()));
        page.sources.place(endpoint.place, endpoint.label());
        match (endpoint.operation, endpoint.route) {
            (Some((contract, _)), _) => from_contract(contract, endpoint, &mut shown, page),
            (None, Some(route)) => route_contract(route, endpoint, &shared, material, page),
            (None, None) => {}
        }
    }
    if chosen.iter().any(|endpoint| !declares_errors(endpoint)) {
        page.heading("Error body, proposed");
        page.paragraph(
            "For the endpoints above that declare no error body: problem details (RFC 9457) with a stable `code`, answered as `application/problem+json`.",
        );
        page.fence("json", PROBLEM);
    }
    permission_matrix::write(material, page);
    route_coverage::write(material, page);
}

const PROBLEM: &str = r#"{
  "type": "https://example.com/problems/validation",
  "title": "The request is not valid",
  "status": 422,
  "code": "validation_failed",
  "detail": "email must be an e-mail address",
  "instance": "/requests/3f2c8a1e"
}"#;

fn from_contract(
    contract: &Contract,
    endpoint: &Endpoint<'_>,
    shown: &mut BTreeMap<String, String>,
    page: &mut Page<'_>,
) {
    let Some((_, operation)) = endpoint.operation else { return };
    let mut facts = Vec::new();
    if let Some(summary) = &operation.summary {
        facts.push(format!("Summary: {}", code(summary)));
    }
    facts.push(format!("Authentication: {}", access(endpoint)));
    facts.extend(parameters(operation));
    if operation.deprecated {
        facts.push("Deprecated".to_owned());
    }
    page.list(&facts);
    if let Some(body) = &operation.body {
        let title = if body.required { "**Request**" } else { "**Request** (the body is optional)" };
        media(contract, &body.media, title, Direction::Request, page);
    }
    let success = operation
        .responses
        .iter()
        .filter(|one| one.status.starts_with(['2', '3']))
        .min_by_key(|one| &one.status);
    match success {
        Some(response) => answer(contract, response, "Success", page),
        None => page.paragraph("**Success**: no 2xx response is declared."),
    }
    errors(contract, endpoint, shown, page);
}

fn parameters(operation: &Operation) -> Option<String> {
    let mut all: Vec<&Parameter> = operation.parameters.iter().collect();
    all.order_by_key(|parameter| !parameter.required);
    let spans: Vec<String> = all
        .iter()
        .map(|parameter| {
            let needed = if parameter.required { ", required" } else { "" };
            format!("{} ({}{needed})", code(&parameter.name), location(parameter.location))
        })
        .collect();
    (!spans.is_empty()).then(|| format!("Parameters: {}", listed(&spans, 8)))
}

fn location(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Query => "query",
        ParameterLocation::Path => "path",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::QueryString => "query string",
    }
}

fn answer(contract: &Contract, response: &Response, title: &str, page: &mut Page<'_>) {
    let title = format!("**{title}** {}", status(&response.status));
    if response.unread {
        page.paragraph(&format!("{title}: what it holds was not read."));
    } else if response.media.is_empty() {
        page.paragraph(&format!("{title}: no body."));
    } else {
        media(contract, &response.media, &title, Direction::Response, page);
    }
}

/// The JSON of several media types, else the first one.
fn preferred(media: &[Media]) -> Option<&Media> {
    media.iter().find(|one| one.name.contains("json")).or(media.first())
}

fn media(contract: &Contract, all: &[Media], title: &str, direction: Direction, page: &mut Page<'_>) {
    let Some(media) = preferred(all) else {
        page.paragraph(&format!("{title}: no media type is declared."));
        return;
    };
    let Some(schema) = media.schema else {
        page.paragraph(&format!("{title}, {}: no schema is declared.", code(&media.name)));
        return;
    };
    let sample = sample(contract, schema, direction);
    let left = match sample.left {
        0 => String::new(),
        left => format!(", {} left out", count(left, "field")),
    };
    page.paragraph(&format!("{title}, {}{left}:", code(&media.name)));
    page.fence("json", &sample.json);
}

fn is_error(response: &Response) -> bool {
    response.status.starts_with(['4', '5']) || response.status == "default"
}

fn declares_errors(endpoint: &Endpoint<'_>) -> bool {
    endpoint.operation.is_some_and(|(_, operation)| {
        operation.responses.iter().any(|response| is_error(response) && !response.media.is_empty())
    })
}

/// All by their status, and the body of the first that has one, once for all endpoints that share it.
fn errors(
    contract: &Contract,
    endpoint: &Endpoint<'_>,
    shown: &mut BTreeMap<String, String>,
    page: &mut Page<'_>,
) {
    let responses =
        endpoint.operation.map(|(_, operation)| operation.responses.as_slice()).unwrap_or_default();
    let errors: Vec<&Response> = responses.iter().filter(|response| is_error(response)).collect();
    if errors.is_empty() {
        page.paragraph("**Errors**: none declared.");
        return;
    }
    let statuses: Vec<String> = errors.iter().map(|response| status(&response.status)).collect();
    let errors_of = errors.iter().find_map(|response| {
        let media = preferred(&response.media)?;
        Some((response, sample(contract, media.schema?, Direction::Response).json))
    });
    let listed = listed(&statuses, 10);
    match errors_of {
        None if errors.iter().any(|response| response.unread) => {
            page.paragraph(&format!("**Errors**: {listed}; what they hold was not read."));
        }
        None => page.paragraph(&format!("**Errors**: {listed}; no body is declared.")),
        Some((_, json)) if shown.contains_key(&json) => {
            let label = shown.get(&json).map(|label| code(label)).unwrap_or_default();
            page.paragraph(&format!("**Errors**: {listed}; the body as for {label}."));
        }
        Some((response, json)) => {
            page.paragraph(&format!("**Errors**: {listed}."));
            answer(contract, response, "Error", page);
            shown.insert(json, endpoint.label());
        }
    }
}
