use tree_sitter::Node as Syntax;

use super::Java;
use crate::extract::code::syntax::{Lowering, Name, NodeKind, named};

impl Lowering<'_, Java> {
    /// A string or a text block.
    pub(super) fn string(&self, syntax: Syntax<'_>) -> NodeKind {
        let mut text = String::new();
        for part in named(syntax) {
            let written = self.text(part);
            if part.kind() == "escape_sequence" {
                text.push_str(&unescaped(written));
            } else {
                text.push_str(written);
            }
        }
        NodeKind::Text(Name::from(text))
    }

    pub(super) fn character(&self, syntax: Syntax<'_>) -> NodeKind {
        let written = self.text(syntax).trim_matches('\'');
        NodeKind::Text(Name::from(unescaped(written)))
    }
}

/// `\n`, `\u0041`, `\101`, or a text without a backslash as it is.
fn unescaped(written: &str) -> String {
    let Some(code) = written.strip_prefix('\\') else { return written.to_owned() };
    let by_number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let char = match code {
        "n" => Some('\n'),
        "t" => Some('\t'),
        "r" => Some('\r'),
        "b" => Some('\u{8}'),
        "f" => Some('\u{c}'),
        "s" => Some(' '),
        "\n" => return String::new(),
        _ if code.starts_with('u') => by_number(code.trim_start_matches('u'), 16),
        _ if code.starts_with(|char: char| char.is_ascii_digit()) => by_number(code, 8),
        _ => code.chars().next(),
    };
    char.map(String::from).unwrap_or_default()
}

/// NaN where it is no number that is read.
pub(super) fn number(written: &str) -> f64 {
    let plain: String = written.chars().filter(|char| *char != '_').collect::<String>().to_ascii_lowercase();
    let radix = [("0x", 16), ("0b", 2)].into_iter().find(|(prefix, _)| plain.starts_with(prefix));
    if let Some((prefix, radix)) = radix {
        let digits = plain.trim_start_matches(prefix).trim_end_matches('l');
        #[allow(clippy::cast_precision_loss, reason = "what large constants are exactly matters to nobody")]
        return i64::from_str_radix(digits, radix).map_or(f64::NAN, |number| number as f64);
    }
    plain.trim_end_matches(['l', 'f', 'd']).parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_escapes_are_read() {
        let numbers = ["0x1F", "1_000L", "2.5f", "0b11"].map(|written| number(written).to_string());
        assert_eq!(numbers, ["31", "1000", "2.5", "3"]);
        assert_eq!(
            [unescaped("\\u0041"), unescaped("\\n"), unescaped("\\\\"), unescaped("a")],
            ["A", "\n", "\\", "a"]
        );
    }
}
