//! How frameworks register what answers requests.

use crate::collections::BTreeMap;

use serde::Deserialize;

use super::rows::CallPattern;

/// Arguments by position (`0`, `last`) or name (`path`); the first that is given counts. Of guards also several
/// together: `all`, `middle`, `behind-first`, `rest`.
pub(in crate::extract::code) type Picks = Vec<String>;

/// What the handlers of a framework are given, and what their results become.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "a table of yes and no")]
pub(in crate::extract::code) struct Framework {
    pub name: String,
    /// The first parameter of a handler is the request.
    pub request_first: bool,
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

/// A call that makes an application or a router.
#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct RouterRow {
    pub framework: String,
    /// Its routes are served as they stand.
    #[serde(default)]
    pub root: bool,
    /// Types of parameters that are such a router, made elsewhere.
    #[serde(default)]
    pub types: Vec<String>,
    /// The path that all its routes stand below.
    #[serde(default)]
    pub prefix: Picks,
    /// A list of guards for all its routes.
    #[serde(default)]
    pub guards: Picks,
    #[serde(flatten)]
    pub call: CallPattern,
}

/// A method of a router that registers something, as a call or as a decorator.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
    /// Kind of a hook: `error-handler`; empty to be found out.
    pub kind: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(in crate::extract::code) enum Does {
    #[default]
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
    /// A class that answers for a collection and its members.
    Resource,
}

/// What makes a class one whose methods answer requests.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
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
    #[serde(flatten)]
    pub call: CallPattern,
}

/// An annotation of a class or method that says what is answered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::extract::code) struct Endpoint {
    pub framework: String,
    /// `GET`; `*` for any; empty where it only names a path.
    pub method: String,
    /// An argument that lists methods.
    pub methods: Picks,
    pub path: Picks,
    #[serde(flatten)]
    pub call: CallPattern,
}

/// An annotation of a parameter that says where its value comes from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::extract::code) struct Input {
    /// As in [`super::rows::RequestTable`]; empty where the framework fills it itself.
    pub part: String,
    #[serde(flatten)]
    pub call: CallPattern,
}
