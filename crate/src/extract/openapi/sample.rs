//! A value that shows what a schema means.

use super::reader::Reader;
use super::values;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::Schema;

/// Bytes of a text that is kept.
const LONGEST: usize = 120;
/// Values of one `enum` that are kept.
const MOST_CHOICES: usize = 64;

impl Reader<'_> {
    /// Remembers a scalar that shows what the value looks like; examples win over everything else.
    pub(super) fn sample(&mut self, schema: &mut Schema, name: &str, value: NodeId) {
        let tree = self.tree;
        let value = match (name, tree.shape(value)) {
            ("example" | "const", _) => Some(value),
            ("examples" | "enum", Shape::List) => tree.children(value).next(),
            ("default", _) if schema.sample.is_none() => Some(value),
            _ => None,
        };
        let replaces = schema.sample.is_none() || matches!(name, "example" | "examples");
        if let Some(value) = value.filter(|_| replaces) {
            schema.sample = self.scalar(value).or(schema.sample.take());
        }
    }

    /// The texts of a list that are short enough to be names.
    pub(super) fn choices(&self, list: NodeId) -> Vec<Box<str>> {
        let texts = self.tree.children(list).filter_map(|child| self.tree.text(child));
        texts.filter(|text| text.len() <= LONGEST).take(MOST_CHOICES).map(Box::from).collect()
    }

    /// A scalar as JSON, where it is short.
    pub(super) fn scalar(&self, id: NodeId) -> Option<Box<str>> {
        let scalar = !matches!(self.tree.shape(id), Shape::Null | Shape::List | Shape::Map);
        scalar.then(|| values::text(self.tree, id, LONGEST)).flatten()
    }
}
