//! Endpoints by what they are about: the first tag of an operation, or the first telling part of a path.

use super::endpoints::{Access, Endpoint, is_parameter, segments};
use super::reach::Reach;
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet, Sort};
use crate::facts::{Contract, Facts};

pub(super) struct Resource<'a> {
    pub(super) name: &'a str,
    /// In the order in which they were read.
    pub(super) endpoints: Vec<Endpoint<'a>>,
    /// Tables that the code of its routes reads or writes.
    pub(super) tables: Vec<&'a str>,
    /// Tables that bear its name.
    pub(super) namesakes: Vec<&'a str>,
}

impl<'a> Resource<'a> {
    /// What its endpoints are about besides it: the other names in their paths, the most frequent first.
    pub(super) fn parts(&self) -> Vec<&'a str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for endpoint in &self.endpoints {
            let names =
                segments(endpoint.path).filter(|segment| !is_parameter(segment) && !is_prefix(segment));
            for name in names.skip(1).filter(|name| !name.eq_ignore_ascii_case(self.name)) {
                *counts.entry(name).or_default() += 1;
            }
        }
        let mut parts: Vec<(&str, usize)> = counts.into_iter().collect();
        parts.order_by_key(|(_, count)| std::cmp::Reverse(*count));
        parts.into_iter().map(|(name, _)| name).collect()
    }

    /// How many of its endpoints are guarded, are said to be public, say nothing.
    pub(super) fn access(&self) -> (usize, usize, usize) {
        self.endpoints.iter().fold((0, 0, 0), |(guarded, public, unstated), endpoint| {
            match endpoint.access() {
                Access::Guarded(_) => (guarded + 1, public, unstated),
                Access::Public => (guarded, public + 1, unstated),
                Access::Unstated => (guarded, public, unstated + 1),
            }
        })
    }

    /// Names of its schemes and guards.
    pub(super) fn guards(&self) -> Vec<String> {
        let names: BTreeSet<String> = self
            .endpoints
            .iter()
            .filter_map(|endpoint| match endpoint.access() {
                Access::Guarded(names) => Some(names),
                _ => None,
            })
            .flatten()
            .collect();
        names.into_iter().collect()
    }
}

/// The largest first, then by name.
pub(super) fn resources<'a>(facts: &'a Facts, endpoints: &[Endpoint<'a>]) -> Vec<Resource<'a>> {
    let tagged: BTreeSet<Place> =
        facts.contracts().filter(|one| is_tagged(one)).map(|one| one.place).collect();
    let mut by_name: BTreeMap<String, Resource<'a>> = BTreeMap::new();
    for endpoint in endpoints {
        let name = name(endpoint, &tagged);
        by_name
            .entry(name.to_lowercase())
            .or_insert_with(|| Resource {
                name,
                endpoints: Vec::new(),
                tables: Vec::new(),
                namesakes: Vec::new(),
            })
            .endpoints
            .push(*endpoint);
    }
    let reach = Reach::new(facts);
    let queried = facts.queries().flat_map(|query| &query.tables).map(String::as_str);
    let mut alike: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in facts.tables().map(|table| table.name.as_str()).chain(queried) {
        alike.entry(plain(name)).or_default().insert(name);
    }
    let mut resources: Vec<Resource<'a>> = by_name.into_values().collect();
    for resource in &mut resources {
        resource.tables = reach.tables(&resource.endpoints);
        let namesakes = alike.get(&plain(resource.name)).into_iter().flatten().copied();
        resource.namesakes = namesakes.take(10).collect();
    }
    resources.order_by(|a, b| b.endpoints.len().cmp(&a.endpoints.len()).then_with(|| a.name.cmp(b.name)));
    resources
}

/// Tags name the resources of a contract where nearly all of its operations have one, and not all the same.
fn is_tagged(contract: &Contract) -> bool {
    let tags: Vec<&String> =
        contract.operations.iter().filter_map(|operation| operation.tags.first()).collect();
    let differ = tags.first().is_some_and(|first| tags.iter().any(|tag| tag != first));
    differ && tags.len() * 10 >= contract.operations.len() * 9
}

fn name<'a>(endpoint: &Endpoint<'a>, tagged: &BTreeSet<Place>) -> &'a str {
    let tag = endpoint
        .operation
        .filter(|(contract, _)| tagged.contains(&contract.place))
        .and_then(|(_, operation)| operation.tags.first());
    tag.map_or_else(|| telling_segment(endpoint.path), String::as_str)
}

fn telling_segment(path: &str) -> &str {
    segments(path).find(|segment| !is_parameter(segment) && !is_prefix(segment)).unwrap_or("/")
}

/// `api`, `v1`, `v2.1`: where an API lives, not what it is about.
fn is_prefix(segment: &str) -> bool {
    let version = segment.strip_prefix(['v', 'V']).unwrap_or_default();
    let numbered = !version.is_empty() && version.chars().all(|c| c.is_ascii_digit() || c == '.');
    numbered
        || ["api", "rest", "public", "internal"].iter().any(|prefix| segment.eq_ignore_ascii_case(prefix))
}

/// A name as it is compared: lower case, without the ending of a plural.
fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('-', "_");
    let name = name.strip_suffix("ies").map_or_else(|| name.clone(), |stem| format!("{stem}y"));
    name.trim_end_matches('s').to_owned()
}
