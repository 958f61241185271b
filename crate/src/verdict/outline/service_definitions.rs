//! What the service consists of: one responsibility for each resource, with its endpoints, tables and guards.

use super::endpoints::{Access, Endpoint};
use super::inline::{code, count, listed, short};
use super::material::Material;
use super::page::Page;
use super::resources::Resource;
use crate::collections::Sort;
use crate::facts::{Method, Table};

/// Resources that are written out.
const MOST: usize = 24;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let others = super::interfaces::definitions(material, page);
    if material.resources.is_empty() {
        if !others {
            without_endpoints(material, page);
        }
        return;
    }
    page.paragraph(&format!(
        "{} in {}, grouped by {}.",
        count(material.endpoints.len(), "endpoint"),
        count(material.resources.len(), "resource"),
        if material.endpoints.iter().any(|one| one.operation.is_some()) {
            "tag where nearly every operation has one, else by the first telling part of the path"
        } else {
            "the first telling part of the path"
        }
    ));
    let shown = material.resources.iter().take(MOST);
    if material.resources.iter().any(|one| !one.tables.is_empty() || !one.namesakes.is_empty()) {
        let rows = shown.map(|resource| {
            let [name, endpoints, responsibility, access] = row(resource);
            [name, endpoints, responsibility, access, tables(resource)]
        });
        page.table(
            ["Resource", "Endpoints", "Responsibility", "Access", "Tables"],
            &rows.collect::<Vec<_>>(),
        );
    } else {
        let heads = ["Resource", "Endpoints", "Responsibility", "Access"];
        page.table(heads, &shown.map(row).collect::<Vec<_>>());
    }
    let left: usize = material.resources.iter().skip(MOST).map(|resource| resource.endpoints.len()).sum();
    if left > 0 {
        let more = material.resources.len() - MOST;
        page.paragraph(&format!(
            "{} with {} are left out.",
            count(more, "smaller resource"),
            count(left, "endpoint")
        ));
    }
    let any_stated = material.endpoints.iter().any(|endpoint| endpoint.access() != Access::Unstated);
    if !any_stated {
        page.paragraph("No endpoint says how callers prove who they are, neither in a contract nor in code.");
    }
    for resource in material.resources.iter().take(6) {
        page.heading(&code(resource.name));
        let mut shown: Vec<&Endpoint<'_>> = resource.endpoints.iter().collect();
        shown.order_by_key(|endpoint| endpoint.depth());
        page.list(&shown.iter().take(8).map(|endpoint| line(endpoint, any_stated)).collect::<Vec<_>>());
        if let Some(more @ 1..) = resource.endpoints.len().checked_sub(8) {
            page.paragraph(&format!("And {}.", count(more, "more endpoint")));
        }
    }
    for endpoint in
        material.resources.iter().take(MOST).flat_map(|resource| resource.endpoints.iter().take(8))
    {
        page.sources.place(endpoint.place, endpoint.label());
    }
}

fn row(resource: &Resource<'_>) -> [String; 4] {
    [code(resource.name), resource.endpoints.len().to_string(), responsibility(resource), access(resource)]
}

/// What it does, by its methods, and to which parts: "create, list, read; parts: `comments`, `labels`".
fn responsibility(resource: &Resource<'_>) -> String {
    let has = |method: Method, single: Option<bool>| {
        resource.endpoints.iter().any(|endpoint| {
            endpoint.method == Some(method) && single.is_none_or(|single| endpoint.is_single() == single)
        })
    };
    let does = [
        ("create or act", has(Method::Post, None)),
        ("list", has(Method::Get, Some(false))),
        ("read", has(Method::Get, Some(true))),
        ("change", has(Method::Put, None) || has(Method::Patch, None)),
        ("delete", has(Method::Delete, None)),
    ];
    let verbs: Vec<&str> = does.into_iter().filter(|(_, does)| *does).map(|(verb, _)| verb).collect();
    let verbs = if verbs.is_empty() { "other methods only".to_owned() } else { verbs.join(", ") };
    let parts: Vec<String> = resource.parts().into_iter().map(code).collect();
    if parts.is_empty() { verbs } else { format!("{verbs}; parts: {}", listed(&parts, 5)) }
}

fn access(resource: &Resource<'_>) -> String {
    let (guarded, public, unstated) = resource.access();
    let total = resource.endpoints.len();
    if unstated == total {
        return "none seen".to_owned();
    }
    let guards: Vec<String> = resource.guards().iter().map(|name| short(name)).collect();
    let mut parts = Vec::new();
    match guarded {
        0 => {}
        all if all == total => parts.push(format!("all: {}", listed(&guards, 3))),
        some => parts.push(format!("{some} of {total}: {}", listed(&guards, 3))),
    }
    if public > 0 {
        parts.push(format!("{public} declared public"));
    }
    if unstated > 0 {
        parts.push(format!("{unstated} with none seen"));
    }
    parts.join("; ")
}

fn tables(resource: &Resource<'_>) -> String {
    let spans = |names: &[&str]| names.iter().map(|name| code(name)).collect::<Vec<_>>();
    match (resource.tables.is_empty(), resource.namesakes.is_empty()) {
        (false, _) => listed(&spans(&resource.tables), 6),
        (true, false) => format!("{} (by name)", listed(&spans(&resource.namesakes), 3)),
        (true, true) => "none seen".to_owned(),
    }
}

fn line(endpoint: &Endpoint<'_>, any_stated: bool) -> String {
    let guard = match endpoint.access() {
        Access::Guarded(names) => {
            format!("; needs {}", listed(&names.iter().map(|name| short(name)).collect::<Vec<_>>(), 3))
        }
        Access::Public => "; declared public".to_owned(),
        Access::Unstated if any_stated => "; no authentication seen".to_owned(),
        Access::Unstated => String::new(),
    };
    let summary = endpoint.operation.and_then(|(_, operation)| operation.summary.as_deref());
    let says = summary.map(|summary| format!(": {}", code(summary))).unwrap_or_default();
    format!("{}{says}{guard}", code(&endpoint.label()))
}

/// With tables alone: the ones that others refer to are where services would be cut.
fn without_endpoints(material: &Material<'_>, page: &mut Page<'_>) {
    page.paragraph(
        "No operation or route was read, so no service can be described. Add the API contract or the code that registers routes.",
    );
    let relations = &material.relations;
    let mut hubs: Vec<&Table> =
        relations.tables.iter().copied().filter(|table| relations.referring_to(table).len() > 1).collect();
    if hubs.is_empty() {
        return;
    }
    hubs.order_by_key(|table| std::cmp::Reverse(relations.referring_to(table).len()));
    page.paragraph(
        "The schema shows where ownership would be cut: each of these tables is referred to by several others, so one component should own it and the others should reach it through that component.",
    );
    let rows = hubs.iter().take(10).map(|hub| {
        let own: Vec<String> = relations.referring_to(hub).iter().map(|name| code(name)).collect();
        [code(&hub.name), own.len().to_string(), listed(&own, 8)]
    });
    page.table(["Table", "Referred to by", "Tables"], &rows.collect::<Vec<_>>());
    for hub in hubs.iter().take(10) {
        page.sources.place(hub.place, format!("table `{}`", hub.name));
    }
}
