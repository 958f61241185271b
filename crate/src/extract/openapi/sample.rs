//! A value that shows what a schema means.

use std::fmt::Write as _;

use super::reader::Reader;
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
    fn scalar(&self, id: NodeId) -> Option<Box<str>> {
        let tree = self.tree;
        let written = match tree.shape(id) {
            Shape::Text => quoted(tree.text(id)?),
            Shape::Number => tree.written(id)?.to_owned(),
            Shape::Bool => tree.bool(id)?.to_string(),
            _ => return None,
        };
        (written.len() <= LONGEST).then(|| written.into_boxed_str())
    }
}

/// A text as a string of JSON; empty quotes where it is far too long to be kept.
fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len().min(120) + 2);
    written.push('"');
    for character in text.chars().take(121) {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            control if control < ' ' => {
                let _ = write!(written, "\\u{:04x}", u32::from(control));
            }
            other => written.push(other),
        }
    }
    written.push('"');
    written
}
