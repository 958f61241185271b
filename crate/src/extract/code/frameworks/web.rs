//! How frameworks register what answers requests.

use crate::collections::BTreeMap;

use super::rows::{CallPattern, GuardRow};
use crate::tables::{table, words};

/// Arguments by position (`0`, `last`) or name (`path`); the first that is given counts. Of guards also several
/// together: `all`, `middle`, `behind-first`, `rest`.
pub(in crate::extract::code) type Picks = Vec<String>;

table! {
    /// What the handlers of a framework are given, and what their results become.
    #[derive(Debug)]
    #[allow(clippy::struct_excessive_bools, reason = "a table of yes and no")]
    pub(in crate::extract::code) struct Framework {
        pub name: String,
        /// The first parameter of a handler is the request.
        pub request_first: bool,
        /// What its handlers are given, by position: `request`, `response`, `next`, or a part of the request; empty
        /// for what no caller controls.
        pub gives: Vec<String>,
        /// It registers as Express does: a path, what stands before, and last what answers.
        pub chained: bool,
        /// Names that its applications go by where they are handed in, lower case, by their ends.
        pub handed_as: Vec<String>,
        /// Methods of a router that give what it is mounted as.
        pub itself: Vec<String>,
        /// Methods of a router that neither register anything nor give what can be mounted.
        pub idle: Vec<String>,
        /// Annotations whose arguments are guards; all of them, or only those of the kind that is named.
        pub applies: Vec<GuardRow>,
        /// What stands beside an input and lets through only numbers, identifiers and alike.
        pub pipes: Vec<String>,
        /// All other parameters come from the request: path, query, body.
        pub parameters_from_request: bool,
        /// What parameters have as default or in their type that are filled by the framework itself.
        pub injections: Vec<CallPattern>,
        /// A class as type of a parameter describes the body, and the framework holds what is sent against it.
        pub validates_types: bool,
        /// What a parameter of a number's type is given is a number.
        pub converts_types: bool,
        /// Types of parameters that the framework fills itself.
        pub own_types: Vec<String>,
        /// Ends of the names of types that are made once for all requests, and handed to whoever asks.
        pub service_types: Vec<String>,
        /// A parameter without a type is the request.
        pub untyped_request: bool,
        /// Names of a path, its query and the body are given to the parameters of that name.
        pub parameters_by_name: bool,
        /// A parameter within a path holds no slash, not even an encoded one, unless the path says so.
        pub plain_segments: bool,
        /// It often runs where a backslash stands between the names of a path.
        pub backslashes: bool,
        /// What is called on a router gives the router, also where it registers nothing.
        pub chains: bool,
        /// Types of parameters that are routers of other functions.
        pub handed_types: Vec<String>,
        /// Words of types that stand for who calls: making such a parameter turns others away.
        pub callers: Vec<String>,
        /// Methods of a type that make a parameter of a request.
        pub extractor_methods: Vec<String>,
        /// A text that a handler returns is sent as HTML.
        pub answers_html: bool,
        /// A text that a handler returns names a view; what is marked so, or stands in a class that is, is sent as it is.
        pub answers_views: bool,
        pub sends_as_is: Vec<String>,
        /// Kinds of guards that it has of itself: it answers failures without internals.
        pub brings: Vec<String>,
    }
}

table! {
    /// A call that makes an application or a router.
    #[derive(Debug)]
    pub(in crate::extract::code) struct RouterRow {
        pub framework: String,
        /// Its routes are served as they stand.
        pub root: bool,
        /// Types of parameters that are such a router, made elsewhere.
        pub types: Vec<String>,
        /// The path that all its routes stand below.
        pub prefix: Picks,
        /// A list of guards for all its routes.
        pub guards: Picks,
        /// The module of which it is made.
        pub mounts: Picks,
        pub call: CallPattern,
    }
}

