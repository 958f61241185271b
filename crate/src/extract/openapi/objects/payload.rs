//! Bodies, responses, and the media types that they come in.

use super::{HEADER, LINK, any, old, since};
use crate::extract::openapi::component::Component;
use crate::extract::openapi::object::Holds::{Any, Bool, Many, Map, Named, One, Schema, Text, Words};
use crate::extract::openapi::object::{Object, between};
use crate::extract::openapi::version::Version::{V2, V30, V31, V32};

pub(in crate::extract::openapi) static REQUEST_BODY: Object = Object {
    name: "a request body",
    fields: &[any("description", Text), any("content", Named(&MEDIA_TYPE)).required(), any("required", Bool)],
    kind: Some(Component::RequestBody),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static MEDIA_TYPE: Object = Object {
    name: "a media type",
    fields: &[
        any("schema", Schema),
        any("example", Any),
        any("examples", Named(&EXAMPLE)),
        any("encoding", Named(&ENCODING)),
        since(V32, "description", Text),
        since(V32, "itemSchema", Schema),
        since(V32, "prefixEncoding", Many(&ENCODING)),
        since(V32, "itemEncoding", One(&ENCODING)),
    ],
    kind: Some(Component::MediaType),
    also: Some(|reader, id| reader.media_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static ENCODING: Object = Object {
    name: "an encoding",
    fields: &[
        any("contentType", Text),
        any("headers", Named(&HEADER)),
        any("style", Words(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        any("explode", Bool),
        any("allowReserved", Bool),
        since(V32, "encoding", Named(&ENCODING)),
        since(V32, "prefixEncoding", Many(&ENCODING)),
        since(V32, "itemEncoding", One(&ENCODING)),
    ],
    also: Some(|reader, id| reader.one_way_of_encoding(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static EXAMPLE: Object = Object {
    name: "an example",
    fields: &[
        any("summary", Text),
        any("description", Text),
        any("value", Any),
        any("externalValue", Text),
        since(V32, "dataValue", Any),
        since(V32, "serializedValue", Text),
    ],
    kind: Some(Component::Example),
    also: Some(|reader, id| reader.example_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static RESPONSES: Object = Object {
    name: "`responses`",
    others: Some(One(&RESPONSE)),
    also: Some(|reader, id| reader.status_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static RESPONSE: Object = Object {
    name: "a response",
    fields: &[
        between(V2, V31, "description", Text).required(),
        since(V32, "description", Text),
        any("headers", Named(&HEADER)),
        old("schema", Schema),
        old("examples", Map),
        since(V30, "content", Named(&MEDIA_TYPE)),
        since(V30, "links", Named(&LINK)),
        since(V32, "summary", Text),
    ],
    kind: Some(Component::Response),
    also: Some(|reader, id| reader.response_problems(id)),
    ..Object::PLAIN
};
