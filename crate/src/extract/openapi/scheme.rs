//! What a security scheme of each type has to say of itself.

use super::object::Object;
use super::reader::{Reader, clipped};
use super::scheme_objects;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

impl Reader<'_> {
    /// Problems of a scheme beside those that every object may have.
    pub(super) fn scheme_problems(&mut self, id: NodeId) {
        let Some(type_) = self.text_member(id, "type") else { return };
        let old = self.version == Version::V2;
        let required: &[&str] = match type_ {
            "apiKey" => &["name", "in"],
            "http" if !old => &["scheme"],
            "openIdConnect" if !old => &["openIdConnectUrl"],
            "oauth2" if old => &["flow", "scopes"],
            "oauth2" => &["flows"],
            "basic" if old => &[],
            "mutualTLS" if self.version >= Version::V31 => &[],
            _ => return self.unknown_scheme_type(id, type_),
        };
        for name in required {
            if self.tree.member(id, name).is_none() {
                let message = format!("a security scheme of type `{type_}` has no `{name}`");
                self.problem(ProblemKind::MissingField, self.node_place(id), message);
            }
        }
        match type_ {
            "apiKey" => self.key_place_is_known(id),
            "oauth2" if old => self.old_flow(id),
            "oauth2" => self.flow_problems(id),
            _ => {}
        }
    }

    fn unknown_scheme_type(&mut self, id: NodeId, type_: &str) {
        if let Some(value) = self.tree.member(id, "type") {
            let message =
                format!("`{}` is not a type of security scheme in {}", clipped(type_), self.version.name());
            self.problem(ProblemKind::WrongValue, self.value_place(value), message);
        }
    }

    fn key_place_is_known(&mut self, id: NodeId) {
        let Some(value) = self.tree.member(id, "in") else { return };
        let Some(written) = self.tree.text(value) else { return };
        let known =
            matches!(written, "query" | "header") || (written == "cookie" && self.version > Version::V2);
        if !known {
            let message =
                format!("an API key cannot be in `{}` in {}", clipped(written), self.version.name());
            self.problem(ProblemKind::WrongValue, self.value_place(value), message);
        }
    }

    fn old_flow(&mut self, id: NodeId) {
        let Some(flow) = self.tree.member(id, "flow") else { return };
        let written = self.tree.text(flow).unwrap_or_default();
        let required: &[&str] = match written {
            "implicit" => &["authorizationUrl"],
            "password" | "application" => &["tokenUrl"],
            "accessCode" => &["authorizationUrl", "tokenUrl"],
            _ => {
                let message = format!("`{}` is not a flow of OAuth 2 in OpenAPI 2.0", clipped(written));
                return self.problem(ProblemKind::WrongValue, self.value_place(flow), message);
            }
        };
        for name in required {
            if self.tree.member(id, name).is_none() {
                let message = format!("the OAuth 2 flow `{written}` has no `{name}`");
                self.problem(ProblemKind::MissingField, self.node_place(id), message);
            }
        }
    }

    fn flow_problems(&mut self, id: NodeId) {
        let tree = self.tree;
        let Some(flows) = tree.member(id, "flows").filter(|flows| tree.shape(*flows) == Shape::Map) else {
            return;
        };
        self.check(flows, &scheme_objects::OAUTH_FLOWS);
        for (name, flow) in tree.members(flows) {
            let object: &Object = match name {
                "implicit" => &scheme_objects::IMPLICIT_FLOW,
                "password" => &scheme_objects::PASSWORD_FLOW,
                "clientCredentials" => &scheme_objects::CLIENT_FLOW,
                "authorizationCode" => &scheme_objects::CODE_FLOW,
                "deviceAuthorization" if self.version >= Version::V32 => &scheme_objects::DEVICE_FLOW,
                _ => continue,
            };
            self.check(flow, object);
        }
    }
}
