//! What a document says it is: its version, or that it is a piece of one.

use super::reader::clipped;
use super::version::Version;
use crate::extract::tree::{self, NodeId, Shape, Tree};
use crate::facts::Coverage;

pub(super) struct Head {
    /// The member that says which version it is.
    pub(super) at: Option<NodeId>,
    /// What that says.
    pub(super) written: String,
    /// As which the document is read.
    pub(super) version: Version,
    /// It has no head: it was cut out of a document, and what it lacks stands elsewhere.
    pub(super) piece: bool,
    /// The paths.
    pub(super) paths: Option<NodeId>,
}

impl Head {
    pub(super) fn read(tree: &Tree<'_>, root: NodeId, coverage: &mut Coverage) -> Self {
        let member = |name| tree.member(root, name);
        let at = member("openapi").or(member("swagger"));
        let written = at.and_then(|at| tree.written(at)).unwrap_or_default().to_owned();
        let is_path = |(name, _): (&str, NodeId)| name.starts_with('/');
        let bare = member("paths").is_none() && tree.members(root).any(is_path);
        let has_parts = bare || PARTS.iter().any(|part| member(part).is_some());
        let piece = at.is_none() && member("info").is_none() && has_parts;
        let version = Version::named(&written).unwrap_or_else(|| {
            let assumed = assumed(tree, root);
            let says = match (piece, written.as_str()) {
                (true, _) => "it is a piece of an API description, and what stands elsewhere is not judged",
                (false, "") => "the document does not say which version of OpenAPI it follows",
                (false, written) => {
                    &format!("`{}` is not a version of OpenAPI that is known", clipped(written))
                }
            };
            coverage.note(None, format!("{says}; it is read as {}", assumed.name()));
            assumed
        });
        let paths = if bare { Some(root) } else { member("paths") };
        Self { at, written, version, piece, paths }
    }
}

/// What a piece may consist of.
const PARTS: [&str; 5] = ["paths", "components", "definitions", "webhooks", "securityDefinitions"];

/// Whether one document of several in a text describes an API.
pub(super) fn is_description(text: &str) -> bool {
    let tree = tree::read(text);
    let Some(root) = tree.root().filter(|root| tree.shape(*root) == Shape::Map) else { return false };
    let has = |name: &str| tree.member(root, name).is_some();
    has("openapi")
        || has("swagger")
        || (!has("apiVersion") && !has("asyncapi") && (has("paths") || has("components")))
}

/// The version whose words a document uses that does not name one.
fn assumed(tree: &Tree<'_>, root: NodeId) -> Version {
    let member = |name| tree.member(root, name).is_some();
    let old_words = ["swagger", "definitions", "securityDefinitions"].into_iter().any(member);
    let old_places = || tree.texts_behind("in", 0).any(|place| matches!(place, "body" | "formData"));
    let old_references = || tree.texts_behind("$ref", 0).any(|to| to.starts_with("#/definitions/"));
    if old_words || old_places() || old_references() {
        Version::V2
    } else if tree.has_key(&["nullable"], 0) {
        Version::V30
    } else {
        Version::V31
    }
}
