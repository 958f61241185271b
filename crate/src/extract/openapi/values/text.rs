//! A value as JSON, where it is short.

use std::fmt::Write as _;

use crate::extract::tree::{NodeId, Shape, Tree};

/// The value as JSON in one line; `None` where it takes more than `most` bytes.
pub(crate) fn text(tree: &Tree<'_>, id: NodeId, most: usize) -> Option<Box<str>> {
    let mut written = String::new();
    write(tree, id, most, &mut written)?;
    (written.len() <= most).then(|| written.into_boxed_str())
}

/// The number that a value is, as near as 64 bits come.
pub(crate) fn number(tree: &Tree<'_>, id: NodeId) -> Option<f64> {
    if tree.shape(id) == Shape::Number { tree.written(id)?.parse().ok() } else { None }
}

/// Recursion ends with the room: each level takes at least a byte.
fn write(tree: &Tree<'_>, id: NodeId, most: usize, to: &mut String) -> Option<()> {
    if to.len() > most {
        return None;
    }
    match tree.shape(id) {
        Shape::Null => to.push_str("null"),
        Shape::Bool => to.push_str(if tree.bool(id)? { "true" } else { "false" }),
        Shape::Number => to.push_str(tree.written(id)?),
        Shape::Text => quote(tree.text(id)?, most, to),
        Shape::List => {
            to.push('[');
            for (at, child) in tree.children(id).enumerate() {
                if at > 0 {
                    to.push_str(", ");
                }
                write(tree, child, most, to)?;
            }
            to.push(']');
        }
        Shape::Map => {
            to.push('{');
            for (at, (name, child)) in tree.members(id).enumerate() {
                if at > 0 {
                    to.push_str(", ");
                }
                quote(name, most, to);
                to.push_str(": ");
                write(tree, child, most, to)?;
            }
            to.push('}');
        }
    }
    Some(())
}

/// A string of JSON, or as much of it as shows that it is too long.
fn quote(text: &str, most: usize, to: &mut String) {
    to.push('"');
    let plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.len() <= most && text.bytes().all(plain) {
        to.push_str(text);
        to.push('"');
        return;
    }
    for character in text.chars().take(most + 1) {
        match character {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\t' => to.push_str("\\t"),
            control if control < ' ' => {
                let _ = write!(to, "\\u{:04x}", u32::from(control));
            }
            other => to.push(other),
        }
    }
    to.push('"');
}
