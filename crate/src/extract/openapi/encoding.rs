//! Encodings: how the parts of a form are written. Each belongs to a property of the form.

use super::reader::{Reader, clipped};
use super::version::Version;
use crate::extract::tree::NodeId;
use crate::facts::{ProblemKind, SchemaId};

/// Schemas that one form is put together from.
const MOST_LAYERS: usize = 64;

impl Reader<'_> {
    pub(super) fn media_problems(&mut self, id: NodeId) {
        self.one_way_of_example(id, "a media type");
        self.one_way_of_encoding(id);
        let tree = self.tree;
        let Some(encoding) = tree.member(id, "encoding") else { return };
        if tree.children(encoding).next().is_none() {
            return;
        }
        let name = tree.key(id).unwrap_or_default().to_ascii_lowercase();
        let is_form = name.starts_with("multipart/") || name.starts_with("application/x-www-form-urlencoded");
        // Media types by a name of the author's own stand among the components from 3.2 on.
        if !is_form && name.contains('/') && !name.starts_with('*') {
            let message = format!("`encoding` has no effect on `{}`, which is no form", clipped(&name));
            self.problem(ProblemKind::Ineffective, self.node_place(encoding), message);
        } else if let Some(schema) = tree.member(id, "schema") {
            let schema = self.schema_id(schema);
            self.encodings.push((encoding, schema));
        }
    }

    /// From 3.2 on, parts are told apart by name or by position.
    pub(super) fn one_way_of_encoding(&mut self, id: NodeId) {
        if self.version < Version::V32 || self.tree.member(id, "encoding").is_none() {
            return;
        }
        for name in ["prefixEncoding", "itemEncoding"] {
            if let Some(other) = self.tree.member(id, name) {
                let message = format!("`encoding` and `{name}` stand together, which exclude each other");
                self.problem(ProblemKind::WrongValue, self.node_place(other), message);
            }
        }
    }

    /// Tells encodings of what is no property, once all schemas are read.
    pub(super) fn encodings_name_properties(&mut self) {
        let tree = self.tree;
        for (encoding, schema) in std::mem::take(&mut self.encodings) {
            for (name, value) in tree.members(encoding) {
                if !name.starts_with("x-") && !self.may_have(schema, name) {
                    let message =
                        format!("`encoding` names `{}`, which is no property of the form", clipped(name));
                    self.problem(ProblemKind::Ineffective, self.node_place(value), message);
                }
            }
        }
    }

    /// Whether a schema declares a property, or says nothing certain of which it has.
    fn may_have(&self, schema: SchemaId, name: &str) -> bool {
        let mut seen = vec![schema];
        let mut at = 0;
        while let Some(layer) = seen.get(at).and_then(|id| self.schemas.get(id.0 as usize)) {
            at += 1;
            let open = layer.unread || layer.additional.is_some();
            if open || layer.properties.iter().any(|property| property.name == name) {
                return true;
            }
            for next in layer.alternatives() {
                if !seen.contains(&next) {
                    if seen.len() >= MOST_LAYERS {
                        return true;
                    }
                    seen.push(next);
                }
            }
        }
        false
    }
}
