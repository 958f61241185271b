//! Kinds of components: what may stand at a place, and in which section of a document it lies.

use super::version::Version;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Component {
    Callback,
    Example,
    Header,
    Link,
    MediaType,
    Parameter,
    PathItem,
    RequestBody,
    Response,
    Schema,
    SecurityScheme,
}

impl Component {
    pub(super) const ALL: [Self; 11] = [
        Self::Callback,
        Self::Example,
        Self::Header,
        Self::Link,
        Self::MediaType,
        Self::Parameter,
        Self::PathItem,
        Self::RequestBody,
        Self::Response,
        Self::Schema,
        Self::SecurityScheme,
    ];

    /// As a sentence says it: "a parameter".
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Callback => "a callback",
            Self::Example => "an example",
            Self::Header => "a header",
            Self::Link => "a link",
            Self::MediaType => "a media type",
            Self::Parameter => "a parameter",
            Self::PathItem => "a path",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::Schema => "a schema",
            Self::SecurityScheme => "a security scheme",
        }
    }

    /// The section of `components` that holds them.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Callback => "callbacks",
            Self::Example => "examples",
            Self::Header => "headers",
            Self::Link => "links",
            Self::MediaType => "mediaTypes",
            Self::Parameter => "parameters",
            Self::PathItem => "pathItems",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Schema => "schemas",
            Self::SecurityScheme => "securitySchemes",
        }
    }

    /// The member of a 2.0 document that holds them.
    pub(super) fn old_section(self) -> Option<&'static str> {
        Some(match self {
            Self::Parameter => "parameters",
            Self::Response => "responses",
            Self::Schema => "definitions",
            Self::SecurityScheme => "securityDefinitions",
            _ => return None,
        })
    }

    /// What a pointer leads to by its section, where it leads to a component itself.
    pub(super) fn of(pointer: &str, version: Version) -> Option<Self> {
        let path = pointer.strip_prefix("#/")?;
        let path = if version == Version::V2 { path } else { path.strip_prefix("components/")? };
        let (section, _) = path.split_once('/').filter(|(_, name)| !name.contains('/'))?;
        match (version, section) {
            (Version::V2, "definitions") => Some(Self::Schema),
            (Version::V2, "parameters") => Some(Self::Parameter),
            (Version::V2, "responses") => Some(Self::Response),
            (Version::V30 | Version::V31 | Version::V32, _) => {
                Self::ALL.into_iter().find(|kind| kind.section() == section)
            }
            _ => None,
        }
    }
}
