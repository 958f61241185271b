//! The objects of security schemes, version by version.

use super::object::Holds::{Bool, Map, Text};
use super::object::Object;
use super::objects::{any, old, since};
use super::version::Version::{V30, V32};

pub(super) static SECURITY_SCHEME: Object = Object {
    name: "a security scheme",
    fields: &[
        any("type", Text).required(),
        any("description", Text),
        any("name", Text),
        any("in", Text),
        old("flow", Text),
        old("authorizationUrl", Text),
        old("tokenUrl", Text),
        old("scopes", Map),
        since(V30, "scheme", Text),
        since(V30, "bearerFormat", Text),
        since(V30, "flows", Map),
        since(V30, "openIdConnectUrl", Text),
        since(V32, "oauth2MetadataUrl", Text),
        since(V32, "deprecated", Bool),
    ],
};

pub(super) static OAUTH_FLOWS: Object = Object {
    name: "`flows`",
    fields: &[
        any("implicit", Map),
        any("password", Map),
        any("clientCredentials", Map),
        any("authorizationCode", Map),
        since(V32, "deviceAuthorization", Map),
    ],
};

pub(super) static IMPLICIT_FLOW: Object = Object {
    name: "the implicit flow",
    fields: &[
        any("authorizationUrl", Text).required(),
        any("refreshUrl", Text),
        any("scopes", Map).required(),
    ],
};

pub(super) static PASSWORD_FLOW: Object = Object {
    name: "the password flow",
    fields: &[any("tokenUrl", Text).required(), any("refreshUrl", Text), any("scopes", Map).required()],
};

pub(super) static CLIENT_FLOW: Object = Object {
    name: "the client credentials flow",
    fields: &[any("tokenUrl", Text).required(), any("refreshUrl", Text), any("scopes", Map).required()],
};

pub(super) static CODE_FLOW: Object = Object {
    name: "the authorization code flow",
    fields: &[
        any("authorizationUrl", Text).required(),
        any("tokenUrl", Text).required(),
        any("refreshUrl", Text),
        any("scopes", Map).required(),
    ],
};

pub(super) static DEVICE_FLOW: Object = Object {
    name: "the device authorization flow",
    fields: &[
        any("deviceAuthorizationUrl", Text).required(),
        any("tokenUrl", Text).required(),
        any("refreshUrl", Text),
        any("scopes", Map).required(),
    ],
};
