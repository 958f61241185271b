//! Parameters and headers. In 2.0 they hold what bounds their value themselves.

use super::{EXAMPLE, MEDIA_TYPE, any, old, since};
use crate::extract::openapi::component::Component;
use crate::extract::openapi::object::Holds::{
    Any, Bool, Count, List, Named, Number, One, Schema, Text, Words,
};
use crate::extract::openapi::object::{Object, between};
use crate::extract::openapi::version::Version::{V30, V31, V32};

/// The types that a value has which stands in a text: 2.0 has no objects there.
const PLAIN_TYPES: &[&str] = &["string", "number", "integer", "boolean", "array"];
const FORMATS: &[&str] = &["csv", "ssv", "tsv", "pipes"];

pub(in crate::extract::openapi) static PARAMETER: Object = Object {
    name: "a parameter",
    fields: &[
        any("name", Text).required(),
        between(V30, V31, "in", Words(&["query", "header", "path", "cookie"])).required(),
        since(V32, "in", Words(&["query", "querystring", "header", "path", "cookie"])).required(),
        any("description", Text),
        any("required", Bool),
        any("schema", Schema),
        any("deprecated", Bool),
        any("allowEmptyValue", Bool),
        any("style", Text),
        any("explode", Bool),
        any("allowReserved", Bool),
        any("example", Any),
        any("examples", Named(&EXAMPLE)),
        any("content", Named(&MEDIA_TYPE)),
    ],
    kind: Some(Component::Parameter),
    variant: Some(|reader, id| reader.parameter_object(id)),
    also: Some(|reader, id| reader.parameter_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static BODY_PARAMETER: Object = Object {
    name: "a parameter in the body",
    fields: &[
        old("name", Text).required(),
        old("in", Text).required(),
        old("description", Text),
        old("required", Bool),
        old("schema", Schema).required(),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static PLAIN_PARAMETER: Object = Object {
    name: "a parameter",
    fields: &[
        old("name", Text).required(),
        old("in", Words(&["query", "header", "path", "formData", "body"])).required(),
        old("description", Text),
        old("required", Bool),
        old("allowEmptyValue", Bool),
        old("type", Words(&["string", "number", "integer", "boolean", "array", "file"])).required(),
        old("collectionFormat", Words(&["csv", "ssv", "tsv", "pipes", "multi"])),
        old("format", Text),
        old("items", One(&ITEMS)),
        old("default", Any),
        old("maximum", Number),
        old("exclusiveMaximum", Bool),
        old("minimum", Number),
        old("exclusiveMinimum", Bool),
        old("maxLength", Count),
        old("minLength", Count),
        old("pattern", Text),
        old("maxItems", Count),
        old("minItems", Count),
        old("uniqueItems", Bool),
        old("enum", List),
        old("multipleOf", Number),
    ],
    also: Some(|reader, id| reader.plain_parameter_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static ITEMS: Object = Object {
    name: "`items`",
    fields: &[
        old("type", Words(PLAIN_TYPES)).required(),
        old("collectionFormat", Words(FORMATS)),
        old("format", Text),
        old("items", One(&ITEMS)),
        old("default", Any),
        old("maximum", Number),
        old("exclusiveMaximum", Bool),
        old("minimum", Number),
        old("exclusiveMinimum", Bool),
        old("maxLength", Count),
        old("minLength", Count),
        old("pattern", Text),
        old("maxItems", Count),
        old("minItems", Count),
        old("uniqueItems", Bool),
        old("enum", List),
        old("multipleOf", Number),
    ],
    also: Some(|reader, id| reader.is_plain(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static HEADER: Object = Object {
    name: "a header",
    fields: &[
        any("description", Text),
        any("required", Bool),
        any("schema", Schema),
        any("deprecated", Bool),
        between(V30, V30, "allowEmptyValue", Bool),
        between(V30, V30, "allowReserved", Bool),
        any("style", Words(&["simple"])),
        any("explode", Bool),
        any("example", Any),
        any("examples", Named(&EXAMPLE)),
        any("content", Named(&MEDIA_TYPE)),
    ],
    kind: Some(Component::Header),
    variant: Some(|reader, id| reader.header_object(id)),
    also: Some(|reader, id| reader.header_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OLD_HEADER: Object = Object {
    name: "a header",
    fields: &[
        old("description", Text),
        old("type", Words(PLAIN_TYPES)).required(),
        old("collectionFormat", Words(FORMATS)),
        old("format", Text),
        old("items", One(&ITEMS)),
        old("default", Any),
        old("maximum", Number),
        old("exclusiveMaximum", Bool),
        old("minimum", Number),
        old("exclusiveMinimum", Bool),
        old("maxLength", Count),
        old("minLength", Count),
        old("pattern", Text),
        old("maxItems", Count),
        old("minItems", Count),
        old("uniqueItems", Bool),
        old("enum", List),
        old("multipleOf", Number),
    ],
    also: Some(|reader, id| reader.is_plain(id)),
    ..Object::PLAIN
};
