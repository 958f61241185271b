//! Security schemes and the requirements that name them.

use super::component::Component;
use super::objects;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{
    Located, OAuthFlow, ParameterLocation, ProblemKind, Requirement, SchemeKind, SecurityScheme,
};

impl Reader<'_> {
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let tree = self.tree;
        let map = match self.version {
            Version::V2 => tree.member(self.root, "securityDefinitions"),
            _ => self.component("securitySchemes"),
        };
        let mut schemes = Vec::new();
        for (name, id) in map.into_iter().flat_map(|map| tree.members(map)) {
            if name.starts_with("x-") && tree.member(id, "type").is_none() {
                continue;
            }
            let place = self.node_place(id);
            let mut scheme = SecurityScheme {
                name: name.to_owned(),
                kind: SchemeKind::Unknown,
                place,
                description: None,
                bearer_format: None,
                flows: Vec::new(),
                discovery: None,
            };
            if let Target::Node(id) = self.follow(id, Component::SecurityScheme)
                && self.check(id, &objects::SECURITY_SCHEME)
            {
                self.scheme(id, &mut scheme);
            }
            self.scheme_names.insert(name.to_owned());
            if !matches!(scheme.kind, SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect | SchemeKind::Unknown)
            {
                self.without_scopes.insert(name.to_owned());
            }
            schemes.push(scheme);
        }
        schemes
    }

    fn scheme(&mut self, id: NodeId, scheme: &mut SecurityScheme) {
        scheme.description = self.text_member(id, "description").map(str::to_owned);
        scheme.bearer_format = self.text_member(id, "bearerFormat").map(str::to_owned);
        scheme.discovery = self
            .located_member(id, "openIdConnectUrl")
            .or_else(|| self.located_member(id, "oauth2MetadataUrl"));
        if self.text_member(id, "type") == Some("oauth2") {
            scheme.flows = self.flows(id);
        }
        scheme.kind = self.scheme_kind(id, &scheme.flows);
    }

    fn scheme_kind(&self, id: NodeId, flows: &[OAuthFlow]) -> SchemeKind {
        let text = |name| self.text_member(id, name).unwrap_or_default();
        match text("type") {
            "basic" if self.version == Version::V2 => SchemeKind::Basic,
            "http" => match text("scheme").to_ascii_lowercase().as_str() {
                "basic" => SchemeKind::Basic,
                "bearer" => SchemeKind::Bearer,
                other => SchemeKind::Http(other.to_owned()),
            },
            "apiKey" => {
                let location = match text("in") {
                    "query" => ParameterLocation::Query,
                    "cookie" => ParameterLocation::Cookie,
                    _ => ParameterLocation::Header,
                };
                SchemeKind::ApiKey { location, name: text("name").to_owned() }
            }
            "oauth2" => SchemeKind::OAuth2(flows.iter().map(|flow| flow.name.value.clone()).collect()),
            "openIdConnect" => SchemeKind::OpenIdConnect,
            "mutualTLS" => SchemeKind::MutualTls,
            _ => SchemeKind::Unknown,
        }
    }

    /// The flows; one at most in 2.0, where it stands in the scheme itself.
    fn flows(&self, id: NodeId) -> Vec<OAuthFlow> {
        let tree = self.tree;
        if self.version == Version::V2 {
            let Some(flow) = tree.member(id, "flow") else { return Vec::new() };
            let name = match tree.text(flow).unwrap_or_default() {
                "application" => "clientCredentials",
                "accessCode" => "authorizationCode",
                other => other,
            };
            return vec![self.flow(self.located(flow, name), id)];
        }
        tree.member(id, "flows")
            .into_iter()
            .flat_map(|flows| tree.members(flows))
            .filter(|(name, _)| !name.starts_with("x-"))
            .map(|(name, flow)| {
                let name = Located { value: name.to_owned(), place: self.node_place(flow) };
                self.flow(name, flow)
            })
            .collect()
    }

    fn flow(&self, name: Located<String>, id: NodeId) -> OAuthFlow {
        let tree = self.tree;
        let scopes = tree.member(id, "scopes").into_iter().flat_map(|scopes| tree.members(scopes));
        OAuthFlow {
            name,
            authorization_url: self.located_member(id, "authorizationUrl"),
            token_url: self.located_member(id, "tokenUrl"),
            refresh_url: self.located_member(id, "refreshUrl"),
            scopes: scopes
                .filter(|(name, _)| !name.starts_with("x-"))
                .map(|(name, scope)| Located { value: name.to_owned(), place: self.node_place(scope) })
                .collect(),
        }
    }

    /// The requirements that the document or an operation states.
    pub(super) fn security(&mut self, id: NodeId) -> Option<Located<Vec<Requirement>>> {
        let tree = self.tree;
        let member = tree.member(id, "security").filter(|member| tree.shape(*member) == Shape::List)?;
        let mut requirements = Vec::new();
        for requirement in tree.children(member) {
            if !self.check(requirement, &objects::SECURITY_REQUIREMENT) {
                continue;
            }
            let mut named = Vec::new();
            for (name, scopes) in tree.members(requirement) {
                self.scheme_exists(name, scopes);
                self.scopes_belong(name, scopes);
                named.push((name.to_owned(), self.texts(scopes)));
            }
            requirements.push(Requirement { schemes: named });
        }
        Some(Located { value: requirements, place: self.node_place(member) })
    }

    fn scheme_exists(&mut self, name: &str, at: NodeId) {
        // From 3.2 on a requirement may name a scheme by its address.
        let by_address = self.version >= Version::V32 && name.contains(['/', '#', '.']);
        if !by_address && !self.scheme_names.contains(name) && self.is_first(at) {
            let message = format!("the security scheme `{}` is not declared", clipped(name));
            self.problem(ProblemKind::UndefinedScheme, self.node_place(at), message);
        }
    }

    /// Only `oauth2` and `openIdConnect` have scopes; from 3.1 on the others may name roles.
    fn scopes_belong(&mut self, name: &str, scopes: NodeId) {
        let empty = self.tree.children(scopes).next().is_none();
        if self.version < Version::V31
            && !empty
            && self.without_scopes.contains(name)
            && self.is_first(scopes)
        {
            let message = format!("the security scheme `{}` is of a type that has no scopes", clipped(name));
            self.problem(ProblemKind::Ineffective, self.node_place(scopes), message);
        }
    }
}
