//! What gives way first when ten times as many callers come, or ten times as many rows.

use std::collections::BTreeMap;

use super::groups::{Group, severity_name};
use super::inline::{code, count, listed};
use super::material::Material;
use super::page::Page;
use super::relations::whole;
use crate::artifact::Place;
use crate::facts::{Query, QueryOrigin, QueryVerb, TechnologyRole as Role};

/// Items whose findings cost more with every caller or row.
fn grows(item: &str) -> bool {
    item.starts_with("perf.")
        || matches!(
            item,
            "api.pagination"
                | "api.caching"
                | "api.rate-limits"
                | "data.fk-indexes"
                | "data.query-indexes"
                | "data.primary-keys"
                | "data.retention"
                | "data.scaling"
                | "rel.horizontal-scaling"
                | "rel.stateless"
        )
}

pub(super) fn load(material: &Material<'_>, page: &mut Page<'_>) {
    let facts = [unbounded(material, page), looped(material, page), unindexed(material, page)];
    page.list(&facts.into_iter().flatten().collect::<Vec<_>>());
    let groups: Vec<&Group<'_>> = material.groups.iter().filter(|group| grows(group.item)).collect();
    let rows: Vec<[String; 3]> = groups
        .iter()
        .take(8)
        .map(|group| {
            let where_ = group.first().map(|finding| code(&finding.path)).unwrap_or_default();
            [format!("{} ({})", group.title, severity_name(group.severity)), group.extent(), where_]
        })
        .collect();
    if rows.is_empty() {
        page.paragraph("No finding names a part that gives way under load.");
    } else {
        page.paragraph("Problems that grow with load, the weightiest first:");
        page.table(["Problem", "Extent", "First seen in"], &rows);
    }
    page.paragraph(&relief(material));
    for finding in groups.iter().flat_map(|group| group.findings.iter().take(10)) {
        page.sources.finding(finding);
    }
}

fn in_code<'a>(material: &Material<'a>) -> impl Iterator<Item = &'a Query> {
    material.facts.queries().filter(|query| query.origin == QueryOrigin::Code)
}

fn unbounded(material: &Material<'_>, page: &mut Page<'_>) -> Option<String> {
    let all: Vec<&Query> =
        in_code(material).filter(|query| query.verb == QueryVerb::Select && !query.bounded).collect();
    let tables = tables(&all);
    cite(page, all.iter().map(|query| query.place), "query without a bound");
    (!all.is_empty()).then(|| {
        format!(
            "{} without a bound on the rows: ten times the rows is ten times the memory and time of each request{tables}.",
            count(all.len(), "query")
        )
    })
}

fn looped(material: &Material<'_>, page: &mut Page<'_>) -> Option<String> {
    let all: Vec<&Query> = in_code(material).filter(|query| query.in_loop.is_some()).collect();
    let tables = tables(&all);
    cite(page, all.iter().map(|query| query.place), "query in a loop");
    (!all.is_empty())
        .then(|| format!("{} in a loop: one round trip for each row{tables}.", count(all.len(), "query")))
}

fn unindexed(material: &Material<'_>, page: &mut Page<'_>) -> Option<String> {
    let mut keys: BTreeMap<(&str, &[String]), Place> = BTreeMap::new();
    for table in material.facts.tables() {
        for key in table.foreign_keys.iter().filter(|key| !table.is_indexed(&key.columns)) {
            keys.entry((whole(table), &key.columns)).or_insert(key.place);
        }
    }
    cite(page, keys.values().copied(), "foreign key without an index");
    let mut names: Vec<String> = keys.keys().map(|(name, _)| code(name)).collect();
    names.dedup();
    (!keys.is_empty()).then(|| {
        format!(
            "{} without an index: each delete in the parent reads the whole child table ({}).",
            count(keys.len(), "foreign key"),
            listed(&names, 6)
        )
    })
}

fn cite(page: &mut Page<'_>, places: impl Iterator<Item = Place>, what: &str) {
    for place in places.take(20) {
        page.sources.place(place, what);
    }
}

fn tables(queries: &[&Query]) -> String {
    let names: std::collections::BTreeSet<&String> =
        queries.iter().filter_map(|query| query.tables.first()).collect();
    let names: Vec<String> = names.into_iter().map(|name| code(name)).collect();
    if names.is_empty() { String::new() } else { format!(" ({})", listed(&names, 6)) }
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
