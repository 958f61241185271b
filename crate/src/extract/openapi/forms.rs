//! What the form of an object rules out that a table of fields cannot say: fields that exclude each other, and
//! values that depend on another field. Each is called once for an object.

use std::collections::HashMap;

use super::object::Object;
use super::objects;
use super::reader::{Reader, clipped};
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Located, ProblemKind};

impl Reader<'_> {
    pub(super) fn document_problems(&mut self, id: NodeId) {
        self.version_problems(id);
        self.tag_problems(id);
        self.media_lists(id);
        let starts = |name, sign| self.text_member(id, name).is_none_or(|text| text.starts_with(sign));
        if self.version == Version::V2
            && !starts("basePath", '/')
            && let Some(base) = self.tree.member(id, "basePath")
        {
            let message = "`basePath` must begin with `/`";
            self.problem(ProblemKind::WrongValue, self.value_place(base), message);
        }
        if self.version == Version::V2
            && let Some(host) = self.tree.member(id, "host")
            && self.tree.text(host).is_some_and(|text| text.contains(['/', '{', '}', ' ', '\\']))
        {
            let message =
                "`host` must be the name of a host with an optional port, without scheme, path or braces";
            self.problem(ProblemKind::WrongValue, self.value_place(host), message);
        }
        if self.version >= Version::V32
            && let Some(own) = self.tree.member(id, "$self")
            && self.tree.text(own).is_some_and(|text| text.contains('#'))
        {
            let message = "`$self` must be an address without a fragment (`#`)";
            self.problem(ProblemKind::WrongValue, self.value_place(own), message);
        }
    }

    /// The member that names the version says it in full, as a text.
    fn version_problems(&mut self, id: NodeId) {
        let tree = self.tree;
        let (name, example) = match self.version {
            Version::V2 => ("swagger", "2.0"),
            Version::V30 => ("openapi", "3.0.4"),
            Version::V31 => ("openapi", "3.1.1"),
            _ => ("openapi", "3.2.0"),
        };
        let Some(value) = tree.member(id, name).filter(|value| tree.shape(*value) != Shape::Null) else {
            return;
        };
        let Some(written) = tree.written(value) else {
            return self.wrong_type(value, &format!("`{name}`"), "a text that names a version");
        };
        let known = Version::named(written).is_some();
        if !known || !is_full(written, self.version) {
            let message = format!(
                "`{name}` must name a version in full, as `{example}`, and is `{}`",
                clipped(written)
            );
            let kind = if known { ProblemKind::Forgiven } else { ProblemKind::WrongValue };
            self.problem(kind, self.value_place(value), message);
        } else if tree.text(value).is_none() {
            let message = format!("`{name}` must be a text: without quotes, `{written}` is a number");
            self.problem(ProblemKind::Forgiven, self.value_place(value), message);
        }
    }

    /// Each name of a tag is declared once; from 3.2 on a tag may name its parent.
    pub(super) fn tag_problems(&mut self, id: NodeId) {
        let tree = self.tree;
        let list = tree.member(id, "tags").filter(|list| tree.shape(*list) == Shape::List);
        let mut named: HashMap<&str, NodeId> = HashMap::new();
        for tag in list.into_iter().flat_map(|list| tree.children(list)) {
            let Some(name) = self.text_member(tag, "name") else { continue };
            if let Some(earlier) = named.get(name) {
                let other =
                    Located { value: "it stands here as well".to_owned(), place: self.node_place(*earlier) };
                let message = format!("the tag `{}` is declared twice", clipped(name));
                self.related_problem(ProblemKind::WrongValue, self.node_place(tag), message, vec![other]);
            } else {
                named.insert(name, tag);
            }
        }
        if self.version != Version::V32 {
            return;
        }
        for tag in list.into_iter().flat_map(|list| tree.children(list)) {
            let Some(name) = self.text_member(tag, "name") else { continue };
            let Some(parent) = tree.member(tag, "parent") else { continue };
            let Some(written) = tree.text(parent) else { continue };
            let mut above = written;
            let mut steps = 0;
            while above != name && steps < 64 {
                match named.get(above).and_then(|tag| self.text_member(*tag, "parent")) {
                    Some(next) => above = next,
                    None => break,
                }
                steps += 1;
            }
            let message = if !named.contains_key(written) {
                format!(
                    "the tag `{}` names the parent `{}`, which is not declared",
                    clipped(name),
                    clipped(written)
                )
            } else if above == name {
                format!("the tag `{}` is its own ancestor", clipped(name))
            } else {
                continue;
            };
            self.problem(ProblemKind::WrongValue, self.value_place(parent), message);
        }
    }

    /// From 3.1 on a licence is named in one way.
    pub(super) fn license_problems(&mut self, id: NodeId) {
        if let Some(identifier) = self.tree.member(id, "identifier")
            && self.version >= Version::V31
            && self.tree.member(id, "url").is_some()
        {
            let message = "`license` has both `identifier` and `url`, which exclude each other";
            self.problem(ProblemKind::WrongValue, self.node_place(identifier), message);
        }
        self.address_problems(id);
    }

    /// Addresses of pages and of people.
    pub(super) fn address_problems(&mut self, id: NodeId) {
        for (name, kind) in [("url", "an address"), ("email", "an email address")] {
            let Some(value) = self.tree.member(id, name) else { continue };
            let Some(written) = self.tree.text(value) else { continue };
            let fits = match name {
                "email" => is_email(written),
                _ => {
                    !written.is_empty()
                        && !written.contains([' ', '<', '>', '"', '{', '}', '\\', '^', '`', '|'])
                }
            };
            if !fits {
                let message = format!("`{name}` must be {kind}, and is `{}`", clipped(written));
                self.problem(ProblemKind::Forgiven, self.value_place(value), message);
            }
        }
    }

    pub(super) fn xml_problems(&mut self, id: NodeId) {
        let has = |name| self.tree.member(id, name).is_some();
        let old = ["attribute", "wrapped"].into_iter().find(|name| has(name));
        if let Some(node_type) = self.tree.member(id, "nodeType")
            && self.version >= Version::V32
            && let Some(old) = old
        {
            let message = format!("`xml` has both `nodeType` and `{old}`, which exclude each other");
            self.problem(ProblemKind::WrongValue, self.node_place(node_type), message);
        }
    }

    /// Which scheme it is by its type, and in 2.0 by its flow.
    pub(super) fn scheme_object(&self, id: NodeId) -> &'static Object {
        let old = self.version == Version::V2;
        match self.text_member(id, "type") {
            Some("apiKey") => &objects::API_KEY,
            Some("basic") if old => &objects::BASIC,
            Some("oauth2") if old => match self.text_member(id, "flow") {
                Some("implicit") => &objects::OLD_IMPLICIT,
                Some("password") => &objects::OLD_PASSWORD,
                Some("application") => &objects::OLD_APPLICATION,
                Some("accessCode") => &objects::OLD_ACCESS_CODE,
                _ => &objects::OLD_OAUTH2,
            },
            Some("oauth2") => &objects::OAUTH2,
            Some("http") if !old => &objects::HTTP,
            Some("openIdConnect") if !old => &objects::OPEN_ID,
            Some("mutualTLS") if self.version >= Version::V31 => &objects::MUTUAL_TLS,
            _ => &objects::SECURITY_SCHEME,
        }
    }

    pub(super) fn bearer_problems(&mut self, id: NodeId) {
        let is_bearer =
            self.text_member(id, "scheme").is_none_or(|scheme| scheme.eq_ignore_ascii_case("bearer"));
        if let Some(format) = self.tree.member(id, "bearerFormat").filter(|_| !is_bearer) {
            let message = "`bearerFormat` has no effect without `scheme: bearer`";
            self.problem(ProblemKind::Ineffective, self.node_place(format), message);
        }
    }
}

/// `3.0.4`, `3.1.0-rc1`; of 2.0 there is one version alone.
fn is_full(written: &str, version: Version) -> bool {
    if version == Version::V2 {
        return written == "2.0";
    }
    let number = written.split('-').next().unwrap_or_default();
    let parts: Vec<&str> = number.split('.').collect();
    parts.len() == 3
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_email(written: &str) -> bool {
    let (user, host) = written.rsplit_once('@').unwrap_or_default();
    !user.is_empty() && host.len() > 1 && !written.contains(char::is_whitespace)
}
