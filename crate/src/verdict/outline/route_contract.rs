//! What code alone says of an endpoint: its guards, what it reads, and the answers that both call for.

use super::endpoints::{Access, Endpoint, is_parameter, segments};
use super::inline::{code, listed, short};
use super::material::Material;
use super::page::{Page, cite};
use super::sample_value::row;
use super::status::{access, status};
use crate::collections::BTreeSet;
use crate::facts::{GuardKind, Method, Route};

pub(super) fn route_contract(
    route: &Route,
    endpoint: &Endpoint<'_>,
    shared: &BTreeSet<&str>,
    material: &Material<'_>,
    page: &mut Page<'_>,
) {
    let mut facts = vec![format!("Authentication: {}", access(endpoint))];
    let own = route.guards.iter().filter(|guard| {
        !matches!(guard.kind, GuardKind::Authentication | GuardKind::Authorization)
            && !shared.contains(guard.name.as_str())
    });
    let guards: Vec<String> = own.map(|guard| short(&guard.name)).collect();
    if !guards.is_empty() {
        facts.push(format!("Passes: {}", listed(&guards, 8)));
    }
    let reads = route.handler.as_ref().map(|handler| handler.reads.as_slice()).unwrap_or_default();
    if !reads.is_empty() {
        facts.push(format!("Reads: {}", listed(&reads.iter().map(|part| code(part)).collect::<Vec<_>>(), 6)));
    }
    let statuses: Vec<String> = proposed(route, endpoint).into_iter().map(status).collect();
    facts.push(format!("Proposed answers: {}", statuses.join(", ")));
    if let Some((path, line)) = page.sources.line(route.place) {
        facts.push(format!("Registered at {}", cite(path, line)));
    }
    page.list(&facts);
    if let Some((table, body)) = suggested_body(endpoint, material) {
        page.paragraph(&format!("**Request**, suggested from the columns of {}:", code(table)));
        page.fence("json", &body);
    }
}

/// Guards that all of the endpoints pass that have a route and no contract.
pub(super) fn shared_guards<'a>(endpoints: &[Endpoint<'a>]) -> BTreeSet<&'a str> {
    let mut routes = endpoints.iter().filter(|one| one.operation.is_none()).filter_map(|one| one.route);
    let names =
        |route: &'a Route| route.guards.iter().map(|guard| guard.name.as_str()).collect::<BTreeSet<_>>();
    let first = routes.next().map(names).unwrap_or_default();
    routes.fold(first, |shared, route| shared.intersection(&names(route)).copied().collect())
}

/// Whether a route reads a body that its method allows.
pub(super) fn takes_body(endpoint: &Endpoint<'_>) -> bool {
    let handler = endpoint.route.and_then(|route| route.handler.as_ref());
    let reads = handler.is_some_and(|handler| handler.reads.iter().any(|part| part == "body"));
    reads && matches!(endpoint.method, Some(Method::Post | Method::Put | Method::Patch))
}

/// What its method calls for; a POST creates where its path names a collection.
pub(super) fn success(endpoint: &Endpoint<'_>) -> &'static str {
    let is_collection = segments(endpoint.path).last().is_some_and(|last| last.ends_with('s'));
    match endpoint.method {
        Some(Method::Post) if is_collection => "201",
        Some(Method::Delete) => "204",
        _ => "200",
    }
}

/// Statuses that its method, guards and parameters call for.
fn proposed(route: &Route, endpoint: &Endpoint<'_>) -> Vec<&'static str> {
    let success = success(endpoint);
    let passes = |kind: GuardKind| route.guards.iter().any(|guard| guard.kind == kind);
    let errors = [
        ("401", matches!(endpoint.access(), Access::Guarded(_))),
        ("403", passes(GuardKind::Authorization)),
        ("404", segments(endpoint.path).any(is_parameter)),
        ("422", takes_body(endpoint) || passes(GuardKind::Validation)),
        ("429", passes(GuardKind::RateLimit)),
    ];
    let due = errors.into_iter().filter(|(_, due)| *due).map(|(status, _)| status);
    std::iter::once(success).chain(due).collect()
}

/// For a route that takes a body without a contract: the columns of the table that its resource is about.
pub(super) fn suggested_body<'a>(
    endpoint: &Endpoint<'_>,
    material: &Material<'a>,
) -> Option<(&'a str, String)> {
    if !matches!(endpoint.method, Some(Method::Post | Method::Put | Method::Patch)) {
        return None;
    }
    let resource = material
        .resources
        .iter()
        .find(|resource| resource.endpoints.iter().any(|own| own.place == endpoint.place))?;
    let name = *resource.namesakes.first()?;
    let table = material.facts.catalog.table(None, name)?;
    Some((&table.name, row(table)?))
}
