//! What code shows: routes and their guards, error handling, passwords, cross-origin policy.

use super::{
    Assurance, Conduct, DependentWrites, Doubts, Flow, ForgeryFacts, Guard, GuardKind, LazyRead, Located,
    Method, OutsideCall, Passed, Rewrite, Router, SecurityUse, SerialCalls, SinkKind, Step,
};
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
    /// Reads in a row that need nothing of each other.
    pub serial: Vec<SerialCalls>,
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
    pub result_flows: Vec<ResultFlow>,
    pub returned: Vec<Returned>,
    /// What exported functions say of their arguments.
    pub assurances: Vec<Assurance>,
    /// Who may call which paths, as a configuration says it. Of those in one file the first that names a path holds.
    pub policies: Vec<PathPolicy>,
    /// What the handlers of this file do, by the place that registers them.
    pub conducts: Vec<(Place, Conduct)>,
    /// Rights that requests state of their senders, and that decide what they may.
    pub claims: Vec<Located<String>>,
    pub forgery: ForgeryFacts,
    pub rewrites: Vec<Rewrite>,
    pub dependent_writes: Vec<DependentWrites>,
    /// Every request runs in a transaction of its own.
    pub joins_writes: bool,
    pub lazy_reads: Vec<LazyRead>,
    /// Methods without a body that bring along what rows refer to, by name.
    pub eager_reads: Vec<String>,
    /// The mapper is told to read what rows refer to when it is asked for.
    pub reads_lazily: bool,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    Function(Box<FunctionFacts>),
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
    pub doubts: Doubts,
    pub checks: Vec<Passed>,
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
    pub doubts: Doubts,
    pub checks: Vec<Passed>,
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
    /// What a function of another file gives.
    Result(ModuleMember),
}

/// A dangerous place that the result of a function of another module reaches.
#[derive(Clone, Debug)]
pub struct ResultFlow {
    pub target: ModuleMember,
    /// Its source is the call that gives the value.
    pub flow: Flow,
}

/// What an exported function gives that somebody else controls.
#[derive(Clone, Debug)]
pub struct Returned {
    /// As [`ModuleMember::member`].
    pub function: String,
    pub origin: Origin,
    pub steps: Vec<Step>,
    /// Sinks that the value is no danger for.
    pub safe_for: Vec<SinkKind>,
    pub doubts: Doubts,
    pub checks: Vec<Passed>,
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
        self.serial.extend(part.serial);
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
    /// The digest takes the place of what was hashed, for whatever comes next: often another hash.
    pub replaces: bool,
    pub end: HashEnd,
}

/// What becomes of a hash of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashEnd {
    /// It is kept, as far as anybody can see.
    Kept,
    /// It is a key of a cipher.
    Key,
    /// It asks a service of leaked passwords.
    Asked,
    /// It is one of the rounds of a hash before it.
    Round,
}

#[derive(Clone, Debug)]
pub struct CorsPolicy {
    pub place: Place,
    pub origins: Origins,
    pub credentials: bool,
    /// It stands under a condition that asks whether this is production.
    pub by_stage: bool,
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

/// One line of a configuration file: `hash.algorithm=MD5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configured {
    /// Dotted where it stands in others.
    pub name: String,
    /// In lower case.
    pub value: String,
}
