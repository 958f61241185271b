//! What gives way first when ten times as many callers come, or ten times as many rows.

use super::groups::{Group, severity_name};
use super::inline::{code, listed};
use super::material::Material;
use super::page::{Page, cite};
use crate::facts::TechnologyRole as Role;

/// What ten times as many callers or rows do where an item is not met; `None` where load does not matter to it.
fn at_ten_times(item: &str) -> Option<&'static str> {
    Some(match item {
        "perf.n-plus-one" => "one round trip to the store for each row",
        "perf.unbounded-queries" => "memory and time of a request grow with the table",
        "perf.offset-pagination" => "deep pages read all rows before them",
        "perf.full-scans" | "data.query-indexes" => "each query reads the whole table",
        "perf.connection-pooling" => "connections run out before anything else does",
        "perf.async-work" => "slow work holds requests, and callers time out",
        "perf.blocking" => "one request stops all others of the process",
        "perf.caching" | "api.caching" => "each repeated read reaches the store",
        "api.pagination" => "each answer grows with the data behind it",
        "api.rate-limits" | "sec.abuse-limits" => "one caller can take all capacity",
        "api.input-bounds" => "one request can be as large as its sender likes",
        "data.fk-indexes" => "each delete in the parent, and each join, reads the whole child table",
        "data.primary-keys" => "rows cannot be addressed one by one, and replication stops",
        "data.index-hygiene" => "each write pays for indexes that no query uses",
        "data.retention" | "data.scaling" => "tables outgrow memory, backup and maintenance windows",
        "data.transactions" | "data.concurrency" => "more callers at once, more half-done or lost updates",
        "rel.stateless" | "rel.horizontal-scaling" => {
            "a second instance does not share what the first one knows"
        }
        other if other.starts_with("perf.") => "cost grows faster than load",
        _ => return None,
    })
}

pub(super) fn load(material: &Material<'_>, page: &mut Page<'_>) {
    let groups: Vec<(&Group<'_>, &str)> = material
        .groups
        .iter()
        .filter_map(|group| Some((group, at_ten_times(group.item)?)))
        .take(10)
        .collect();
    if groups.is_empty() {
        page.paragraph("No finding names a part that gives way under load.");
    } else {
        let rows = groups.iter().map(|(group, effect)| {
            let first = group.first().map(|finding| cite(&finding.path, finding.range.start.line));
            [
                format!("{} ({})", group.title, severity_name(group.severity)),
                group.extent(),
                (*effect).to_owned(),
                first.unwrap_or_default(),
            ]
        });
        page.table(["What gives way", "Extent", "At ten times", "First at"], &rows.collect::<Vec<_>>());
    }
    page.paragraph(&relief(material));
    for finding in groups.iter().flat_map(|(group, _)| group.findings.iter().take(10)) {
        page.sources.finding(finding);
    }
}

/// What takes load off, as far as it was seen.
fn relief(material: &Material<'_>) -> String {
    if !material.has_code() {
        return "No code was read: caches, pools and queues are not known.".to_owned();
    }
    let roles = [(Role::Cache, "cache"), (Role::Queue, "queue"), (Role::RateLimiting, "rate limiter")];
    let (seen, unseen): (Vec<_>, Vec<_>) =
        roles.into_iter().partition(|(role, _)| material.in_role(*role).next().is_some());
    let seen: Vec<String> = seen
        .into_iter()
        .flat_map(|(role, name)| material.in_role(role).map(move |own| format!("{name} {}", code(&own.name))))
        .collect();
    let unseen: Vec<&str> = unseen.into_iter().map(|(_, name)| name).collect();
    match (seen.is_empty(), unseen.is_empty()) {
        (true, _) => format!("Nothing that takes load off was seen: no {}.", unseen.join(", no ")),
        (false, true) => format!("Load is taken off by: {}.", listed(&seen, 6)),
        (false, false) => {
            format!("Load is taken off by: {}. Not seen: {}.", listed(&seen, 6), unseen.join(", "))
        }
    }
}
