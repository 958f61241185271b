//! The words of GraphQL (specification, section 2.1), one after the other.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Name,
    Int,
    Float,
    /// `"..."`
    Text,
    /// `"""..."""`
    Block,
    /// `...`
    Spread,
    Sign(u8),
    /// No word of the language.
    Unknown,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
    /// A line break stands before it.
    pub first_of_line: bool,
    /// It stands at the very beginning of a line.
    pub at_margin: bool,
    /// A string that does not end.
    pub unclosed: bool,
}

/// Copies are cheap: a look ahead is a copy that is thrown away.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let mut first_of_line = self.skip_ignored();
        let start = self.at;
        let first = *self.bytes.get(start)?;
        let (kind, unclosed) = match first {
            b'"' => self.string(),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => (self.run(is_name, TokenKind::Name), false),
            b'-' | b'0'..=b'9' => (self.number(), false),
            b'.' if self.bytes.get(start..start + 3) == Some(b"...") => {
                self.at += 3;
                (TokenKind::Spread, false)
            }
            b'!' | b'$' | b'&' | b'(' | b')' | b':' | b'=' | b'@' | b'[' | b']' | b'{' | b'|' | b'}' => {
                self.at += 1;
                (TokenKind::Sign(first), false)
            }
            _ => (self.run(is_unknown, TokenKind::Unknown), false),
        };
        self.at = self.at.max(start + 1);
        let at_margin = start == 0 || matches!(self.bytes.get(start - 1), Some(b'\n' | b'\r'));
        first_of_line |= start == 0;
        Some(Token { kind, start, end: self.at, first_of_line, at_margin, unclosed })
    }

    /// White space, commas, comments and byte order marks; says whether a line broke.
    fn skip_ignored(&mut self) -> bool {
        let mut broke = false;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' | b'\r' => {
                    broke = true;
                    self.at += 1;
                }
                b' ' | b'\t' | b',' => self.at += 1,
                b'#' => {
                    let rest = self.bytes.get(self.at..).unwrap_or_default();
                    self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                }
                0xEF if self.bytes.get(self.at..self.at + 3) == Some(b"\xEF\xBB\xBF") => self.at += 3,
                _ => break,
            }
        }
        broke
    }

    fn run(&mut self, belongs: fn(u8) -> bool, kind: TokenKind) -> TokenKind {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len());
        kind
    }

    fn number(&mut self) -> TokenKind {
        self.at += 1;
        let start = self.at;
        self.run(|byte| is_name(byte) || matches!(byte, b'.' | b'+' | b'-'), TokenKind::Int);
        let text = self.bytes.get(start..self.at).unwrap_or_default();
        if text.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
            TokenKind::Float
        } else {
            TokenKind::Int
        }
    }

    /// A string, closed or not: one line at most, a block to its three quotes or the end of the text.
    fn string(&mut self) -> (TokenKind, bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if let Some(inner) = rest.strip_prefix(b"\"\"\"") {
            let end = block_end(inner);
            self.at += 3 + end.unwrap_or(inner.len());
            return (TokenKind::Block, end.is_none());
        }
        let mut escaped = false;
        for (at, byte) in rest.iter().enumerate().skip(1) {
            match byte {
                b'\n' | b'\r' => {
                    self.at += at;
                    return (TokenKind::Text, true);
                }
                b'"' if !escaped => {
                    self.at += at + 1;
                    return (TokenKind::Text, false);
                }
                _ => escaped = *byte == b'\\' && !escaped,
            }
        }
        self.at += rest.len();
        (TokenKind::Text, true)
    }
}

/// Where the quotes that close a block end; `\"""` does not close it.
fn block_end(inner: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let quotes = inner.get(from..)?.windows(3).position(|three| three == b"\"\"\"")?;
        let at = from + quotes;
        if at == 0 || inner.get(at - 1) != Some(&b'\\') {
            return Some(at + 3);
        }
        from = at + 3;
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_unknown(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !is_name(byte) && !b"!$&():=@[]{|},#\"-".contains(&byte)
}
