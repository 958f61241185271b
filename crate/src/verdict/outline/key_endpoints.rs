//! The endpoints that say most about an API: of the largest resources, what creates, lists, reads and changes.

use super::endpoints::Endpoint;
use super::material::Material;
use super::resources::Resource;
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::Method;

/// At most so many, the writes and the central resources first.
pub(super) fn key_endpoints<'a>(material: &Material<'a>, most: usize) -> Vec<Endpoint<'a>> {
    let mut taken: BTreeSet<Place> = BTreeSet::new();
    let mut chosen = Vec::new();
    for resources in material.resources.chunks(4) {
        for class in CLASSES {
            for resource in resources {
                let Some(endpoint) = best(resource, class, &taken) else { continue };
                if chosen.len() == most {
                    return in_order(material, &chosen);
                }
                taken.insert(endpoint.place);
                chosen.push(endpoint);
            }
        }
    }
    in_order(material, &chosen)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Create,
    Read,
    List,
    Change,
    Delete,
}

const CLASSES: [Class; 5] = [Class::Create, Class::Read, Class::List, Class::Change, Class::Delete];

fn class(endpoint: &Endpoint<'_>) -> Option<Class> {
    match (endpoint.method?, endpoint.is_single()) {
        (Method::Post, _) => Some(Class::Create),
        (Method::Get, true) => Some(Class::Read),
        (Method::Get, false) => Some(Class::List),
        (Method::Put | Method::Patch, _) => Some(Class::Change),
        (Method::Delete, _) => Some(Class::Delete),
        _ => None,
    }
}

/// The one with the shortest path: actions on parts of a thing have longer ones.
fn best<'a>(resource: &Resource<'a>, wanted: Class, taken: &BTreeSet<Place>) -> Option<Endpoint<'a>> {
    let own = resource.endpoints.iter().filter(|endpoint| class(endpoint) == Some(wanted));
    own.filter(|endpoint| !taken.contains(&endpoint.place)).min_by_key(|endpoint| rank(endpoint)).copied()
}

fn rank(endpoint: &Endpoint<'_>) -> (bool, bool, usize) {
    let operation = endpoint.operation.map(|(_, operation)| operation);
    let deprecated = operation.is_some_and(|operation| operation.deprecated);
    let takes_body = operation.is_none_or(|operation| operation.body.is_some());
    let wants_body = matches!(endpoint.method, Some(Method::Post | Method::Put | Method::Patch));
    (deprecated, wants_body && !takes_body, endpoint.depth())
}

/// Those of one resource together.
fn in_order<'a>(material: &Material<'a>, chosen: &[Endpoint<'a>]) -> Vec<Endpoint<'a>> {
    let places: BTreeSet<Place> = chosen.iter().map(|endpoint| endpoint.place).collect();
    let all = material.resources.iter().flat_map(|resource| &resource.endpoints);
    all.filter(|endpoint| places.contains(&endpoint.place)).copied().collect()
}
