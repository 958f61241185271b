//! Spelling of strings and numbers.

use tree_sitter::Node as Syntax;

use super::Python;
use crate::extract::code::syntax::{Fields, Lowering, Name, NodeId, NodeKind, named};

impl Lowering<'_, Python> {
    pub(super) fn string(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let parts = self.stretches(syntax);
        self.joined(parts)
    }

    /// Strings that stand side by side are one.
    pub(super) fn strings(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let parts = named(syntax).into_iter().flat_map(|part| self.stretches(part)).collect();
        self.joined(parts)
    }

    fn joined(&self, parts: Vec<NodeId>) -> NodeKind {
        let texts: Option<String> = parts
            .iter()
            .map(|part| match self.tree.kind(*part) {
                NodeKind::Text(text) => Some(&**text),
                _ => None,
            })
            .collect();
        match texts {
            Some(text) => NodeKind::Text(text.into()),
            None => NodeKind::Template { tag: None, parts },
        }
    }

    /// The constant stretches and the values of a string, in order.
    fn stretches(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        if syntax.kind() != "string" {
            return vec![self.node(syntax)];
        }
        let written = self.text(syntax);
        let quote = written.find(['"', '\'']).unwrap_or_default();
        let prefix = written.get(..quote).unwrap_or_default().to_ascii_lowercase();
        let (raw, filled) = (prefix.contains('r'), prefix.contains(['f', 't']));
        let mut parts = Vec::new();
        for child in named(syntax) {
            match child.kind() {
                "string_content" => {
                    let text = self.text(child);
                    let text = if raw { text.to_owned() } else { unescape(text) };
                    let text = if filled { text.replace("{{", "{").replace("}}", "}") } else { text };
                    parts.push(self.add(child, NodeKind::Text(text.into())));
                }
                "interpolation" => {
                    let value = child.field("expression");
                    parts.extend(value.map(|value| self.node(value)));
                }
                _ => {}
            }
        }
        if parts.is_empty() {
            parts.push(self.add(syntax, NodeKind::Text(Name::from(""))));
        }
        parts
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('0') => out.push('\0'),
            Some('x') => out.extend(code(&mut chars, 2)),
            Some('u') => out.extend(code(&mut chars, 4)),
            Some('U') => out.extend(code(&mut chars, 8)),
            // A line break that is escaped is none.
            Some('\n') | None => {}
            Some(other @ ('\\' | '\'' | '"')) => out.push(other),
            Some(other) => out.extend(['\\', other]),
        }
    }
    out
}

fn code(chars: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let hex: String = chars.by_ref().take(digits).collect();
    char::from_u32(u32::from_str_radix(&hex, 16).ok()?)
}

pub(super) fn number(text: &str) -> f64 {
    let plain = text.replace('_', "").to_ascii_lowercase();
    let radix = |prefix: &str, radix: u32| {
        plain.strip_prefix(prefix).and_then(|digits| u64::from_str_radix(digits, radix).ok())
    };
    let whole = radix("0x", 16).or_else(|| radix("0o", 8)).or_else(|| radix("0b", 2));
    #[allow(clippy::cast_precision_loss, reason = "what a number that long means does not matter")]
    whole.map_or_else(|| plain.parse().unwrap_or(f64::NAN), |whole| whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape(r"a\'b\x41\u0042\d"), r"a'bAB\d");
    }

    #[test]
    fn numbers_may_have_a_base_and_separators() {
        assert!((number("1_000") - 1000.0).abs() < f64::EPSILON);
        assert!((number("0xFF") - 255.0).abs() < f64::EPSILON);
    }
}
