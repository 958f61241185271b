//! What stands between a request and its handler.

use super::{CorsPolicy, Facts, Guard, GuardKind, Method, Mount, MountTarget, Purpose, Route, Router};
use crate::artifact::Place;
use crate::collections::BTreeSet;

impl Route {
    /// As people write it: `GET /users/:id`.
    pub fn label(&self) -> String {
        let method = self.method.map_or("any method", Method::name);
        format!("{method} {}", self.path)
    }

    pub fn purpose(&self) -> Purpose {
        Purpose::of(&self.path)
    }

    pub fn guard(&self, kind: GuardKind) -> Option<&Guard> {
        self.guards.iter().find(|guard| guard.kind == kind)
    }

    /// The guard that finds out who is calling, or whether they may.
    pub fn identification(&self) -> Option<&Guard> {
        self.guards.iter().find(|guard| guard.identifies())
    }

    /// A guard of which it is not known what it does.
    pub fn unknown_guard(&self) -> Option<&Guard> {
        let unseen = |guard: &&Guard| match guard.kind {
            GuardKind::Other => true,
            GuardKind::Injection => guard.imported.is_some(),
            _ => false,
        };
        self.guards.iter().find(unseen)
    }

    /// Whether the method says that it changes something.
    pub fn is_write(&self) -> bool {
        matches!(self.method, Some(Method::Post | Method::Put | Method::Patch | Method::Delete))
    }

    /// Whether its handler reads that part of the request: `body`, `query`.
    pub fn reads(&self, part: &str) -> bool {
        self.handler.as_ref().is_some_and(|handler| handler.reads.iter().any(|read| read == part))
    }
}

impl Guard {
    pub fn identifies(&self) -> bool {
        matches!(self.kind, GuardKind::Authentication | GuardKind::Authorization)
    }

    /// Whether it lets callers pass that it does not know, on purpose.
    pub fn is_optional(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        ["optional", "anonymous", "maybe", "public", "skipauth", "noauth", "unauthenticated"]
            .iter()
            .any(|word| name.contains(word))
    }

    fn covers(&self, path: &str) -> bool {
        let prefix = self.prefix.trim_end_matches('/');
        path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl CorsPolicy {
    /// Whether it allows the same.
    pub fn is_like(&self, other: &Self) -> bool {
        self.origins == other.origins && self.credentials == other.credentials
    }
}

/// A guard that comes too late: everything that it should stand before is registered above it.
#[derive(Clone, Debug)]
pub struct LateGuard<'a> {
    pub guard: &'a Guard,
    pub routes: Vec<&'a Route>,
    pub mounts: Vec<&'a Mount>,
}

impl Router {
    /// Guards that ask who is calling, below which nothing is registered any more. Where something is, those
    /// above it may be public on purpose.
    pub fn late_guards(&self) -> impl Iterator<Item = LateGuard<'_>> {
        self.guards.iter().filter(|guard| guard.identifies() && !guard.is_optional()).filter_map(|guard| {
            if self.orders(guard).any(|order| order > guard.order) {
                return None;
            }
            let late =
                LateGuard { guard, routes: self.routes_above(guard), mounts: self.mounts_above(guard) };
            (!late.routes.is_empty() || !late.mounts.is_empty()).then_some(late)
        })
    }

    /// Where everything stands that a guard could be for.
    fn orders<'a>(&'a self, guard: &'a Guard) -> impl Iterator<Item = usize> + 'a {
        let routes = self.routes.iter().filter(|route| guard.covers(&route.path)).map(|route| route.order);
        routes.chain(self.mounts.iter().map(|mount| mount.order))
    }

    fn routes_above(&self, guard: &Guard) -> Vec<&Route> {
        let exposed = |route: &&Route| {
            route.order < guard.order
                && guard.covers(&route.path)
                && route.identification().is_none()
                && !route.purpose().is_public()
        };
        self.routes.iter().filter(exposed).collect()
    }

    fn mounts_above(&self, guard: &Guard) -> Vec<&Mount> {
        let exposed = |mount: &&Mount| {
            mount.order < guard.order
                && mount.target != MountTarget::Unknown
                && guard.covers(&mount.prefix)
                && !mount.guards.iter().any(Guard::identifies)
                && (mount.prefix.trim_matches('/').is_empty() || !Purpose::of(&mount.prefix).is_public())
        };
        self.mounts.iter().filter(exposed).collect()
    }
}

impl Facts {
    /// Routes with a guard that asks who is calling below them in the same router: somebody thought of what
    /// stands above it.
    pub fn routes_above_guards(&self) -> BTreeSet<Place> {
        let above = |router: &Router| {
            let last = router.guards.iter().filter(|guard| guard.identifies()).map(|guard| guard.order).max();
            let routes = router.routes.iter().filter(|route| last.is_some_and(|last| route.order < last));
            routes.map(|route| route.place).collect::<Vec<_>>()
        };
        self.routers().flat_map(above).collect()
    }

    pub fn routers(&self) -> impl Iterator<Item = &Router> {
        self.code().flat_map(|code| &code.routers)
    }

    /// The application objects.
    pub fn applications(&self) -> impl Iterator<Item = &Router> {
        self.routers().filter(|router| router.root)
    }

    /// Each registration once, also where its router is mounted at several paths.
    pub fn registered_routes(&self) -> Vec<&Route> {
        let mut seen = BTreeSet::<(Place, Option<Method>)>::new();
        self.routes.iter().filter(|route| seen.insert((route.place, route.method))).collect()
    }

    /// Routes of what the service exists for: callers without credentials are not expected there.
    pub fn service_routes(&self) -> Vec<&Route> {
        let of_service =
            |route: &&Route| !route.purpose().is_public() && route.method != Some(Method::Options);
        self.registered_routes().into_iter().filter(of_service).collect()
    }
}
