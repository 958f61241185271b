//! A machine-readable HTTP contract: operations, schemas, security.

use super::{Classes, Derived, GivenValues, HouseStyle, Located, Schema, SchemaId, plain};
use crate::artifact::{Correction, Place, Slot};

#[derive(Clone, Debug)]
pub struct Contract {
    /// The line that says which specification it follows.
    pub place: Place,
    /// Of the specification: `2.0`, `3.0.3`, `3.1.0`.
    pub version: String,
    pub info: Info,
    pub servers: Vec<Server>,
    /// Requirements for every operation that has none of its own; `None` where the document says nothing.
    pub security: Option<Located<Vec<Requirement>>>,
    pub schemes: Vec<SecurityScheme>,
    pub operations: Vec<Operation>,
    /// The tags that the document declares, in its order.
    pub tags: Vec<Tag>,
    /// Every schema of the document once, however often it is used; [`SchemaId`] points into it.
    pub schemas: Vec<Schema>,
    /// The schemas that have a name.
    pub named: Vec<(Located<String>, SchemaId)>,
    /// Names of the responses that operations can refer to.
    pub shared_responses: Vec<String>,
    /// Examples, defaults and permitted values, held against their schemas.
    pub given: GivenValues,
    /// Where it does not follow its own specification.
    pub problems: Vec<ContractProblem>,
    /// References that were followed.
    pub references: usize,
    /// Nothing of the text was lost: what the document lacks is really not there.
    pub whole: bool,
    /// What follows from the rest.
    pub derived: Derived,
}

#[derive(Clone, Debug, Default)]
pub struct Info {
    pub title: Option<Located<String>>,
    pub version: Option<Located<String>>,
    pub description: Option<Located<String>>,
    pub has_contact: bool,
    pub has_license: bool,
}

#[derive(Clone, Debug)]
pub struct Server {
    /// As written, with its variables in braces.
    pub url: String,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct Tag {
    pub name: Located<String>,
    pub described: bool,
}

/// One alternative: all of these schemes together, with their scopes. Empty: no authentication needed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Requirement {
    pub schemes: Vec<(String, Vec<String>)>,
}

#[derive(Clone, Debug)]
pub struct SecurityScheme {
    pub name: String,
    pub kind: SchemeKind,
    pub place: Place,
    pub description: Option<String>,
    /// `JWT`
    pub bearer_format: Option<String>,
    /// Of `OAuth2`; in 2.0 the one that there can be.
    pub flows: Vec<OAuthFlow>,
    /// Where the issuer describes itself: `openIdConnectUrl`, or the metadata of `OAuth2` (3.2).
    pub discovery: Option<Located<String>>,
}

#[derive(Clone, Debug)]
pub struct OAuthFlow {
    /// `implicit`, `password`, `clientCredentials`, `authorizationCode`, `deviceAuthorization`
    pub name: Located<String>,
    pub authorization_url: Option<Located<String>>,
    pub token_url: Option<Located<String>>,
    pub refresh_url: Option<Located<String>>,
    pub scopes: Vec<Located<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    Basic,
    Bearer,
    /// Another HTTP authentication scheme, by name.
    Http(String),
    ApiKey {
        location: ParameterLocation,
        name: String,
    },
    /// Names of the flows: `implicit`, `password`, `clientCredentials`, `authorizationCode`.
    OAuth2(Vec<String>),
    OpenIdConnect,
    MutualTls,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
}

impl Method {
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
        }
    }

    /// Finds a method by name, without regard to case.
    pub fn named(name: &str) -> Option<Self> {
        let all = [
            Self::Get,
            Self::Put,
            Self::Post,
            Self::Delete,
            Self::Options,
            Self::Head,
            Self::Patch,
            Self::Trace,
            Self::Query,
        ];
        all.into_iter().find(|method| method.name().eq_ignore_ascii_case(name))
    }

    /// Whether it is meant to change state (RFC 9110, 9.2.1).
    pub fn writes(self) -> bool {
        matches!(self, Self::Put | Self::Post | Self::Delete | Self::Patch)
    }
}

#[derive(Clone, Debug)]
pub struct Operation {
    pub method: Method,
    pub path: String,
    /// The method's key in the document.
    pub place: Place,
    /// Everything that the method's key holds.
    pub whole: Place,
    /// The path's key in the document.
    pub path_place: Place,
    pub id: Option<Located<String>>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub tags: Vec<String>,
    /// Its own and those of its path.
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub responses: Vec<Response>,
    /// Where the responses stand.
    pub responses_place: Option<Place>,
    /// Its own requirements; `None` where those of the document hold.
    pub security: Option<Located<Vec<Requirement>>>,
    /// Its own addresses, or those of its path; none where those of the document hold.
    pub servers: Vec<Server>,
    /// Names of its `x-` fields, at most 20.
    pub extensions: Vec<Located<String>>,
    /// What the service calls, rather than what it answers.
    pub webhook: bool,
    /// References that lead out of the document: parameters, a body or responses that are not known.
    pub unread: Vec<Located<String>>,
    pub slots: OperationSlots,
    /// What it is there for; see [`Contract::classify`].
    pub classes: Classes,
}

/// Where an operation's text has room for more.
#[derive(Clone, Copy, Debug, Default)]
pub struct OperationSlots {
    /// It stands below its path in the document, rather than where a reference of the path leads to.
    pub direct: bool,
    /// It has a list of parameters of its own.
    pub lists_parameters: bool,
    pub operation: Option<Slot>,
    /// `None` as well where it has no list of its own.
    pub parameters: Option<Slot>,
    pub responses: Option<Slot>,
}

