//! Names of media types (RFC 9110, 8.3.1): `type/subtype`, either of which may be `*` in a range.

use super::parameter_form::is_token;
use super::reader::{Reader, clipped};
use super::version::Version;
use crate::artifact::Place;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

impl Reader<'_> {
    /// The media types of a body, response, parameter or header.
    pub(super) fn media_keys(&mut self, content: NodeId) {
        let tree = self.tree;
        for (name, id) in tree.members(content).filter(|(name, _)| !name.starts_with("x-")) {
            self.media_name(name, self.key_place(id));
        }
    }

    /// What requests and responses of 2.0 come in.
    pub(super) fn media_lists(&mut self, owner: NodeId) {
        let tree = self.tree;
        if self.version > Version::V2 {
            return;
        }
        for list in ["consumes", "produces"].into_iter().filter_map(|name| tree.member(owner, name)) {
            let listed = tree.children(list).take_while(|_| tree.shape(list) == Shape::List);
            for (id, written) in listed.filter_map(|id| Some((id, tree.text(id)?))) {
                self.media_name(written, self.value_place(id));
            }
        }
    }

    pub(super) fn media_name(&mut self, name: &str, place: Place) {
        if !is_media_type(name) {
            let message =
                format!("`{}` is no media type: they are written as `application/json`", clipped(name));
            self.problem(ProblemKind::WrongValue, place, message);
        }
    }
}

fn is_media_type(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default();
    let (kind, subtype) = essence.split_once('/').unwrap_or_default();
    is_token(kind) && is_token(subtype.trim_end())
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[test]
    fn media_types_are_told_from_other_words() {
        for name in
            ["application/json", "*/*", "text/plain; charset=utf-8", "application/vnd.a.v1+json", "image/*"]
        {
            assert!(is_media_type(name), "{name}");
        }
        for name in
            ["json", "", "application/", "/json", "application json", "application/a/b", " text/plain"]
        {
            assert!(!is_media_type(name), "{name}");
        }
    }
}
