//! The objects of `AsyncAPI`, version by version.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is of a reader with one lifetime, and a table needs it of every one"
)]

use super::schemes::SECURITY_SCHEME;
use crate::extract::openapi::object::Holds::{
    Any, List, Many, Map, Named, One, Schema, Text, TextOrNull, Texts,
};
use crate::extract::openapi::object::{Field, Holds, Object, between};
use crate::extract::openapi::version::Version::{Events2, Events3};

pub(super) static DOCUMENT: Object = Object {
    name: "the document",
    fields: &[
        any("asyncapi", Text).required(),
        any("id", Text),
        any("info", One(&INFO)).required(),
        any("servers", Named(&SERVER)),
        any("defaultContentType", Text),
        old("channels", Named(&CHANNEL)).required(),
        new("channels", Named(&CHANNEL)),
        new("operations", Named(&OPERATION)),
        any("components", One(&COMPONENTS)),
        old("tags", Many(&TAG)),
        old("externalDocs", One(&EXTERNAL_DOCS)),
    ],
    also: Some(|reader, id| reader.event_document_problems(id)),
    ..Object::PLAIN
};

static COMPONENTS: Object = Object {
    name: "`components`",
    fields: &[
        any("schemas", Map),
        any("servers", Named(&SERVER)),
        any("serverVariables", Named(&VARIABLE)),
        any("channels", Named(&CHANNEL)),
        any("messages", Named(&MESSAGE)),
        any("securitySchemes", Named(&SECURITY_SCHEME)),
        any("parameters", Named(&PARAMETER)),
        any("correlationIds", Named(&CORRELATION)),
        any("operationTraits", Named(&OPERATION_TRAIT)),
        any("messageTraits", Map),
        any("serverBindings", Map),
        any("channelBindings", Map),
        any("operationBindings", Map),
        any("messageBindings", Map),
        new("operations", Named(&OPERATION)),
        new("replies", Named(&REPLY)),
        new("replyAddresses", Named(&REPLY_ADDRESS)),
        new("tags", Named(&TAG)),
        new("externalDocs", Named(&EXTERNAL_DOCS)),
    ],
    ..Object::PLAIN
};

pub(super) static INFO: Object = Object {
    name: "`info`",
    fields: &[
        any("title", Text).required(),
        any("version", Text).required(),
        any("description", Text),
        any("termsOfService", Text),
        any("contact", One(&CONTACT)),
        any("license", One(&LICENSE)),
        new("tags", Many(&TAG)),
        new("externalDocs", One(&EXTERNAL_DOCS)),
    ],
    ..Object::PLAIN
};

static CONTACT: Object = Object {
    name: "`contact`",
    fields: &[any("name", Text), any("url", Text), any("email", Text)],
    also: Some(|reader, id| reader.address_problems(id)),
    ..Object::PLAIN
};

static LICENSE: Object = Object {
    name: "`license`",
    fields: &[any("name", Text).required(), any("url", Text)],
    also: Some(|reader, id| reader.address_problems(id)),
    ..Object::PLAIN
};

static TAG: Object = Object {
    name: "a tag",
    fields: &[
        any("name", Text).required(),
        any("description", Text),
        any("externalDocs", One(&EXTERNAL_DOCS)),
    ],
    ..Object::PLAIN
};

static EXTERNAL_DOCS: Object = Object {
    name: "`externalDocs`",
    fields: &[any("url", Text).required(), any("description", Text)],
    also: Some(|reader, id| reader.address_problems(id)),
    ..Object::PLAIN
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    fields: &[
        old("url", Text).required(),
        new("host", Text).required(),
        new("pathname", Text),
        any("protocol", Text).required(),
        any("protocolVersion", Any),
        any("description", Text),
        any("variables", Named(&VARIABLE)),
        old("security", List),
        new("security", Many(&SECURITY_SCHEME)),
        any("bindings", Map),
        any("tags", Many(&TAG)),
        new("title", Text),
        new("summary", Text),
        new("externalDocs", One(&EXTERNAL_DOCS)),
    ],
    also: Some(|reader, id| reader.event_server_problems(id)),
    ..Object::PLAIN
};

