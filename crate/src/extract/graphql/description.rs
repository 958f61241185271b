use super::reader::Reader;
use super::scan::{Token, TokenKind};

/// Characters of a description that are kept: enough to show what it says.
const MOST_KEPT: usize = 300;

impl Reader<'_> {
    /// The description that stands here, where there is one.
    pub(super) fn description(&mut self) -> Option<Box<str>> {
        let token = self.peek().filter(|token| matches!(token.kind, TokenKind::Text | TokenKind::Block))?;
        self.next();
        let text = self.string(token);
        let kept: String = text.trim().chars().take(MOST_KEPT).collect();
        (!kept.is_empty()).then(|| kept.into_boxed_str())
    }

    /// What a string says, its lines without their common indent.
    pub(super) fn string(&mut self, token: Token) -> String {
        if token.unclosed {
            self.fault(self.place(token), "a string that does not end");
        }
        let text = self.text(token);
        if token.kind == TokenKind::Block {
            let inner = text.strip_prefix("\"\"\"").unwrap_or(text);
            let inner = inner.strip_suffix("\"\"\"").unwrap_or(inner);
            let lines: Vec<&str> = inner.lines().map(str::trim).collect();
            return lines.join("\n").replace("\\\"\"\"", "\"\"\"");
        }
        let inner = text.strip_prefix('"').unwrap_or(text);
        let inner = if token.unclosed { inner } else { inner.strip_suffix('"').unwrap_or(inner) };
        if inner.contains('\\') { unescaped(inner) } else { inner.to_owned() }
    }
}

/// The escapes of section 2.9.4; what is none stays as it is.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('u') => {
                let mut ahead = letters.clone();
                let digits: String = ahead.by_ref().take(4).collect();
                match u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32) {
                    Some(letter) => {
                        plain.push(letter);
                        letters = ahead;
                    }
                    None => plain.push('u'),
                }
            }
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}
