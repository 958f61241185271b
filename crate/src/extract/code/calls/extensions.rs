//! Libraries that put themselves before all routes of an application.

use super::{Argument, Site, guards};
use crate::extract::code::flow::{Api, Interpreter, RouterId, Shape};
use crate::facts::{Guard, GuardKind};

/// A library that is given the application: `Talisman(app)`, `limiter.init_app(app)`.
pub(super) fn extended(run: &mut Interpreter<'_>, site: &Site, api: &Api) {
    let Some(kind) = run.tables.guard(&api.module, &api.path).filter(|kind| *kind != GuardKind::Passing)
    else {
        return;
    };
    let given = site.arguments.iter().find_map(|one| match one.value.shape {
        Shape::Router(id) => Some(id),
        _ => None,
    });
    // Who only knows how to find out the caller does not yet turn anybody away.
    let waits = matches!(kind, GuardKind::Authentication | GuardKind::Authorization | GuardKind::Validation);
    let place = run.place(site.id);
    let name = run.text(site.target).to_owned();
    if let Some(router) = given.filter(|_| !waits).and_then(|id| run.found.routers.get_mut(id.0)) {
        router.guards.push(Guard { kind, name, place, order: 0, prefix: "/".to_owned(), imported: None });
    }
}

/// A library that is registered like a part of the application: `app.register(helmet)`.
pub(super) fn registered(run: &mut Interpreter<'_>, site: &Site, library: &Argument, id: RouterId) {
    let guard = guards::guard(run, library.node, &library.value, 0, "/");
    // Who only knows how to find out the caller does not yet turn anybody away.
    let acts = !matches!(
        guard.kind,
        GuardKind::Authentication | GuardKind::Authorization | GuardKind::Validation | GuardKind::Other
    );
    super::cors::added(run, site, &library.value);
    if let Some(router) = run.found.routers.get_mut(id.0).filter(|_| acts) {
        router.guards.push(guard);
    }
}
