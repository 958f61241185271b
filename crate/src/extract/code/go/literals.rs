//! Spelling of strings and numbers.

use tree_sitter::Node as Syntax;

use super::Go;
use crate::extract::code::syntax::{Lowering, NodeKind};

impl Lowering<'_, Go> {
    pub(super) fn literal(&self, syntax: Syntax<'_>) -> Option<NodeKind> {
        let text = self.text(syntax);
        Some(match syntax.kind() {
            "raw_string_literal" => NodeKind::Text(text.trim_matches('`').into()),
            "interpreted_string_literal" => {
                let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
                NodeKind::Text(unescape(inside).into())
            }
            "rune_literal" => NodeKind::Text(unescape(text.trim_matches('\'')).into()),
            "int_literal" | "float_literal" => NodeKind::Number(number(text)),
            "imaginary_literal" | "iota" => NodeKind::Number(f64::NAN),
            "true" => NodeKind::Boolean(true),
            "false" => NodeKind::Boolean(false),
            "nil" => NodeKind::Nothing,
            _ => return None,
        })
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            plain.push(char);
            continue;
        }
        plain.push(match chars.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('0') | None => '\0',
            Some(other) => other,
        });
    }
    plain
}

#[allow(clippy::cast_precision_loss, reason = "no more is asked of a number than what it roughly is")]
fn number(text: &str) -> f64 {
    let plain = text.replace('_', "").to_ascii_lowercase();
    let based = [("0x", 16), ("0b", 2), ("0o", 8)]
        .iter()
        .find_map(|(prefix, base)| i64::from_str_radix(plain.strip_prefix(prefix)?, *base).ok());
    match based {
        Some(number) => number as f64,
        None => plain.parse().unwrap_or(f64::NAN),
    }
}
