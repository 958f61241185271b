//! How it stands at ten times the load, against attack, when observed, and when deployed.

use super::endpoints::{is_parameter, segments};
use super::inline::{code, count, listed, prose};
use super::load::load;
use super::material::Material;
use super::page::Page;
use super::stance::stance;
use super::technologies::SeenTechnology;
use crate::collections::Sort;
use crate::facts::TechnologyRole as Role;

const THREATS: [(&str, &[&str]); 10] = [
    (
        "Injection",
        &["sec.sql-injection", "sec.nosql-injection", "sec.command-injection", "sec.code-injection"],
    ),
    ("Unknown callers", &["auth.required", "auth.mechanism", "auth.oauth2", "auth.jwt"]),
    (
        "Callers beyond their rights",
        &["auth.authorization", "auth.object-level", "auth.privilege-escalation", "data.tenancy"],
    ),
    (
        "Guessed or stolen passwords",
        &["auth.passwords", "auth.brute-force", "auth.token-lifecycle", "auth.token-transport"],
    ),
    ("Secrets in files", &["sec.secrets", "integ.credentials"]),
    (
        "Files, addresses and redirects chosen by callers",
        &["sec.path-traversal", "sec.ssrf", "sec.open-redirect"],
    ),
    ("Attacks through the browser", &["sec.cors", "sec.csrf", "sec.headers", "sec.xss", "auth.sessions"]),
    ("Data given away", &["sec.data-exposure", "sec.error-leak", "data.sensitive"]),
    (
        "Overload and abuse",
        &["sec.abuse-limits", "api.rate-limits", "api.input-bounds", "sec.input-validation"],
    ),
    ("Traffic read on the way", &["api.transport", "sec.tls", "sec.crypto"]),
];

const OBSERVED: [(&str, &[&str]); 5] = [
    ("Logs", &["ops.logging", "rel.error-handling"]),
    ("Metrics and traces", &["ops.tracing", "perf.monitoring"]),
    ("Alerts on errors", &["ops.error-monitoring"]),
    ("Health checks", &["ops.health-checks"]),
    ("Audit trail", &["sec.audit-log", "data.audit"]),
];

const DELIVERED: [(&str, &[&str]); 5] = [
    ("Pipeline", &["ops.ci-cd", "qual.tests"]),
    ("Images", &["ops.containers", "ops.resource-limits"]),
    (
        "Schema changes",
        &["data.migrations-compatible", "data.migrations-locks", "data.migrations-reversible"],
    ),
    ("Roll-out without downtime", &["ops.zero-downtime", "rel.shutdown"]),
    ("Configuration", &["ops.config"]),
];

pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) {
    page.heading("Scalability: ten times the load");
    load(material, page);
    page.heading("Security: threats and what stands against them");
    matters(material, page, "Threat", &THREATS);
    page.heading("Observability");
    matters(material, page, "Matter", &OBSERVED);
    page.paragraph(&observing(material));
    page.heading("Deployment and CI/CD");
    matters(material, page, "Matter", &DELIVERED);
    page.paragraph(&delivering(material));
}

fn matters(material: &Material<'_>, page: &mut Page<'_>, head: &str, matters: &[(&str, &[&str])]) {
    let stances: Vec<_> = matters.iter().map(|(title, items)| (*title, stance(material, items))).collect();
    let (mut judged, unjudged): (Vec<_>, Vec<_>) =
        stances.into_iter().partition(|(_, stance)| stance.is_judged());
    judged.order_by_key(|(_, stance)| !stance.is_open());
    let rows: Vec<[String; 3]> =
        judged.iter().map(|(title, stance)| [(*title).to_owned(), stance.state(), stance.detail()]).collect();
    if !rows.is_empty() {
        page.table([head, "State", "What to do, or what shows it"], &rows);
    }
    if !unjudged.is_empty() {
        let titles: Vec<String> = unjudged.iter().map(|(title, _)| title.to_lowercase()).collect();
        page.paragraph(&format!("Not judged, which is not the same as met: {}.", titles.join("; ")));
    }
    for finding in judged.iter().flat_map(|(_, stance)| &stance.groups).filter_map(|group| group.first()) {
        page.sources.finding(finding);
    }
}

/// Log, metrics and health that were seen, whether or not a rule judges them.
fn observing(material: &Material<'_>) -> String {
    let tools: Vec<String> =
        material.in_role(Role::Logging).chain(material.in_role(Role::Monitoring)).map(tool).collect();
    let probes = ["health", "healthz", "ready", "readyz", "live", "livez", "ping", "metrics"];
    let endpoints: Vec<String> = material
        .endpoints
        .iter()
        .filter(|endpoint| {
            let last = segments(endpoint.path).last().unwrap_or_default();
            let fixed = endpoint.depth() <= 3 && !segments(endpoint.path).any(is_parameter);
            fixed && probes.iter().any(|probe| last.eq_ignore_ascii_case(probe))
        })
        .map(|endpoint| code(&endpoint.label()))
        .collect();
    let seen = |what: &str, names: &[String]| match names.len() {
        0 => format!("{what}: none seen."),
        _ => format!("{what}: {}.", listed(names, 5)),
    };
    format!("{} {}", seen("Tools", &tools), seen("Endpoints that look like probes", &endpoints))
}

fn tool(seen: &SeenTechnology<'_>) -> String {
    format!("{} ({})", code(&seen.name), prose(&seen.evidence))
}

/// Files about delivery that were handed in; they are recognised, and not read.
fn delivering(material: &Material<'_>) -> String {
    let kinds = ["dockerfile", "compose", "kubernetes", "workflow", "terraform", "web-server"];
    let files: Vec<String> = material
        .submission
        .files()
        .filter(|file| kinds.contains(&file.kind))
        .map(|file| code(file.path))
        .collect();
    if files.is_empty() {
        return "No Dockerfile, compose file, manifest or workflow was handed in, so how it is built and deployed is not known.".to_owned();
    }
    format!("{} about delivery handed in and recognised: {}.", count(files.len(), "file"), listed(&files, 8))
}
