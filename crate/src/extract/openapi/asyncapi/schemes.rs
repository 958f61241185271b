//! Security schemes of `AsyncAPI`: what each type of them says of itself.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is of a reader with one lifetime, and a table needs it of every one"
)]

use super::objects::{any, new};
use crate::extract::openapi::object::Holds::{One, Text, TextMap, Texts, Words};
use crate::extract::openapi::object::{Field, Object, between};
use crate::extract::openapi::reader::Reader;
use crate::extract::openapi::version::Version::Events2;
use crate::extract::tree::NodeId;

const TYPE: Field = any(
    "type",
    Words(&[
        "userPassword",
        "apiKey",
        "X509",
        "symmetricEncryption",
        "asymmetricEncryption",
        "httpApiKey",
        "http",
        "oauth2",
        "openIdConnect",
        "plain",
        "scramSha256",
        "scramSha512",
        "gssapi",
    ]),
)
.required();
const DESCRIPTION: Field = any("description", Text);

pub(super) static SECURITY_SCHEME: Object = Object {
    name: "a security scheme",
    fields: &[TYPE, DESCRIPTION],
    variant: Some(|reader, id| reader.event_scheme_object(id)),
    ..Object::PLAIN
};

static API_KEY: Object = Object {
    name: "a security scheme of type `apiKey`",
    fields: &[TYPE, DESCRIPTION, any("in", Words(&["user", "password"])).required()],
    ..Object::PLAIN
};

static HTTP_API_KEY: Object = Object {
    name: "a security scheme of type `httpApiKey`",
    fields: &[
        TYPE,
        DESCRIPTION,
        any("name", Text).required(),
        any("in", Words(&["query", "header", "cookie"])).required(),
    ],
    ..Object::PLAIN
};

static HTTP: Object = Object {
    name: "a security scheme of type `http`",
    fields: &[TYPE, DESCRIPTION, any("scheme", Text).required(), any("bearerFormat", Text)],
    also: Some(|reader, id| reader.bearer_problems(id)),
    ..Object::PLAIN
};

static OAUTH2: Object = Object {
    name: "a security scheme of type `oauth2`",
    fields: &[TYPE, DESCRIPTION, any("flows", One(&FLOWS)).required(), new("scopes", Texts)],
    ..Object::PLAIN
};

static OPEN_ID: Object = Object {
    name: "a security scheme of type `openIdConnect`",
    fields: &[TYPE, DESCRIPTION, any("openIdConnectUrl", Text).required(), new("scopes", Texts)],
    ..Object::PLAIN
};

static FLOWS: Object = Object {
    name: "`flows`",
    fields: &[
        any("implicit", One(&IMPLICIT)),
        any("password", One(&TOKEN)),
        any("clientCredentials", One(&TOKEN)),
        any("authorizationCode", One(&CODE)),
    ],
    ..Object::PLAIN
};

const AUTHORIZATION: Field = any("authorizationUrl", Text).required();
const TOKEN_URL: Field = any("tokenUrl", Text).required();
const REFRESH: Field = any("refreshUrl", Text);
const OLD_SCOPES: Field = between(Events2, Events2, "scopes", TextMap).required();
const SCOPES: Field = new("availableScopes", TextMap).required();

static IMPLICIT: Object = Object {
    name: "a flow of type `implicit`",
    fields: &[AUTHORIZATION, REFRESH, OLD_SCOPES, SCOPES],
    ..Object::PLAIN
};

static TOKEN: Object =
    Object { name: "a flow", fields: &[TOKEN_URL, REFRESH, OLD_SCOPES, SCOPES], ..Object::PLAIN };

static CODE: Object = Object {
    name: "a flow of type `authorizationCode`",
    fields: &[AUTHORIZATION, TOKEN_URL, REFRESH, OLD_SCOPES, SCOPES],
    ..Object::PLAIN
};

impl Reader<'_> {
    fn event_scheme_object(&self, id: NodeId) -> &'static Object {
        match self.text_member(id, "type") {
            Some("apiKey") => &API_KEY,
            Some("httpApiKey") => &HTTP_API_KEY,
            Some("http") => &HTTP,
            Some("oauth2") => &OAUTH2,
            Some("openIdConnect") => &OPEN_ID,
            _ => &SECURITY_SCHEME,
        }
    }
}
