//! Texts that macros fill values into: `format!("{name} {}", value)`.

use tree_sitter::Node as Syntax;

use super::Rust;
use super::literals::string;
use super::tokens::Tokens;
use crate::extract::code::syntax::{Lowering, Name, NodeId, NodeKind};

/// Places in one text that are filled in.
const MOST: usize = 128;

impl Lowering<'_, Rust> {
    /// A text with its arguments filled in; the first of them is the text.
    pub(super) fn filled(&mut self, at: Syntax<'_>, arguments: &[Tokens<'_>]) -> NodeId {
        let Some((first, rest)) = arguments.split_first() else {
            return self.add(at, NodeKind::Text("".into()));
        };
        let literal = match first.as_slice() {
            [one] if matches!(one.kind(), "string_literal" | "raw_string_literal") => *one,
            _ => return self.expression_of(first),
        };
        let mut positions = Vec::new();
        let mut names: Vec<(Name, NodeId)> = Vec::new();
        for tokens in rest {
            let node = self.argument_of(tokens);
            match self.tree.kind(node) {
                NodeKind::Named { name, value } => names.push((name.clone(), *value)),
                _ => positions.push(node),
            }
        }
        let text = string(self.text(literal));
        let mut parts = Vec::new();
        let mut next = 0;
        for stretch in stretches(&text) {
            match stretch {
                Stretch::Fixed(fixed) => parts.push(self.add(literal, NodeKind::Text(fixed.as_str().into()))),
                Stretch::Value(name, escaped) => {
                    let position = if name.is_empty() { Some(next) } else { name.parse::<usize>().ok() };
                    next += usize::from(name.is_empty());
                    let known = match position {
                        Some(position) => positions.get(position).copied(),
                        None => names.iter().find(|(own, _)| **own == *name).map(|(_, value)| *value),
                    };
                    let value = match known {
                        Some(value) => value,
                        None if position.is_some() => self.add(literal, NodeKind::Other(Vec::new())),
                        None => self.add(literal, NodeKind::Name(name.as_str().into())),
                    };
                    let part =
                        if escaped { self.method_on(at, value, "escape_debug", Vec::new()) } else { value };
                    parts.push(part);
                }
            }
        }
        match parts.as_slice() {
            [one] if matches!(self.tree.kind(*one), NodeKind::Text(_)) => *one,
            [] => self.add(at, NodeKind::Text("".into())),
            _ => self.add(at, NodeKind::Template { tag: None, parts }),
        }
    }
}

enum Stretch {
    Fixed(String),
    /// By position, by name, or the next one; and whether it is written with its signs escaped (`{:?}`).
    Value(String, bool),
}

fn stretches(text: &str) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut fixed = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '{' | '}' if chars.peek() == Some(&char) => {
                chars.next();
                fixed.push(char);
            }
            '{' if all.len() < MOST => {
                let mut inside = String::new();
                for char in chars.by_ref() {
                    if char == '}' {
                        break;
                    }
                    inside.push(char);
                }
                if !fixed.is_empty() {
                    all.push(Stretch::Fixed(std::mem::take(&mut fixed)));
                }
                let name = inside.split(':').next().unwrap_or_default().trim();
                all.push(Stretch::Value(name.to_owned(), inside.ends_with('?')));
            }
            other => fixed.push(other),
        }
    }
    if !fixed.is_empty() || all.is_empty() {
        all.push(Stretch::Fixed(fixed));
    }
    all
}
