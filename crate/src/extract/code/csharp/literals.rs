use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, CSharp> {
    pub(super) fn literal(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "null_literal" => NodeKind::Nothing,
            "boolean_literal" => NodeKind::Boolean(self.text(syntax) == "true"),
            "integer_literal" | "real_literal" => NodeKind::Number(number(self.text(syntax))),
            "string_literal" | "character_literal" => NodeKind::Text(self.string(syntax)),
            "verbatim_string_literal" => NodeKind::Text(verbatim(self.text(syntax))),
            "raw_string_literal" => {
                let content = named(syntax).into_iter().find(|part| part.kind() == "raw_string_content");
                NodeKind::Text(raw(content.map(|content| self.text(content)).unwrap_or_default()))
            }
            "interpolated_string_expression" => return Some(self.interpolated(syntax)),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    fn string(&self, syntax: Syntax<'_>) -> Name {
        let mut text = String::new();
        for part in named(syntax) {
            match part.kind() {
                "escape_sequence" => text.push_str(&unescaped(self.text(part))),
                "string_literal_encoding" => {}
                _ => text.push_str(self.text(part)),
            }
        }
        Name::from(text)
    }

    fn interpolated(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut parts = Vec::new();
        let mut start = "";
        for part in named(syntax) {
            let kind = match part.kind() {
                "interpolation_start" => {
                    start = self.text.get(part.byte_range()).unwrap_or_default();
                    continue;
                }
                "interpolation" => {
                    let value = named(part).into_iter().find(|one| !one.kind().starts_with("interpolation"));
                    parts.extend(value.map(|value| self.node(value)));
                    continue;
                }
                "escape_sequence" => NodeKind::Text(Name::from(unescaped(self.text(part)))),
                "string_content" if start.contains('@') => {
                    NodeKind::Text(Name::from(self.text(part).replace("\"\"", "\"")))
                }
                "string_content" => NodeKind::Text(self.name(part)),
                _ => continue,
            };
            parts.push(self.add(part, kind));
        }
        self.add(syntax, NodeKind::Template { tag: None, parts })
    }

    /// `nameof(order.Id)` is `Id`.
    pub(super) fn name_of_name(&mut self, syntax: Syntax<'_>, arguments: &[Syntax<'_>]) -> NodeId {
        let named = arguments.first().and_then(|one| inner(*one)).map(|name| self.plain(name));
        let name = named.unwrap_or_default();
        let last = name.rsplit('.').next().unwrap_or_default();
        self.add(syntax, NodeKind::Text(Name::from(last)))
    }
}

/// `@"C:\files"`: only a quote is written twice.
fn verbatim(written: &str) -> Name {
    let inner = written.trim_start_matches('@').trim_start_matches('"');
    Name::from(inner.strip_suffix('"').unwrap_or(inner).replace("\"\"", "\""))
}

/// What stands between three quotes, without the lines of the quotes.
fn raw(content: &str) -> Name {
    Name::from(content.trim_start_matches(['\r', '\n']).trim_end())
}

/// `\n`, `\u0041`, `\x41`, or a text without a backslash as it is.
fn unescaped(written: &str) -> String {
    let Some(code) = written.strip_prefix('\\') else { return written.replace("{{", "{").replace("}}", "}") };
    let char = match code {
        "n" => Some('\n'),
        "t" => Some('\t'),
        "r" => Some('\r'),
        "0" => Some('\0'),
        "a" | "b" | "e" | "f" | "v" => Some(' '),
        _ if code.starts_with(['u', 'U', 'x']) => {
            u32::from_str_radix(code.trim_start_matches(['u', 'U', 'x']), 16).ok().and_then(char::from_u32)
        }
        _ => code.chars().next(),
    };
    char.map(String::from).unwrap_or_default()
}

/// NaN where it is no number that is read.
fn number(written: &str) -> f64 {
    let plain: String = written.chars().filter(|char| *char != '_').collect::<String>().to_ascii_lowercase();
    let radix = [("0x", 16), ("0b", 2)].into_iter().find(|(prefix, _)| plain.starts_with(prefix));
    if let Some((prefix, radix)) = radix {
        let digits = plain.trim_start_matches(prefix).trim_end_matches(['l', 'u']);
        #[allow(clippy::cast_precision_loss, reason = "what large constants are exactly matters to nobody")]
        return i64::from_str_radix(digits, radix).map_or(f64::NAN, |number| number as f64);
    }
    plain.trim_end_matches(['l', 'u', 'f', 'd', 'm']).parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_are_read() {
        let numbers = ["0x1F", "1_000L", "2.5m", "0b11"].map(|written| number(written).to_string());
        assert_eq!(numbers, ["31", "1000", "2.5", "3"]);
        assert_eq!([unescaped("\\u0041"), unescaped("\\n"), unescaped("{{")], ["A", "\n", "{"]);
        assert_eq!(&*verbatim("@\"a\\b \"\"c\"\"\""), "a\\b \"c\"");
        assert_eq!(&*raw("\n  SELECT 1\n  "), "  SELECT 1");
    }
}
