//! What code shows: routes and their guards, error handling, passwords, cross-origin policy.

use super::{Conduct, ForgeryFacts, Located, Method, OutsideCall, SecurityUse, SinkKind, Step};
use crate::artifact::Place;

#[derive(Clone, Debug, Default)]
pub struct CodeFacts {
    pub routers: Vec<Router>,
    /// Guards of every route that is written in the language of the file.
    pub everywhere: Vec<Guard>,
    pub catches: Vec<Catch>,
    pub password_hashes: Vec<PasswordHash>,
    pub cors: Vec<CorsPolicy>,
    pub uses: Vec<SecurityUse>,
    /// Calls that leave the program or hold it up.
    pub outside: Vec<OutsideCall>,
    /// Paths of this submission's modules that the file imports, as written: `./routes/users`.
    pub imports: Vec<Located<String>>,
    /// Functions with a name: what services and outline are made of.
    pub functions: Vec<Located<String>>,
    /// What other modules can import from this one.
    pub exports: Vec<Export>,
    /// Dangerous places that a parameter of an exported function reaches.
    pub parameter_flows: Vec<ParameterFlow>,
    /// Values of callers that go into functions of other modules.
    pub handovers: Vec<Handover>,
    /// Who may call which paths, as a configuration says it. Of those in one file the first that names a path holds.
    pub policies: Vec<PathPolicy>,
    /// What the handlers of this file do, by the place that registers them.
    pub conducts: Vec<(Place, Conduct)>,
    /// Rights that requests state of their senders, and that decide what they may.
    pub claims: Vec<Located<String>>,
    pub forgery: ForgeryFacts,
    /// Guards that settings put before all routes of the application that they belong to.
    pub ambient: Vec<Guard>,
    /// Guards that hold for handlers that name none themselves.
    pub defaults: Vec<Guard>,
}

/// What a configuration asks of the callers of some paths.
#[derive(Clone, Debug)]
pub struct PathPolicy {
    /// Patterns, with `*` for a segment and `**` for any number; none for every path.
    pub paths: Vec<String>,
    /// Patterns of the paths that the whole configuration is about; none for every path.
    pub within: Vec<String>,
    pub method: Option<Method>,
    pub guard: Guard,
}

/// A thing that another module of the submission exports, as its importer refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleMember {
    /// The path as written: `./routes/users`.
    pub module: String,
    /// Dotted; empty for the module itself or its default export: `create`, `UserService().create`.
    pub member: String,
}

#[derive(Clone, Debug)]
pub struct Export {
    /// As [`ModuleMember::member`].
    pub name: String,
    pub place: Place,
    pub target: ExportTarget,
}

#[derive(Clone, Debug)]
pub enum ExportTarget {
    /// A router of this file, by name.
    Router(String),
    Function(FunctionFacts),
    /// Passed on from another module.
    Module(ModuleMember),
}

/// What the body of a function shows.
#[derive(Clone, Debug, Default)]
pub struct FunctionFacts {
    pub name: Option<String>,
    /// What it does for a request, where it can stand before a handler.
    pub guard: Option<GuardKind>,
    /// As in [`Handler`].
    pub writes: bool,
    pub reads: Vec<String>,
    /// Checks that the function makes itself before it does its work.
    pub checks: Vec<Guard>,
    pub conduct: Conduct,
}

/// A parameter of an exported function that reaches a dangerous place.
#[derive(Clone, Debug)]
pub struct ParameterFlow {
    /// As [`ModuleMember::member`].
    pub function: String,
    /// From 0.
    pub parameter: usize,
    /// The field of it that does, where it is only one.
    pub field: Option<String>,
    pub sink: SinkKind,
    pub steps: Vec<Step>,
    pub call: Located<String>,
    pub argument: Place,
    pub certain: bool,
}

/// A value of a caller that is passed to a function of another module.
#[derive(Clone, Debug)]
pub struct Handover {
    pub origin: Origin,
    pub target: ModuleMember,
    /// The argument's position, from 0.
    pub argument: usize,
    pub fields: Fields,
    pub steps: Vec<Step>,
    pub place: Place,
    /// Sinks that the value is no danger for.
    pub safe_for: Vec<SinkKind>,
    pub certain: bool,
}

/// Where a value stands in an object that is passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    Only(String),
    /// Anywhere but in these, which hold something else.
    AllBut(Vec<String>),
}

impl Fields {
    /// Whether a use of the object, or of only one field of it, may meet the value.
    pub fn hold(&self, used: Option<&str>) -> bool {
        used.is_none_or(|used| match self {
            Self::Only(own) => own == used,
            Self::AllBut(others) => !others.iter().any(|own| own == used),
        })
    }
}

#[derive(Clone, Debug)]
pub enum Origin {
    /// A part of a request: `req.query.name`.
    Request(Located<String>),
    /// A parameter of a function that this file exports.
    Parameter { function: String, parameter: usize, field: Option<String> },
}

impl CodeFacts {
    pub fn absorb(&mut self, part: Self) {
        self.routers.extend(part.routers);
        self.everywhere.extend(part.everywhere);
        self.catches.extend(part.catches);
        self.password_hashes.extend(part.password_hashes);
        self.cors.extend(part.cors);
        self.uses.extend(part.uses);
        self.outside.extend(part.outside);
        self.imports.extend(part.imports);
        self.functions.extend(part.functions);
        self.policies.extend(part.policies);
        self.ambient.extend(part.ambient);
        self.defaults.extend(part.defaults);
        self.conducts.extend(part.conducts);
        self.claims.extend(part.claims);
        self.forgery.absorb(part.forgery);
    }
}

/// An application or router object, with what is registered on it in this file.
#[derive(Clone, Debug)]
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

#[derive(Clone, Debug)]
pub struct Catch {
    pub place: Place,
    pub outcome: CatchOutcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatchOutcome {
    /// Nothing at all: the error is gone.
    Empty,
    /// Only a log line; the caller goes on as if it had worked.
    Logged,
    /// Thrown on, passed on, answered, or turned into a value on purpose.
    Handled,
}

#[derive(Clone, Debug)]
pub struct PasswordHash {
    /// `bcrypt`, `argon2id`, `scrypt`, `pbkdf2`, `md5`, `sha1`, `sha256`, lower case.
    pub algorithm: String,
    /// Rounds or cost, where it is a constant.
    pub cost: Option<u32>,
    pub place: Place,
    /// The argument that is hashed, as written.
    pub input: String,
}

#[derive(Clone, Debug)]
pub struct CorsPolicy {
    pub place: Place,
    pub origins: Origins,
    pub credentials: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    Any,
    /// Whatever the request says.
    Reflected,
    Null,
    Listed(Vec<String>),
    Unknown,
}
