//! What the service consists of: one responsibility for each resource, with its endpoints, tables and guards.

use std::collections::BTreeMap;

use super::endpoints::{Access, Endpoint};
use super::inline::{code, count, listed};
use super::material::Material;
use super::page::Page;
use super::resources::Resource;

/// Resources that are written out.
const MOST: usize = 24;

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    if material.resources.is_empty() {
        without_endpoints(material, page);
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
    page.table(
        ["Resource", "Endpoints", "Responsibility", "Authentication", "Tables"],
        &material.resources.iter().take(MOST).map(row).collect::<Vec<_>>(),
    );
    let left: usize = material.resources.iter().skip(MOST).map(|resource| resource.endpoints.len()).sum();
    if left > 0 {
        let more = material.resources.len() - MOST;
        page.paragraph(&format!(
            "{} with {} are left out.",
            count(more, "smaller resource"),
            count(left, "endpoint")
        ));
    }
    for resource in material.resources.iter().take(6) {
        page.heading(&code(resource.name));
        page.list(&resource.endpoints.iter().take(8).map(line).collect::<Vec<_>>());
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

fn row(resource: &Resource<'_>) -> [String; 5] {
    [
        code(resource.name),
        resource.endpoints.len().to_string(),
        responsibility(resource),
        access(resource),
        tables(resource),
    ]
}

/// What it does, by its methods: "create, read and list, change".
fn responsibility(resource: &Resource<'_>) -> String {
    let does = [
        ("create or act", "POST", false),
        ("list", "GET", false),
        ("read", "GET", true),
        ("replace", "PUT", true),
        ("change", "PATCH", true),
        ("delete", "DELETE", true),
    ];
    let verbs: Vec<&str> = does
        .into_iter()
        .filter(|(_, method, single)| {
            resource.endpoints.iter().any(|endpoint| {
                let named = endpoint.method.is_some_and(|own| own.name() == *method);
                named && (*method != "GET" || endpoint.is_single() == *single)
            })
        })
        .map(|(verb, ..)| verb)
        .collect();
    if verbs.is_empty() { "other methods only".to_owned() } else { verbs.join(", ") }
}

fn access(resource: &Resource<'_>) -> String {
    let (guarded, public, unstated) = resource.access();
    let total = resource.endpoints.len();
    let guards: Vec<String> = resource.guards().iter().map(|name| code(name)).collect();
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

fn line(endpoint: &Endpoint<'_>) -> String {
    let guard = match endpoint.access() {
        Access::Guarded(names) => {
            format!("needs {}", listed(&names.iter().map(|name| code(name)).collect::<Vec<_>>(), 3))
        }
        Access::Public => "declared public".to_owned(),
        Access::Unstated => "no authentication seen".to_owned(),
    };
    let summary = endpoint.operation.and_then(|(_, operation)| operation.summary.as_deref());
    let says = summary.map(|summary| format!(": {}", code(summary))).unwrap_or_default();
    format!("{}{says}; {guard}", code(&endpoint.label()))
}

/// With tables alone: the ones that others refer to are where services would be cut.
fn without_endpoints(material: &Material<'_>, page: &mut Page<'_>) {
    page.paragraph(
        "No operation or route was read, so no service can be described. Add the API contract or the code that registers routes.",
    );
    let mut referring: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for table in material.facts.tables() {
        for key in &table.foreign_keys {
            let own = referring.entry(key.table.as_str()).or_default();
            if !own.contains(&table.name.as_str()) && table.name != key.table {
                own.push(&table.name);
            }
        }
    }
    let mut hubs: Vec<(&str, Vec<&str>)> = referring.into_iter().filter(|(_, own)| own.len() > 1).collect();
    if hubs.is_empty() {
        return;
    }
    hubs.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
    page.paragraph(
        "The schema shows where ownership would be cut: each of these tables is referred to by several others, so one component should own it and the others should reach it through that component.",
    );
    let rows = hubs.iter().take(10).map(|(hub, own)| {
        [code(hub), own.len().to_string(), listed(&own.iter().map(|name| code(name)).collect::<Vec<_>>(), 8)]
    });
    page.table(["Table", "Referred to by", "Tables"], &rows.collect::<Vec<_>>());
    for (hub, _) in hubs.iter().take(10) {
        if let Some(table) = material.facts.catalog.table(None, hub) {
            page.sources.place(table.place, format!("table `{}`", table.name));
        }
    }
}
