//! The words and signs of a Prisma schema. A line's end counts only outside of parentheses and brackets.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// In double quotes.
    Text,
    Sign(u8),
    LineEnd,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    /// Bytes.
    pub start: usize,
    pub end: usize,
}

/// More than any schema has.
const MOST_TOKENS: usize = 1_000_000;

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let (mut tokens, mut at, mut depth) = (Vec::new(), 0usize, 0usize);
    while at < bytes.len() && tokens.len() < MOST_TOKENS {
        let start = at;
        let kind = match byte(at) {
            b'\n' if depth == 0 => Kind::LineEnd,
            b'/' if byte(at + 1) == b'/' => {
                at = line_end(bytes, at);
                continue;
            }
            b'"' => {
                at = text_end(bytes, at);
                tokens.push(Token { kind: Kind::Text, start, end: at });
                continue;
            }
            own if is_word(own) => {
                while is_word(byte(at)) {
                    at += 1;
                }
                tokens.push(Token { kind: Kind::Word, start, end: at });
                continue;
            }
            own if own.is_ascii_whitespace()
                || own == 0xEF && text.get(at..).is_some_and(|rest| rest.starts_with('\u{feff}')) =>
            {
                at += if own == 0xEF { 3 } else { 1 };
                continue;
            }
            own => {
                match own {
                    b'(' | b'[' => depth += 1,
                    b')' | b']' => depth = depth.saturating_sub(1),
                    // What is left open ends with its block.
                    b'{' | b'}' => depth = 0,
                    _ => {}
                }
                Kind::Sign(own)
            }
        };
        at += 1;
        tokens.push(Token { kind, start, end: at });
    }
    tokens
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || (byte >= 0x80 && byte != 0xEF)
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
}

/// Behind the closing quote, or the line's end where none closes.
fn text_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}
