//! Spelling of strings and numbers.

use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Lowering, NodeKind};

impl Lowering<'_, Rust> {
    pub(super) fn literal(&self, syntax: Syntax<'_>) -> Option<NodeKind> {
        let text = self.text(syntax);
        Some(match syntax.kind() {
            "string_literal" | "raw_string_literal" => NodeKind::Text(string(text).into()),
            "char_literal" => {
                let inside = text.trim_start_matches('b');
                NodeKind::Text(
                    unescape(inside.get(1..inside.len().saturating_sub(1)).unwrap_or_default()).into(),
                )
            }
            "integer_literal" | "float_literal" | "negative_literal" => NodeKind::Number(number(text)),
            "boolean_literal" => NodeKind::Boolean(text == "true"),
            "unit_expression" => NodeKind::Nothing,
            _ => return None,
        })
    }
}

/// What stands between the quotes of any string.
pub(super) fn string(text: &str) -> String {
    let plain = text.trim_start_matches(['b', 'c']);
    if let Some(raw) = plain.strip_prefix('r') {
        let raw = raw.trim_start_matches('#').trim_end_matches('#');
        return raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default().to_owned();
    }
    unescape(plain.get(1..plain.len().saturating_sub(1)).unwrap_or_default())
}

fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char != '\\' {
            plain.push(char);
            continue;
        }
        match chars.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('0') | None => plain.push('\0'),
            // A line that goes on: what it begins with is left out.
            Some('\n' | '\r') => {
                while chars.peek().is_some_and(|next| next.is_whitespace()) {
                    chars.next();
                }
            }
            Some(other) => plain.push(other),
        }
    }
    plain
}

#[allow(clippy::cast_precision_loss, reason = "no more is asked of a number than what it roughly is")]
fn number(text: &str) -> f64 {
    let plain = text.replace('_', "").to_ascii_lowercase();
    let based = [("0x", 16), ("0b", 2), ("0o", 8)].iter().find_map(|(prefix, base)| {
        let digits = plain.strip_prefix(prefix)?;
        let end = digits.find(|char: char| !char.is_digit(*base)).unwrap_or(digits.len());
        i64::from_str_radix(digits.get(..end)?, *base).ok()
    });
    let decimal = || {
        let end = plain.find(['i', 'u', 'f']).unwrap_or(plain.len());
        plain.get(..end).and_then(|digits| digits.parse().ok())
    };
    based.map(|number| number as f64).or_else(decimal).unwrap_or(f64::NAN)
}
