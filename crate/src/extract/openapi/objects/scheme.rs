//! Security schemes: what each type of them says of itself.

use super::{any, old, since};
use crate::extract::openapi::component::Component;
use crate::extract::openapi::object::Holds::{Bool, One, Text, TextMap, Texts, Words};
use crate::extract::openapi::object::{Field, Object};
use crate::extract::openapi::version::Version::{V30, V31, V32};

const TYPE: Field = any("type", Text).required();
const DESCRIPTION: Field = any("description", Text);
const DEPRECATED: Field = since(V32, "deprecated", Bool);

pub(in crate::extract::openapi) static SECURITY_REQUIREMENT: Object =
    Object { name: "a security requirement", others: Some(Texts), ..Object::PLAIN };

/// A scheme that does not say which type it is, or one that the version does not have.
pub(in crate::extract::openapi) static SECURITY_SCHEME: Object = Object {
    name: "a security scheme",
    fields: &[
        old("type", Words(&["basic", "apiKey", "oauth2"])).required(),
        super::between(V30, V30, "type", Words(&["apiKey", "http", "oauth2", "openIdConnect"])).required(),
        since(V31, "type", Words(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).required(),
        DESCRIPTION,
        any("name", Text),
        any("in", Text),
        old("flow", Text),
        old("authorizationUrl", Text),
        old("tokenUrl", Text),
        old("scopes", TextMap),
        since(V30, "scheme", Text),
        since(V30, "bearerFormat", Text),
        since(V30, "flows", One(&OAUTH_FLOWS)),
        since(V30, "openIdConnectUrl", Text),
        since(V32, "oauth2MetadataUrl", Text),
        DEPRECATED,
    ],
    kind: Some(Component::SecurityScheme),
    variant: Some(|reader, id| reader.scheme_object(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static BASIC: Object =
    Object { name: "a security scheme of type `basic`", fields: &[TYPE, DESCRIPTION], ..Object::PLAIN };

pub(in crate::extract::openapi) static API_KEY: Object = Object {
    name: "a security scheme of type `apiKey`",
    fields: &[
        TYPE,
        DESCRIPTION,
        DEPRECATED,
        any("name", Text).required(),
        old("in", Words(&["query", "header"])).required(),
        since(V30, "in", Words(&["query", "header", "cookie"])).required(),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static HTTP: Object = Object {
    name: "a security scheme of type `http`",
    fields: &[TYPE, DESCRIPTION, DEPRECATED, any("scheme", Text).required(), any("bearerFormat", Text)],
    also: Some(|reader, id| reader.bearer_problems(id)),
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static MUTUAL_TLS: Object = Object {
    name: "a security scheme of type `mutualTLS`",
    fields: &[TYPE, DESCRIPTION, DEPRECATED],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OPEN_ID: Object = Object {
    name: "a security scheme of type `openIdConnect`",
    fields: &[TYPE, DESCRIPTION, DEPRECATED, any("openIdConnectUrl", Text).required()],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OAUTH2: Object = Object {
    name: "a security scheme of type `oauth2`",
    fields: &[
        TYPE,
        DESCRIPTION,
        DEPRECATED,
        any("flows", One(&OAUTH_FLOWS)).required(),
        since(V32, "oauth2MetadataUrl", Text),
    ],
    ..Object::PLAIN
};

/// Of 2.0, whose flow is not one that it has.
pub(in crate::extract::openapi) static OLD_OAUTH2: Object = Object {
    name: "a security scheme of type `oauth2`",
    fields: &[
        TYPE,
        DESCRIPTION,
        old("flow", Words(&["implicit", "password", "application", "accessCode"])).required(),
        old("authorizationUrl", Text),
        old("tokenUrl", Text),
        old("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OLD_IMPLICIT: Object = Object {
    name: "the OAuth 2 flow `implicit`",
    fields: &[
        TYPE,
        DESCRIPTION,
        old("flow", Text),
        old("authorizationUrl", Text).required(),
        old("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OLD_PASSWORD: Object = Object {
    name: "the OAuth 2 flow `password`",
    fields: &[
        TYPE,
        DESCRIPTION,
        old("flow", Text),
        old("tokenUrl", Text).required(),
        old("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OLD_APPLICATION: Object = Object {
    name: "the OAuth 2 flow `application`",
    fields: &[
        TYPE,
        DESCRIPTION,
        old("flow", Text),
        old("tokenUrl", Text).required(),
        old("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OLD_ACCESS_CODE: Object = Object {
    name: "the OAuth 2 flow `accessCode`",
    fields: &[
        TYPE,
        DESCRIPTION,
        old("flow", Text),
        old("authorizationUrl", Text).required(),
        old("tokenUrl", Text).required(),
        old("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};

pub(in crate::extract::openapi) static OAUTH_FLOWS: Object = Object {
    name: "`flows`",
    fields: &[
        any("implicit", One(&IMPLICIT_FLOW)),
        any("password", One(&PASSWORD_FLOW)),
        any("clientCredentials", One(&CLIENT_FLOW)),
        any("authorizationCode", One(&CODE_FLOW)),
        since(V32, "deviceAuthorization", One(&DEVICE_FLOW)),
    ],
    ..Object::PLAIN
};

static IMPLICIT_FLOW: Object = Object {
    name: "the implicit flow",
    fields: &[
        any("authorizationUrl", Text).required(),
        any("refreshUrl", Text),
        any("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};

static PASSWORD_FLOW: Object = Object {
    name: "the password flow",
    fields: &[any("tokenUrl", Text).required(), any("refreshUrl", Text), any("scopes", TextMap).required()],
    ..Object::PLAIN
};

static CLIENT_FLOW: Object = Object {
    name: "the client credentials flow",
    fields: &[any("tokenUrl", Text).required(), any("refreshUrl", Text), any("scopes", TextMap).required()],
    ..Object::PLAIN
};

static CODE_FLOW: Object = Object {
    name: "the authorization code flow",
    fields: &[
        any("authorizationUrl", Text).required(),
        any("tokenUrl", Text).required(),
        any("refreshUrl", Text),
        any("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};

static DEVICE_FLOW: Object = Object {
    name: "the device authorization flow",
    fields: &[
        any("deviceAuthorizationUrl", Text).required(),
        any("tokenUrl", Text).required(),
        any("refreshUrl", Text),
        any("scopes", TextMap).required(),
    ],
    ..Object::PLAIN
};
