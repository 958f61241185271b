//! Tells words, numbers, texts and signs of a protobuf file apart, and keeps the comment before each.

/// Longest comment that is kept, in bytes: enough to know what it says.
const MOST_DOC: usize = 4_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// Whole or with a fraction; a sign before it is a token of its own.
    Number,
    /// With its quotes.
    Text,
    Sign(u8),
    /// A byte that no token begins with, a text or comment without an end.
    Unknown,
    End,
}

/// Offsets in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// The comment that stands right before the token that comes next.
    doc: Option<(usize, usize)>,
    /// The comment that ends the line of the token before.
    trailing: Option<(usize, usize)>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, doc: None, trailing: None }
    }

    /// What the comment says that stood right before the token that was read last.
    pub(super) fn doc(&self) -> Option<String> {
        self.doc.and_then(|comment| self.words(comment))
    }

    /// What the comment says that stood behind the token before, on its line.
    pub(super) fn trailing(&self) -> Option<String> {
        self.trailing.and_then(|comment| self.words(comment))
    }

    pub(super) fn token(&mut self) -> Token {
        self.comments();
        let start = self.at;
        let Some(first) = self.byte(start) else { return Token { kind: TokenKind::End, start, end: start } };
        let kind = match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                self.skip(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                TokenKind::Word
            }
            b'0'..=b'9' => self.number(),
            b'.' if self.byte(start + 1).is_some_and(|next| next.is_ascii_digit()) => self.number(),
            b'"' | b'\'' => self.quoted(first),
            b'{' | b'}' | b'(' | b')' | b'[' | b']' | b'<' | b'>' | b';' | b',' | b':' | b'=' | b'.'
            | b'-' | b'+' | b'/' => {
                self.at += 1;
                TokenKind::Sign(first)
            }
            _ => {
                self.at += 1;
                self.skip(|byte| (0x80..=0xBF).contains(&byte));
                TokenKind::Unknown
            }
        };
        Token { kind, start, end: self.at }
    }

    /// Skips blanks and comments. One that is followed by an empty line belongs to nothing.
    fn comments(&mut self) {
        (self.doc, self.trailing) = (None, None);
        let mut line_of_token = self.at > 0;
        let mut breaks = 0;
        loop {
            match self.byte(self.at) {
                Some(b'\n') => {
                    self.at += 1;
                    breaks += 1;
                    line_of_token = false;
                    if breaks > 1 {
                        self.doc = None;
                    }
                }
                Some(byte) if byte.is_ascii_whitespace() => self.at += 1,
                Some(b'/') => {
                    let start = self.at;
                    if !self.comment() {
                        return;
                    }
                    if line_of_token {
                        self.trailing = Some((start, self.at));
                    } else {
                        let from = self.doc.map_or(start, |(from, _)| from);
                        self.doc = Some((from, self.at));
                    }
                    breaks = 0;
                }
                _ => return,
            }
        }
    }

    /// Moves behind a comment; says whether there was one.
    fn comment(&mut self) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = match rest {
            [b'/', b'/', ..] => rest.iter().position(|byte| *byte == b'\n'),
            [b'/', b'*', inner @ ..] => {
                inner.windows(2).position(|pair| pair == b"*/").map(|position| position + 4)
            }
            _ => return false,
        };
        self.at += length.unwrap_or(rest.len());
        true
    }

    fn number(&mut self) -> TokenKind {
        let mut before = b' ';
        while let Some(byte) = self.byte(self.at) {
            let exponent = matches!(byte, b'+' | b'-') && matches!(before, b'e' | b'E');
            if !(byte.is_ascii_alphanumeric() || byte == b'.' || exponent) {
                break;
            }
            before = byte;
            self.at += 1;
        }
        TokenKind::Number
    }

    /// A text ends with its line, closed or not.
    fn quoted(&mut self, quote: u8) -> TokenKind {
        self.at += 1;
        while let Some(byte) = self.byte(self.at) {
            self.at += 1;
            match byte {
                b'\\' if self.byte(self.at) != Some(b'\n') => self.at += 1,
                b'\n' => {
                    self.at -= 1;
                    return TokenKind::Unknown;
                }
                _ if byte == quote => return TokenKind::Text,
                _ => {}
            }
        }
        self.at = self.at.min(self.text.len());
        TokenKind::Unknown
    }

    fn skip(&mut self, belongs: impl Fn(u8) -> bool) {
        while self.byte(self.at).is_some_and(&belongs) {
            self.at += 1;
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The words of a comment without its marks, on one line; `None` where there are none.
    fn words(&self, (start, end): (usize, usize)) -> Option<String> {
        let end = self.text.floor_char_boundary(end.min(start + MOST_DOC));
        let comment = self.text.get(start..end)?;
        let mut words = String::new();
        for line in comment.lines() {
            let line = line.trim().trim_start_matches(['/', '*']).trim_end_matches("*/").trim();
            if line.chars().any(char::is_alphanumeric) {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(line);
            }
        }
        (!words.is_empty()).then_some(words)
    }
}
