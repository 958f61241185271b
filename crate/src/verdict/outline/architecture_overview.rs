//! The components that were seen and what flows between them, as text and as a diagram.

use super::inline::{code, count, listed, prose};
use super::interfaces;
use super::material::Material;
use super::page::{Page, cite};
use super::stores::unnamed_store;
use super::technologies::SeenTechnology;
use crate::facts::TechnologyRole as Role;
use crate::verdict::report::ContextEntry;

/// Roles that are components of their own beside the service, and what the service does with each.
const NEIGHBOURS: [(Role, &str, &str); 4] = [
    (Role::Database, "reads and writes", "Data store"),
    (Role::Cache, "caches in", "Cache"),
    (Role::Queue, "publishes to and consumes from", "Queue"),
    (Role::HttpClient, "calls other services with", "Outgoing HTTP"),
];

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    let rows = components(material);
    if rows.is_empty()
        && material.endpoints.is_empty()
        && !material.has_tables()
        && material.technologies.is_empty()
    {
        page.paragraph(
            "No endpoint, table or technology was read, so there is no system to draw. Add the API contract, the schema or the code that registers routes.",
        );
        return;
    }
    if !rows.is_empty() {
        page.table(["Component", "What was seen", "Evidence"], &rows);
        page.fence("mermaid", &diagram(material));
    }
    page.paragraph(&absent(material));
    cross_cutting(material, page);
    for seen in &material.technologies {
        if let Some(place) = seen.place {
            page.sources.place(place, format!("{}: {}", seen.name, seen.evidence));
        }
    }
    for endpoint in material.endpoints.iter().take(50) {
        page.sources.place(endpoint.place, endpoint.label());
    }
}

fn components(material: &Material<'_>) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    if !material.endpoints.is_empty() {
        rows.push([
            "Callers".to_owned(),
            format!(
                "reach {} in {}",
                count(material.endpoints.len(), "endpoint"),
                count(material.resources.len(), "resource")
            ),
            audience(material),
        ]);
        rows.push(["API".to_owned(), api(material), evidence(material, Role::Framework)]);
    }
    rows.extend(interfaces::components(material));
    for (role, _, title) in NEIGHBOURS {
        rows.extend(
            components_in(material, role).map(|seen| [title.to_owned(), code(&seen.name), shown(seen)]),
        );
    }
    rows.extend(unnamed_store(material));
    rows
}

/// Technologies of the running system: what only tests use is no component.
fn components_in<'m, 'a>(
    material: &'m Material<'a>,
    role: Role,
) -> impl Iterator<Item = &'m SeenTechnology<'a>> {
    material.in_role(role).filter(|seen| !seen.only_in_tests)
}

fn audience(material: &Material<'_>) -> String {
    let servers: Vec<String> = material
        .facts
        .contracts()
        .flat_map(|contract| &contract.servers)
        .map(|server| code(&server.url))
        .collect();
    if servers.is_empty() { "no server address seen".to_owned() } else { listed(&servers, 3) }
}

fn api(material: &Material<'_>) -> String {
    let frameworks: Vec<String> = material.in_role(Role::Framework).map(|seen| code(&seen.name)).collect();
    let contracts: Vec<String> = material
        .facts
        .contracts()
        .map(|contract| {
            let title = contract.info.title.as_ref().map_or("no title", |title| title.value.as_str());
            format!("{} (OpenAPI {})", code(title), code(&contract.version))
        })
        .collect();
    match (frameworks.is_empty(), contracts.is_empty()) {
        (false, false) => format!("{}, contract {}", listed(&frameworks, 3), listed(&contracts, 3)),
        (false, true) => format!("{}, no contract", listed(&frameworks, 3)),
        (true, false) => format!("contract {}; code not seen", listed(&contracts, 3)),
        (true, true) => "framework not seen".to_owned(),
    }
}

fn evidence(material: &Material<'_>, role: Role) -> String {
    let all: Vec<String> = material.in_role(role).map(shown).collect();
    if all.is_empty() { "the contract".to_owned() } else { listed(&all, 2) }
}

fn shown(seen: &SeenTechnology<'_>) -> String {
    let path = if seen.path.is_empty() { String::new() } else { format!(" ({})", code(seen.path)) };
    format!("{}{path}", prose(&seen.evidence))
}

