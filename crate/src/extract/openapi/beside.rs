//! What stands beside a `$ref`, where the version has no use for it.

use super::component::Component;
use super::reader::Reader;
use super::version::Version;
use crate::collections::Sort;
use crate::extract::tree::NodeId;
use crate::facts::{Located, ProblemKind};

/// Places that are named.
const MOST_NAMED: usize = 20;

/// Members that nobody relies on: they say something to people, or are tools' own.
const SAYINGS: [&str; 10] = [
    "$ref",
    "summary",
    "description",
    "title",
    "example",
    "examples",
    "externalDocs",
    "xml",
    // Most often what the target says as well.
    "type",
    "format",
];

impl Reader<'_> {
    /// Writes down a member beside a reference that would have an effect if it stood elsewhere.
    pub(super) fn beside(&mut self, id: NodeId, reference: NodeId, kind: Component) {
        let allowed =
            kind == Component::PathItem || (kind == Component::Schema && self.version >= Version::V31);
        if allowed || !self.seen_beside.insert(reference) {
            return;
        }
        let tree = self.tree;
        for (name, member) in tree.members(id) {
            if !SAYINGS.contains(&name) && !name.starts_with("x-") {
                self.lost_beside.push((name.to_owned(), self.key_place(member)));
            }
        }
    }

    /// One problem for all of them.
    pub(super) fn tell_beside(&mut self) {
        let lost = std::mem::take(&mut self.lost_beside);
        let Some(((_, first), others)) = lost.split_first() else { return };
        let mut names: Vec<_> = lost.iter().map(|(name, _)| format!("`{name}`")).collect();
        names.order();
        names.dedup();
        names.truncate(5);
        let related = others.iter().take(MOST_NAMED);
        let related =
            related.map(|(name, place)| Located { value: format!("`{name}` here"), place: *place }).collect();
        let verb = if names.len() > 1 { "have" } else { "has" };
        let message =
            format!("{} beside `$ref` {verb} no effect in {}", names.join(", "), self.version.name());
        self.many(ProblemKind::Ineffective, *first, message, related, lost.len());
    }
}
