//! What a document says of itself: who stands behind it, its servers, its tags.

use super::{any, since};
use crate::extract::openapi::object::Holds::{Named, One, Text, Texts};
use crate::extract::openapi::object::Object;
use crate::extract::openapi::version::Version::{V31, V32};

pub(in crate::extract::openapi) static INFO: Object = Object {
    name: "`info`",
    fields: &[
        any("title", Text).required(),
        any("version", Text).required(),
        any("description", Text),
        any("termsOfService", Text),
        any("contact", One(&CONTACT)),
        any("license", One(&LICENSE)),
        since(V31, "summary", Text),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static CONTACT: Object = Object {
    name: "`contact`",
    fields: &[any("name", Text), any("url", Text), any("email", Text)],
    also: Some(|reader, id| reader.address_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static LICENSE: Object = Object {
    name: "`license`",
    fields: &[any("name", Text).required(), any("url", Text), since(V31, "identifier", Text)],
    also: Some(|reader, id| reader.license_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static SERVER: Object = Object {
    name: "a server",
    fields: &[
        any("url", Text).required(),
        any("description", Text),
        any("variables", Named(&SERVER_VARIABLE)),
        since(V32, "name", Text),
    ],
    also: Some(|reader, id| reader.server_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static SERVER_VARIABLE: Object = Object {
    name: "a server variable",
    fields: &[any("default", Text).required(), any("enum", Texts), any("description", Text)],
    also: Some(|reader, id| reader.default_is_permitted(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static TAG: Object = Object {
    name: "a tag",
    fields: &[
        any("name", Text).required(),
        any("description", Text),
        any("externalDocs", One(&EXTERNAL_DOCS)),
        since(V32, "summary", Text),
        since(V32, "parent", Text),
        since(V32, "kind", Text),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static EXTERNAL_DOCS: Object = Object {
    name: "`externalDocs`",
    fields: &[any("url", Text).required(), any("description", Text)],
    also: Some(|reader, id| reader.address_problems(id)),
    ..Object::PLAIN
};