fn diagram(material: &Material<'_>) -> String {
    let mut lines = vec!["flowchart LR".to_owned()];
    let has_api = !material.endpoints.is_empty() || material.has_code();
    if has_api {
        let name = material
            .in_role(Role::Framework)
            .next()
            .map_or_else(|| "API".to_owned(), |seen| format!("API ({})", label(&seen.name)));
        lines.push(format!("  callers([\"Callers\"]) -->|\"{}\"| api[\"{name}\"]", protocol(material)));
    }
    lines.extend(interfaces::nodes(material, label));
    let arrow = |verb: &str| if has_api { format!("  api -->|\"{verb}\"| ") } else { "  ".to_owned() };
    for (role, verb, title) in NEIGHBOURS {
        let id = title.split(' ').next().unwrap_or(title).to_lowercase();
        for (at, seen) in components_in(material, role).take(4).enumerate() {
            let shape = match role {
                Role::Database | Role::Cache => format!("[(\"{}\")]", label(&seen.name)),
                Role::Queue => format!("[[\"{}\"]]", label(&seen.name)),
                _ => format!("[\"other services via {}\"]", label(&seen.name)),
            };
            lines.push(format!("{}{id}{at}{shape}", arrow(verb)));
        }
    }
    if unnamed_store(material).is_some() {
        lines.push(format!("{}data0[(\"Database, not named\")]", arrow("reads and writes")));
    }
    lines.join("\n")
}

fn protocol(material: &Material<'_>) -> &'static str {
    let mut servers = material.facts.contracts().flat_map(|contract| &contract.servers).peekable();
    let secure = servers.peek().is_some() && servers.all(|server| server.url.starts_with("https:"));
    if secure { "HTTPS" } else { "HTTP" }
}

/// Text within the quotes of a diagram's label.
fn label(text: &str) -> String {
    let plain = super::inline::one_line(text, 60);
    plain.chars().map(|c| if c.is_alphanumeric() || " .,/-+()".contains(c) { c } else { ' ' }).collect()
}

/// Concerns that cut across all endpoints: topics of the context, and how people call them.
const CONCERNS: [(&str, &str); 10] = [
    ("authentication", "Authentication"),
    ("authorization", "Authorization"),
    ("password-hashing", "Passwords"),
    ("validation", "Validation"),
    ("rate-limiting", "Rate limits"),
    ("error-handling", "Error handling"),
    ("error-format", "Error format"),
    ("versioning", "Versioning"),
    ("pagination", "Paging"),
    ("logging", "Logging"),
];

fn cross_cutting(material: &Material<'_>, page: &mut Page<'_>) {
    if material.endpoints.is_empty() {
        return;
    }
    page.heading("Cross-cutting concerns");
    let rows = CONCERNS.iter().map(|(topic, title)| {
        let entries: Vec<&ContextEntry> =
            material.context.entries.iter().filter(|entry| entry.topic == *topic).collect();
        let values: Vec<String> = entries.iter().map(|entry| code(&entry.value)).collect();
        let evidence = entries.first().map(|entry| {
            format!("{} ({})", prose(&entry.evidence), cite(&entry.path, entry.range.start.line))
        });
        let seen = if values.is_empty() { "not seen".to_owned() } else { listed(&values, 4) };
        [(*title).to_owned(), seen, evidence.unwrap_or_default()]
    });
    page.table(["Concern", "Seen", "Evidence"], &rows.collect::<Vec<_>>());
}

/// What a system of this kind usually has and nothing shows.
fn absent(material: &Material<'_>) -> String {
    let usual = [
        (Role::Database, "data store"),
        (Role::Cache, "cache"),
        (Role::Queue, "queue or background worker"),
        (Role::Monitoring, "metrics or tracing"),
    ];
    let missing: Vec<String> = usual
        .into_iter()
        .filter(|(role, _)| material.in_role(*role).next().is_none())
        .filter(|(role, _)| *role != Role::Database || unnamed_store(material).is_none())
        .map(|(_, name)| name.to_owned())
        .collect();
    if missing.is_empty() {
        return String::new();
    }
    let because = if material.has_code() { "" } else { " (no code was read)" };
    format!("Not seen{because}: {}.", missing.join(", "))
}
