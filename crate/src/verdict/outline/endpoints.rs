//! What the service answers, from contract and code together: an operation and the route that serves it are
//! one endpoint.

use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Contract, Facts, GuardKind, Method, Operation, Route};

#[derive(Clone, Copy)]
pub(super) struct Endpoint<'a> {
    /// `None` where a route answers every method.
    pub(super) method: Option<Method>,
    pub(super) path: &'a str,
    pub(super) place: Place,
    pub(super) operation: Option<(&'a Contract, &'a Operation)>,
    pub(super) route: Option<&'a Route>,
}

/// Whether callers must say who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// By these schemes or guards.
    Guarded(Vec<String>),
    /// The contract says that nobody needs to.
    Public,
    /// Neither contract nor code says anything.
    Unstated,
}

impl Endpoint<'_> {
    /// As people write it: `GET /users/{id}`.
    pub(super) fn label(&self) -> String {
        format!("{} {}", self.method.map_or("ANY", Method::name), self.path)
    }

    /// Whether it names one thing: its path ends with a parameter.
    pub(super) fn is_single(&self) -> bool {
        self.path.rsplit('/').find(|segment| !segment.is_empty()).is_some_and(is_parameter)
    }

    pub(super) fn depth(&self) -> usize {
        segments(self.path).count()
    }

    pub(super) fn access(&self) -> Access {
        let stated = self.operation.and_then(|(contract, operation)| contract.requirements(operation));
        if let Some(requirements) = stated {
            if requirements.value.is_empty() || requirements.value.iter().any(|one| one.schemes.is_empty()) {
                return Access::Public;
            }
            let names: BTreeSet<&String> =
                requirements.value.iter().flat_map(|one| &one.schemes).map(|(name, _)| name).collect();
            return Access::Guarded(names.into_iter().cloned().collect());
        }
        let guards: BTreeSet<&str> = self
            .route
            .iter()
            .flat_map(|route| &route.guards)
            .filter(|guard| matches!(guard.kind, GuardKind::Authentication | GuardKind::Authorization))
            .map(|guard| guard.name.as_str())
            .collect();
        if guards.is_empty() {
            return Access::Unstated;
        }
        Access::Guarded(guards.into_iter().map(str::to_owned).collect())
    }
}

/// Operations in the order of their documents, each with the route that serves it; then the other routes, those
/// of one method and path once.
pub(super) fn endpoints(facts: &Facts) -> Vec<Endpoint<'_>> {
    let mut by_key: BTreeMap<(Option<Method>, String), usize> = BTreeMap::new();
    let mut all: Vec<Endpoint<'_>> = Vec::new();
    for (contract, operation) in facts.operations().filter(|(_, operation)| !operation.webhook) {
        let at = all.len();
        by_key.entry((Some(operation.method), key(&operation.path))).or_insert(at);
        for server in contract.servers.iter().take(1) {
            let served = format!("{}{}", base_path(&server.url), operation.path);
            by_key.entry((Some(operation.method), key(&served))).or_insert(at);
        }
        all.push(Endpoint {
            method: Some(operation.method),
            path: &operation.path,
            place: operation.place,
            operation: Some((contract, operation)),
            route: None,
        });
    }
    for route in &facts.routes {
        let known = by_key.get(&(route.method, key(&route.path)));
        match known.and_then(|at| all.get_mut(*at)) {
            Some(endpoint) if endpoint.route.is_none() => endpoint.route = Some(route),
            Some(_) => {}
            None => {
                by_key.insert((route.method, key(&route.path)), all.len());
                all.push(Endpoint {
                    method: route.method,
                    path: &route.path,
                    place: route.place,
                    operation: None,
                    route: Some(route),
                });
            }
        }
    }
    all
}

pub(super) fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// `{id}`, `:id`, `<id>`, `*`
pub(super) fn is_parameter(segment: &str) -> bool {
    segment.starts_with([':', '{', '<', '*'])
}

/// A path with its parameters' names left out.
fn key(path: &str) -> String {
    let mut key = String::new();
    for segment in segments(path) {
        key.push('/');
        key.push_str(if is_parameter(segment) { "{}" } else { segment });
    }
    key
}

/// `/v1` of `https://api.example.com/v1/`
fn base_path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = if url.contains("://") {
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default()
    } else {
        rest
    };
    path.trim_end_matches('/')
}
