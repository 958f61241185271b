//! Routes of a service, and what a request passes before it reaches their handlers.

use super::{Method, ModuleMember};
use crate::artifact::Place;

/// An application or router object, with what is registered on it in this file.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own, and any combination exists")]
pub struct Router {
    /// Its name in the file.
    pub name: String,
    pub place: Place,
    /// The application itself: routes on it are served whether or not it is mounted.
    pub root: bool,
    /// The file did not make it: a function gets it as a parameter, or another file exports it.
    pub handed_in: bool,
    /// A class whose methods answer: an application serves all of those at once.
    pub of_class: bool,
    /// What it is in the file that makes it, where this one imports it and registers on it.
    pub stands_for: Option<ModuleMember>,
    /// The file gives it to others.
    pub exported: bool,
    pub routes: Vec<Route>,
    /// Guards for everything that is registered after them (`order`).
    pub guards: Vec<Guard>,
    /// Guards for the whole application that it is a part of, wherever it is mounted there.
    pub everywhere: Vec<Guard>,
    pub mounts: Vec<Mount>,
}

/// One method and path that the service answers.
#[derive(Clone, Debug)]
pub struct Route {
    pub method: Option<Method>,
    /// As written, with the prefixes of all mounts once it is linked: `/api/users/:id`.
    pub path: String,
    /// The call that registers it.
    pub place: Place,
    /// Position among the registrations of its router: a guard counts only for what comes after it.
    pub order: usize,
    /// Guards of its own and, once it is linked, those of its routers.
    pub guards: Vec<Guard>,
    pub handler: Option<Handler>,
    /// Whether everything that stands before it was seen: false where no file of the submission mounts its
    /// router, so that guards and a prefix may stand in a file that is not there.
    pub mounts_seen: bool,
}

#[derive(Clone, Debug)]
pub struct Handler {
    /// The function itself, or the name that refers to it.
    pub name: Option<String>,
    pub place: Place,
    /// Whether it writes: inserts, updates, deletes.
    pub writes: bool,
    /// Parts of the request that it reads: `body`, `query`, `params`, `headers`.
    pub reads: Vec<String>,
    /// Where another module defines it.
    pub imported: Option<ModuleMember>,
}

/// Something that a request passes before it reaches its handler.
#[derive(Clone, Debug)]
pub struct Guard {
    pub kind: GuardKind,
    /// As written: `requireAuth`, `passport.authenticate("jwt")`.
    pub name: String,
    pub place: Place,
    pub order: usize,
    /// The path prefix that it applies to, `/` for all.
    pub prefix: String,
    /// Where another module defines it.
    pub imported: Option<ModuleMember>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuardKind {
    Authentication,
    Authorization,
    Validation,
    RateLimit,
    Csrf,
    Cors,
    SecurityHeaders,
    BodyParser,
    Logging,
    ErrorHandler,
    /// It says that anybody may call.
    Public,
    /// It makes a value for the handler, and may turn callers away.
    Injection,
    /// It does something else, and turns nobody away.
    Passing,
    /// It is not known what it does.
    Other,
}

/// A router that is served below another one.
#[derive(Clone, Debug)]
pub struct Mount {
    pub prefix: String,
    pub target: MountTarget,
    pub order: usize,
    /// Guards that stand in the same call.
    pub guards: Vec<Guard>,
    pub place: Place,
    /// The call mounts routers and nothing else: what is not seen is no middleware.
    pub routers_only: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MountTarget {
    /// A router of the same file, by name.
    Local(String),
    /// A router that a module of the submission exports.
    Module(ModuleMember),
    /// A function that registers on what it is given, where the submission has it.
    Extension(ModuleMember),
    /// Every class of the service whose methods answer requests.
    Controllers,
    Unknown,
}