pub(super) static CHANNEL: Object = Object {
    name: "a channel",
    fields: &[
        any("description", Text),
        any("servers", List),
        any("parameters", Named(&PARAMETER)),
        any("bindings", Map),
        old("subscribe", One(&OPERATION)),
        old("publish", One(&OPERATION)),
        new("address", TextOrNull),
        new("messages", Named(&MESSAGE)),
        new("title", Text),
        new("summary", Text),
        new("tags", Many(&TAG)),
        new("externalDocs", One(&EXTERNAL_DOCS)),
    ],
    ..Object::PLAIN
};

pub(super) static OPERATION: Object = Object {
    name: "an operation",
    fields: &[
        any("summary", Text),
        any("description", Text),
        old("security", List),
        new("security", Many(&SECURITY_SCHEME)),
        any("tags", Many(&TAG)),
        any("externalDocs", One(&EXTERNAL_DOCS)),
        any("bindings", Map),
        any("traits", Many(&OPERATION_TRAIT)),
        old("operationId", Text),
        old("message", Map),
        new("action", Text).required(),
        new("channel", Map).required(),
        new("title", Text),
        new("messages", List),
        new("reply", One(&REPLY)),
    ],
    ..Object::PLAIN
};

pub(super) static MESSAGE: Object = Object {
    name: "a message",
    fields: &[
        any("headers", Any),
        any("payload", Any),
        any("correlationId", One(&CORRELATION)),
        any("contentType", Text),
        any("name", Text),
        any("title", Text),
        any("summary", Text),
        any("description", Text),
        any("tags", Many(&TAG)),
        any("externalDocs", One(&EXTERNAL_DOCS)),
        any("bindings", Map),
        any("examples", Many(&MESSAGE_EXAMPLE)),
        any("traits", List),
        old("messageId", Text),
        old("schemaFormat", Text),
    ],
    also: Some(|reader, id| reader.message_problems(id)),
    ..Object::PLAIN
};

static VARIABLE: Object = Object {
    name: "a server variable",
    fields: &[any("default", Text), any("enum", Texts), any("description", Text), any("examples", Texts)],
    also: Some(|reader, id| reader.default_is_permitted(id)),
    ..Object::PLAIN
};

static PARAMETER: Object = Object {
    name: "a parameter",
    fields: &[
        any("description", Text),
        any("location", Text),
        old("schema", Schema),
        new("enum", Texts),
        new("default", Text),
        new("examples", Texts),
    ],
    also: Some(|reader, id| reader.location_problems(id)),
    ..Object::PLAIN
};

static CORRELATION: Object = Object {
    name: "a correlation id",
    fields: &[any("location", Text).required(), any("description", Text)],
    also: Some(|reader, id| reader.location_problems(id)),
    ..Object::PLAIN
};

static REPLY: Object = Object {
    name: "a reply",
    fields: &[new("address", One(&REPLY_ADDRESS)), new("channel", Map), new("messages", List)],
    ..Object::PLAIN
};

static REPLY_ADDRESS: Object = Object {
    name: "the address of a reply",
    fields: &[new("location", Text).required(), new("description", Text)],
    also: Some(|reader, id| reader.location_problems(id)),
    ..Object::PLAIN
};

static OPERATION_TRAIT: Object = Object {
    name: "an operation trait",
    fields: &[
        any("summary", Text),
        any("description", Text),
        old("security", List),
        new("security", Many(&SECURITY_SCHEME)),
        any("tags", Many(&TAG)),
        any("externalDocs", One(&EXTERNAL_DOCS)),
        any("bindings", Map),
        old("operationId", Text),
        new("title", Text),
    ],
    ..Object::PLAIN
};

static MESSAGE_EXAMPLE: Object = Object {
    name: "an example of a message",
    fields: &[any("headers", Map), any("payload", Any), any("name", Text), any("summary", Text)],
    ..Object::PLAIN
};

pub(super) const fn any(name: &'static str, holds: Holds) -> Field {
    between(Events2, Events3, name, holds)
}

const fn old(name: &'static str, holds: Holds) -> Field {
    between(Events2, Events2, name, holds)
}

pub(super) const fn new(name: &'static str, holds: Holds) -> Field {
    between(Events3, Events3, name, holds)
}
