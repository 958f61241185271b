//! Objects within schemas that are no schemas.

use super::{any, since};
use crate::extract::openapi::object::Holds::{Bool, Text, TextMap, Words};
use crate::extract::openapi::object::Object;
use crate::extract::openapi::version::Version::{V30, V32};

pub(in crate::extract::openapi) static XML: Object = Object {
    name: "`xml`",
    fields: &[
        any("name", Text),
        any("namespace", Text),
        any("prefix", Text),
        any("attribute", Bool),
        any("wrapped", Bool),
        since(V32, "nodeType", Words(&["element", "attribute", "text", "cdata", "none"])),
    ],
    also: Some(|reader, id| reader.xml_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static DISCRIMINATOR: Object = Object {
    name: "`discriminator`",
    fields: &[
        since(V30, "propertyName", Text).required(),
        since(V30, "mapping", TextMap),
        since(V32, "defaultMapping", Text),
    ],
    ..Object::PLAIN
};