table! {
    /// A method of a router that registers something, as a call or as a decorator.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Register {
        pub framework: String,
        /// Methods of the router; or functions of packages.
        pub members: Vec<String>,
        /// Where it is no method of a router: functions of these packages, for the router of the file.
        pub packages: Vec<String>,
        pub does: Does,
        /// `GET`; `*` for any; empty where the member has its name.
        pub method: String,
        /// An argument that lists methods.
        pub methods: Picks,
        pub path: Picks,
        /// What answers, is mounted, or guards; none for the function that is decorated.
        pub target: Picks,
        /// A list of guards.
        pub guards: Picks,
        /// The decorated function is served only where it is mounted.
        pub apart: bool,
        /// Options, each of which is a guard or a list of guards.
        pub options: Picks,
        /// Options that describe what is accepted, or the parts of an option that do: `schema.body`.
        pub schema: Picks,
        /// Only with one of these as first argument.
        pub only: Vec<String>,
        /// Kind of a hook or guard: `error-handler`; empty to be found out.
        pub kind: String,
    }
}

words! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::extract::code) enum Does {
        Route,
        Mount,
        /// Stands before all routes.
        Guard,
        /// Stands before the routes that are there, and not those behind it.
        Wrap,
        /// Its target is a chain of methods and what answers them: `get(list).post(create)`.
        Chain,
        /// Gives a router below this one: with a path, with guards, or for a callback (`target`).
        Group,
        /// Names the methods of the route before it: `HandleFunc(...).Methods("GET")`.
        Methods,
        /// Guards the route or group before it: `MapGet(...).RequireAuthorization()`.
        Chained,
        /// Serves every class of the service that answers requests.
        Controllers,
        /// Names a module that is mounted.
        Include,
        /// Names the path that everything of the application stands below.
        Prefix,
        /// Takes a function that callers reach in another way than by a route.
        Entry,
        /// A class that answers for a collection and its members.
        Resource,
    }
}

table! {
    /// What makes a class one whose methods answer requests.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Controller {
        pub framework: String,
        /// Names of classes that it extends, instead of an annotation.
        pub parents: Vec<String>,
        /// The same by their ends.
        pub parent_ends: Vec<String>,
        /// Every method that others can call answers, under the names of class and method where no path is said.
        pub conventional: bool,
        /// The folder of pages, whose path is that of their file.
        pub pages: String,
        /// Starts of the names of methods that answer, with the method of the request.
        pub starts: BTreeMap<String, String>,
        /// The methods of such classes that answer, with the method of the request.
        pub handlers: BTreeMap<String, String>,
        /// Annotations.
        pub call: CallPattern,
    }
}

table! {
    /// An annotation of a class or method that says what is answered.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Endpoint {
        pub framework: String,
        /// `GET`; `*` for any; empty where it only names a path, `-` where callers reach it without a route.
        pub method: String,
        /// An argument that lists methods.
        pub methods: Picks,
        pub path: Picks,
        pub call: CallPattern,
    }
}

table! {
    /// An annotation of a parameter that says where its value comes from.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Input {
        /// As in [`super::rows::RequestTable`]; empty where the framework fills it itself.
        pub part: String,
        pub call: CallPattern,
    }
}

table! {
    /// An annotation of a class that puts an application together from other classes.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Assembly {
        pub framework: String,
        /// Arguments that list classes which answer, or further such classes.
        pub mounts: Picks,
        /// An argument that lists what stands before all routes of the application, each under one of the tokens.
        pub guards: Picks,
        pub tokens: Vec<String>,
        /// The method of such a class that lets guards stand before paths, by a chain of two calls.
        pub configures: String,
        pub applies: String,
        pub to: String,
        pub call: CallPattern,
    }
}

table! {
    /// Files whose exported functions answer requests, by where they lie.
    #[derive(Debug)]
    pub(in crate::extract::code) struct FileRoute {
        pub framework: String,
        /// The folder below which the path of a route begins, and what the path begins with.
        pub folder: String,
        pub prefix: String,
        /// The file's name without ending; any where it is empty, and then part of the path.
        pub file: String,
        /// What it exports; the empty name answers any method.
        pub exports: Vec<String>,
        /// The file beside the folder that stands before all of them.
        pub guard: String,
    }
}

table! {
    /// Functions that callers reach without a route.
    #[derive(Debug)]
    pub(in crate::extract::code) struct EntryRow {
        pub framework: String,
        /// Names under which they are exported.
        pub exports: Vec<String>,
        /// Names of their first parameter, where it has to have one.
        pub parameters: Vec<String>,
        /// Keys of an object that holds them.
        pub keys: Vec<String>,
        /// A text that stands first in the file or in them.
        pub directive: String,
    }
}
