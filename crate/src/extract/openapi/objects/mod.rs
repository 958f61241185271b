//! The objects of the specification, version by version.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is of a reader with one lifetime, and a table needs it of every one"
)]

mod meta;
mod operation;
mod parameter;
mod payload;
mod schema_part;
mod scheme;

pub(super) use meta::{CONTACT, EXTERNAL_DOCS, INFO, LICENSE, SERVER, TAG};
pub(super) use operation::{CALLBACK, LINK, OPERATION, PATH_ITEM, PATHS};
pub(super) use parameter::{BODY_PARAMETER, HEADER, OLD_HEADER, PARAMETER, PLAIN_PARAMETER};
pub(super) use payload::{EXAMPLE, MEDIA_TYPE, REQUEST_BODY, RESPONSE, RESPONSES};
pub(super) use schema_part::{DISCRIMINATOR, XML};
pub(super) use scheme::{
    API_KEY, BASIC, HTTP, MUTUAL_TLS, OAUTH2, OLD_ACCESS_CODE, OLD_APPLICATION, OLD_IMPLICIT, OLD_OAUTH2,
    OLD_PASSWORD, OPEN_ID, SECURITY_REQUIREMENT, SECURITY_SCHEME,
};

use super::component::Component;
use super::object::Holds::{Any, Many, Named, One, Schemas, Set, Text, WordSet};
use super::object::{Field, Holds, Object, between};
use super::version::Version::{self, V2, V30, V31, V32};

pub(super) static DOCUMENT: Object = Object {
    name: "the document",
    fields: &[
        old("swagger", Any).required(),
        since(V30, "openapi", Any).required(),
        any("info", One(&INFO)).required(),
        any("paths", One(&PATHS)).required_until(V30),
        any("security", Many(&SECURITY_REQUIREMENT)),
        any("tags", Many(&TAG)),
        any("externalDocs", One(&EXTERNAL_DOCS)),
        old("host", Text),
        old("basePath", Text),
        old("schemes", WordSet(&["http", "https", "ws", "wss"])),
        old("consumes", Set),
        old("produces", Set),
        old("definitions", Schemas),
        old("parameters", Named(&PARAMETER)),
        old("responses", Named(&RESPONSE)),
        old("securityDefinitions", Named(&SECURITY_SCHEME)),
        since(V30, "servers", Many(&SERVER)),
        since(V30, "components", One(&COMPONENTS)),
        since(V31, "webhooks", Named(&PATH_ITEM)),
        since(V31, "jsonSchemaDialect", Text),
        since(V32, "$self", Text),
    ],
    also: Some(|reader, id| reader.document_problems(id)),
    ..Object::PLAIN
};

pub(super) static COMPONENTS: Object = Object {
    name: "`components`",
    fields: &[
        any("schemas", Schemas),
        any("responses", Named(&RESPONSE)),
        any("parameters", Named(&PARAMETER)),
        any("examples", Named(&EXAMPLE)),
        any("requestBodies", Named(&REQUEST_BODY)),
        any("headers", Named(&HEADER)),
        any("securitySchemes", Named(&SECURITY_SCHEME)),
        any("links", Named(&LINK)),
        any("callbacks", Named(&CALLBACK)),
        since(V31, "pathItems", Named(&PATH_ITEM)),
        since(V32, "mediaTypes", Named(&MEDIA_TYPE)),
    ],
    also: Some(|reader, id| reader.component_names(id)),
    ..Object::PLAIN
};

/// The objects of each kind of component; none for schemas, which are read on their own.
pub(super) fn of(kind: Component) -> Option<&'static Object> {
    Some(match kind {
        Component::Callback => &CALLBACK,
        Component::Example => &EXAMPLE,
        Component::Header => &HEADER,
        Component::Link => &LINK,
        Component::MediaType => &MEDIA_TYPE,
        Component::Parameter => &PARAMETER,
        Component::PathItem => &PATH_ITEM,
        Component::RequestBody => &REQUEST_BODY,
        Component::Response => &RESPONSE,
        Component::SecurityScheme => &SECURITY_SCHEME,
        Component::Schema => return None,
    })
}

const fn any(name: &'static str, holds: Holds) -> Field {
    between(V2, V32, name, holds)
}

const fn old(name: &'static str, holds: Holds) -> Field {
    between(V2, V2, name, holds)
}

const fn since(first: Version, name: &'static str, holds: Holds) -> Field {
    between(first, V32, name, holds)
}