impl Operation {
    /// Whether it answers errors of the caller with this status, by itself or among others (`4XX`).
    pub fn declares(&self, status: &str) -> bool {
        let range =
            |declared: &str| declared.ends_with("XX") && declared.chars().next() == status.chars().next();
        self.responses.iter().any(|response| response.status == status || range(&response.status))
    }

    /// As people write it: `GET /users/{id}`.
    pub fn label(&self) -> String {
        [self.method.name(), self.path.as_str()].join(" ")
    }
}

#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is said by itself")]
pub struct Parameter {
    pub name: String,
    pub location: ParameterLocation,
    pub required: bool,
    pub schema: Option<SchemaId>,
    /// Its name.
    pub place: Place,
    /// The reference that it is given by, as written.
    pub reference: Option<Box<str>>,
    pub described: bool,
    /// Its description says the most that it may be: "at most 100".
    pub says_most: bool,
    pub has_example: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterLocation {
    Query,
    Path,
    Header,
    Cookie,
    /// The whole query string (3.2).
    QueryString,
}

#[derive(Clone, Debug)]
pub struct Body {
    pub required: bool,
    pub media: Vec<Media>,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct Media {
    /// `application/json`
    pub name: String,
    pub schema: Option<SchemaId>,
    pub has_example: bool,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct Response {
    /// `200`, `4XX`, `default`
    pub status: String,
    pub description: Option<String>,
    pub media: Vec<Media>,
    pub headers: Vec<Header>,
    /// It says which operation comes next (`links`).
    pub linked: bool,
    /// The status.
    pub place: Place,
    /// The reference that it is given by, as written.
    pub reference: Option<Box<str>>,
    /// Its reference leads out of the document: what it holds is not known.
    pub unread: bool,
}

impl Response {
    pub fn is_success(&self) -> bool {
        self.status.starts_with('2')
    }

    /// The first header of these names, as [`plain`] gives them.
    pub fn header(&self, names: &[&str]) -> Option<&Header> {
        self.headers.iter().find(|header| names.contains(&plain(&header.name).as_str()))
    }

    /// 4xx, 5xx, or whatever else is not declared.
    pub fn is_error(&self) -> bool {
        matches!(self.status.as_bytes().first(), Some(b'4' | b'5')) || self.status == "default"
    }

    /// 4xx for what this request got wrong: any request can come too often (429).
    pub fn is_caller_error(&self) -> bool {
        self.status.starts_with('4') && self.status != "429"
    }
}

#[derive(Clone, Debug)]
pub struct Header {
    pub name: String,
    pub schema: Option<SchemaId>,
    /// A scalar that the document gives for it, as JSON: `"*"`. As [`Schema::sample`].
    pub sample: Option<Box<str>>,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub struct ContractProblem {
    pub kind: ProblemKind,
    pub place: Place,
    /// In words: "`$ref` points to `#/components/schemas/Pet`, which does not exist".
    pub message: String,
    pub related: Vec<Located<String>>,
    /// How many places it stands for.
    pub sites: usize,
    /// Mends it, where it is certain how.
    pub correction: Option<Correction>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// A file that the contract names is not there, though others of its folder are.
    AbsentFile,
    /// Two paths that match the same requests, or one that is no path.
    AmbiguousPath,
    /// A link to an operation that does not exist.
    BrokenLink,
    /// A reference that leads back to itself.
    CircularReference,
    DuplicateKey,
    DuplicateOperationId,
    /// Against the letter of the specification, and read by most tools all the same.
    Forgiven,
    /// Something is written that has no effect there.
    Ineffective,
    MissingField,
    PathParameter,
    UndefinedScheme,
    UnknownField,
    UnresolvedReference,
    UnusedComponent,
    WrongType,
    WrongValue,
}

impl Contract {
    /// How it names and shapes things.
    pub fn house(&self) -> &HouseStyle {
        self.derived.house.get_or_init(|| HouseStyle::of(self))
    }

    pub fn schema(&self, id: SchemaId) -> Option<&Schema> {
        self.schemas.get(id.0 as usize)
    }

    /// The schema behind a chain of references, at most 64 long; the last one reached where they form a ring.
    pub fn resolved(&self, id: SchemaId) -> Option<&Schema> {
        let mut schema = self.schema(id)?;
        for _ in 0..64 {
            match schema.refers_to.and_then(|next| self.schema(next)) {
                Some(next) => schema = next,
                None => break,
            }
        }
        Some(schema)
    }

    /// The schema itself and all that it is put together from, through references, `allOf`, `oneOf` and `anyOf`;
    /// each once, at most 64.
    pub fn layers(&self, id: SchemaId) -> Vec<&Schema> {
        let mut seen = vec![id];
        let mut layers = Vec::new();
        while let Some(schema) = seen.get(layers.len()).and_then(|id| self.schema(*id)) {
            layers.push(schema);
            for next in schema.alternatives() {
                if seen.len() < 64 && !seen.contains(&next) {
                    seen.push(next);
                }
            }
        }
        layers
    }

    /// The requirements that hold for an operation: its own, or else the document's.
    pub fn requirements<'a>(&'a self, operation: &'a Operation) -> Option<&'a Located<Vec<Requirement>>> {
        operation.security.as_ref().or(self.security.as_ref())
    }
}
