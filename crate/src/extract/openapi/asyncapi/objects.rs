//! The objects of `AsyncAPI`, version by version.

use crate::extract::openapi::object::Holds::{Any, List, Map, Text};
use crate::extract::openapi::object::{Field, Holds, Object, between};
use crate::extract::openapi::version::Version::{Events2, Events3};

pub(super) static DOCUMENT: Object = Object {
    name: "the document",
    fields: &[
        any("asyncapi", Text).required(),
        any("id", Text),
        any("info", Map).required(),
        any("servers", Map),
        any("defaultContentType", Text),
        old("channels", Map).required(),
        new("channels", Map),
        new("operations", Map),
        any("components", Map),
        old("tags", List),
        old("externalDocs", Map),
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
        any("contact", Map),
        any("license", Map),
        new("tags", List),
        new("externalDocs", Map),
    ],
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
        any("variables", Map),
        any("security", List),
        any("bindings", Map),
        any("tags", List),
        new("title", Text),
        new("summary", Text),
        new("externalDocs", Map),
    ],
    ..Object::PLAIN
};

pub(super) static CHANNEL: Object = Object {
    name: "a channel",
    fields: &[
        any("description", Text),
        any("servers", List),
        any("parameters", Map),
        any("bindings", Map),
        old("subscribe", Map),
        old("publish", Map),
        new("address", Text),
        new("messages", Map),
        new("title", Text),
        new("summary", Text),
        new("tags", List),
        new("externalDocs", Map),
    ],
    ..Object::PLAIN
};

pub(super) static OPERATION: Object = Object {
    name: "an operation",
    fields: &[
        any("summary", Text),
        any("description", Text),
        any("security", List),
        any("tags", List),
        any("externalDocs", Map),
        any("bindings", Map),
        any("traits", List),
        old("operationId", Text),
        old("message", Map),
        new("action", Text).required(),
        new("channel", Map).required(),
        new("title", Text),
        new("messages", List),
        new("reply", Map),
    ],
    ..Object::PLAIN
};

pub(super) static MESSAGE: Object = Object {
    name: "a message",
    fields: &[
        any("headers", Any),
        any("payload", Any),
        any("correlationId", Map),
        any("contentType", Text),
        any("name", Text),
        any("title", Text),
        any("summary", Text),
        any("description", Text),
        any("tags", List),
        any("externalDocs", Map),
        any("bindings", Map),
        any("examples", List),
        any("traits", List),
        old("messageId", Text),
        old("schemaFormat", Text),
    ],
    ..Object::PLAIN
};

const fn any(name: &'static str, holds: Holds) -> Field {
    between(Events2, Events3, name, holds)
}

const fn old(name: &'static str, holds: Holds) -> Field {
    between(Events2, Events2, name, holds)
}

const fn new(name: &'static str, holds: Holds) -> Field {
    between(Events3, Events3, name, holds)
}
