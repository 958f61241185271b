//! The objects of the specification, version by version.

use super::object::Holds::{Any, Bool, List, Map, Schema, Text};
use super::object::{Field, Holds, Object, between};
use super::version::Version::{self, V2, V30, V31, V32};

pub(super) static DOCUMENT: Object = Object {
    name: "the document",
    fields: &[
        old("swagger", Any),
        since(V30, "openapi", Text).required(),
        any("info", Map).required(),
        any("paths", Map).required_until(V30),
        any("security", List),
        any("tags", List),
        any("externalDocs", Map),
        old("host", Text),
        old("basePath", Text),
        old("schemes", List),
        old("consumes", List),
        old("produces", List),
        old("definitions", Map),
        old("parameters", Map),
        old("responses", Map),
        old("securityDefinitions", Map),
        since(V30, "servers", List),
        since(V30, "components", Map),
        since(V31, "webhooks", Map),
        since(V31, "jsonSchemaDialect", Text),
        since(V32, "$self", Text),
    ],
};

pub(super) static INFO: Object = Object {
    name: "`info`",
    fields: &[
        any("title", Text).required(),
        any("version", Text).required(),
        any("description", Text),
        any("termsOfService", Text),
        any("contact", Map),
        any("license", Map),
        since(V31, "summary", Text),
    ],
};

pub(super) static CONTACT: Object =
    Object { name: "`contact`", fields: &[any("name", Text), any("url", Text), any("email", Text)] };

pub(super) static LICENSE: Object = Object {
    name: "`license`",
    fields: &[any("name", Text).required(), any("url", Text), since(V31, "identifier", Text)],
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    fields: &[
        any("url", Text).required(),
        any("description", Text),
        any("variables", Map),
        since(V32, "name", Text),
    ],
};

pub(super) static SERVER_VARIABLE: Object = Object {
    name: "a server variable",
    fields: &[any("default", Text).required(), any("enum", List), any("description", Text)],
};

pub(super) static LINK: Object = Object {
    name: "a link",
    fields: &[
        any("operationId", Text),
        any("operationRef", Text),
        any("parameters", Map),
        any("requestBody", Any),
        any("description", Text),
        any("server", Map),
    ],
};

pub(super) static TAG: Object = Object {
    name: "a tag",
    fields: &[
        any("name", Text).required(),
        any("description", Text),
        any("externalDocs", Map),
        since(V32, "summary", Text),
        since(V32, "parent", Text),
        since(V32, "kind", Text),
    ],
};

pub(super) static COMPONENTS: Object = Object {
    name: "`components`",
    fields: &[
        any("schemas", Map),
        any("responses", Map),
        any("parameters", Map),
        any("examples", Map),
        any("requestBodies", Map),
        any("headers", Map),
        any("securitySchemes", Map),
        any("links", Map),
        any("callbacks", Map),
        since(V31, "pathItems", Map),
        since(V32, "mediaTypes", Map),
    ],
};

pub(super) static PATH_ITEM: Object = Object {
    name: "a path",
    fields: &[
        any("$ref", Text),
        any("parameters", List),
        any("get", Map),
        any("put", Map),
        any("post", Map),
        any("delete", Map),
        any("options", Map),
        any("head", Map),
        any("patch", Map),
        since(V30, "trace", Map),
        since(V30, "summary", Text),
        since(V30, "description", Text),
        since(V30, "servers", List),
        since(V32, "query", Map),
        since(V32, "additionalOperations", Map),
    ],
};

pub(super) static OPERATION: Object = Object {
    name: "an operation",
    fields: &[
        any("tags", List),
        any("summary", Text),
        any("description", Text),
        any("externalDocs", Map),
        any("operationId", Text),
        any("parameters", List),
        any("responses", Map).required_until(V30),
        any("deprecated", Bool),
        any("security", List),
        old("consumes", List),
        old("produces", List),
        old("schemes", List),
        since(V30, "requestBody", Map),
        since(V30, "callbacks", Map),
        since(V30, "servers", List),
    ],
};

/// Of 3.x, and of 2.0 where it is in the body.
pub(super) static PARAMETER: Object = Object {
    name: "a parameter",
    fields: &[
        any("name", Text).required(),
        any("in", Text).required(),
        any("description", Text),
        any("required", Bool),
        any("schema", Schema),
        since(V30, "deprecated", Bool),
        since(V30, "allowEmptyValue", Bool),
        since(V30, "style", Text),
        since(V30, "explode", Bool),
        since(V30, "allowReserved", Bool),
        since(V30, "example", Any),
        since(V30, "examples", Map),
        since(V30, "content", Map),
    ],
};

/// A parameter of 2.0 that is not in the body.
pub(super) static PLAIN_PARAMETER: Object = Object {
    name: "a parameter",
    fields: &[
        any("name", Text).required(),
        any("in", Text).required(),
        any("description", Text),
        any("required", Bool),
        any("type", Text).required(),
        any("allowEmptyValue", Bool),
        any("format", Text),
        any("items", Map),
        any("collectionFormat", Text),
        any("default", Any),
        any("maximum", Any),
        any("exclusiveMaximum", Bool),
        any("minimum", Any),
        any("exclusiveMinimum", Bool),
        any("maxLength", Any),
        any("minLength", Any),
        any("pattern", Text),
        any("maxItems", Any),
        any("minItems", Any),
        any("uniqueItems", Bool),
        any("enum", List),
        any("multipleOf", Any),
    ],
};

pub(super) static HEADER: Object = Object {
    name: "a header",
    fields: &[
        any("description", Text),
        any("required", Bool),
        any("schema", Schema),
        any("deprecated", Bool),
        any("allowEmptyValue", Bool),
        any("allowReserved", Bool),
        any("style", Text),
        any("explode", Bool),
        any("example", Any),
        any("examples", Map),
        any("content", Map),
    ],
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "a request body",
    fields: &[any("description", Text), any("content", Map).required(), any("required", Bool)],
};

pub(super) static MEDIA_TYPE: Object = Object {
    name: "a media type",
    fields: &[
        any("schema", Schema),
        any("example", Any),
        any("examples", Map),
        any("encoding", Map),
        since(V32, "itemSchema", Schema),
        since(V32, "prefixEncoding", List),
        since(V32, "itemEncoding", Map),
        since(V32, "$ref", Text),
    ],
};

pub(super) static RESPONSE: Object = Object {
    name: "a response",
    fields: &[
        any("description", Text).required_until(V31),
        any("headers", Map),
        old("schema", Map),
        old("examples", Map),
        since(V30, "content", Map),
        since(V30, "links", Map),
        since(V32, "summary", Text),
    ],
};

pub(super) const fn any(name: &'static str, holds: Holds) -> Field {
    between(V2, V32, name, holds)
}

pub(super) const fn old(name: &'static str, holds: Holds) -> Field {
    between(V2, V2, name, holds)
}

pub(super) const fn since(first: Version, name: &'static str, holds: Holds) -> Field {
    between(first, V32, name, holds)
}
