//! Paths, operations and what leads from one to another.

use super::{
    EXTERNAL_DOCS, PARAMETER, REQUEST_BODY, RESPONSES, SECURITY_REQUIREMENT, SERVER, any, old, since,
};
use crate::extract::openapi::component::Component;
use crate::extract::openapi::object::Holds::{Any, Bool, Many, Map, Named, One, Set, Text, Texts, WordSet};
use crate::extract::openapi::object::Object;
use crate::extract::openapi::version::Version::{V30, V32};

pub(in crate::extract::openapi) static PATHS: Object =
    Object { name: "`paths`", others: Some(One(&PATH_ITEM)), ..Object::PLAIN };

pub(in crate::extract::openapi) static PATH_ITEM: Object = Object {
    name: "a path",
    fields: &[
        any("$ref", Text),
        any("parameters", Many(&PARAMETER)),
        any("get", One(&OPERATION)),
        any("put", One(&OPERATION)),
        any("post", One(&OPERATION)),
        any("delete", One(&OPERATION)),
        any("options", One(&OPERATION)),
        any("head", One(&OPERATION)),
        any("patch", One(&OPERATION)),
        since(V30, "trace", One(&OPERATION)),
        since(V30, "summary", Text),
        since(V30, "description", Text),
        since(V30, "servers", Many(&SERVER)),
        since(V32, "query", One(&OPERATION)),
        since(V32, "additionalOperations", Named(&OPERATION)),
    ],
    kind: Some(Component::PathItem),
    also: Some(|reader, id| reader.method_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OPERATION: Object = Object {
    name: "an operation",
    fields: &[
        old("tags", Set),
        since(V30, "tags", Texts),
        any("summary", Text),
        any("description", Text),
        any("externalDocs", One(&EXTERNAL_DOCS)),
        any("operationId", Text),
        any("parameters", Many(&PARAMETER)),
        any("responses", One(&RESPONSES)).required_until(V30),
        any("deprecated", Bool),
        any("security", Many(&SECURITY_REQUIREMENT)),
        old("consumes", Set),
        old("produces", Set),
        old("schemes", WordSet(&["http", "https", "ws", "wss"])),
        since(V30, "requestBody", One(&REQUEST_BODY)),
        since(V30, "callbacks", Named(&CALLBACK)),
        since(V30, "servers", Many(&SERVER)),
    ],
    also: Some(|reader, id| reader.operation_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static CALLBACK: Object = Object {
    name: "a callback",
    others: Some(One(&PATH_ITEM)),
    kind: Some(Component::Callback),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static LINK: Object = Object {
    name: "a link",
    fields: &[
        any("operationId", Text),
        any("operationRef", Text),
        // Its text lets them hold constants of any type, its schema from 3.1 on texts alone.
        any("parameters", Map),
        any("requestBody", Any),
        any("description", Text),
        any("server", One(&SERVER)),
    ],
    kind: Some(Component::Link),
    also: Some(|reader, id| reader.link_problems(id)),
    ..Object::PLAIN
};
