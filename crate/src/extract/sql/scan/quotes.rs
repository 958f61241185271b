//! Tokens that run up to something: quotes, comments, placeholders, numbers and words.

use super::{Scanner, TokenKind, is_word};
use crate::detect::Dialect;

impl Scanner<'_> {
    pub(super) fn note(&mut self) -> TokenKind {
        self.at = self.line_end(self.at);
        TokenKind::Note
    }

    pub(super) fn line_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
    }

    /// From an opening quote to its closing one, which stands for itself when doubled.
    pub(super) fn quoted(&mut self, close: u8, escapes: bool, kind: TokenKind) -> TokenKind {
        let open = self.at;
        if self.unclosed {
            return self.quoted_on_line(close, kind);
        }
        let mut at = open + 1;
        while at < self.bytes.len() {
            match self.byte(at) {
                b'\\' if escapes => at += 1,
                byte if byte == close && self.byte(at + 1) == close && close != b']' => at += 1,
                byte if byte == close => {
                    self.at = at + 1;
                    return kind;
                }
                _ => {}
            }
            at += 1;
        }
        self.unclosed = true;
        self.quoted_on_line(close, kind)
    }

    /// A quote in a text of which one did not close: at most to the end of a line of usual length.
    pub(super) fn quoted_on_line(&mut self, close: u8, kind: TokenKind) -> TokenKind {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let length = rest.iter().take(1000).position(|byte| *byte == close || *byte == b'\n');
        self.at += 1 + length.unwrap_or_default();
        if self.byte(self.at) == close {
            self.at += 1;
            return kind;
        }
        kind
    }

    /// `$tag$ ... $tag$`, `$1` or `${name}`.
    pub(super) fn dollar(&mut self) -> TokenKind {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let tag = rest.iter().take_while(|byte| is_word(**byte) && **byte != b'$').count();
        match rest.get(tag) {
            Some(b'$') if !self.unclosed && !rest.first().is_some_and(u8::is_ascii_digit) => {
                let length = tag + 2;
                let tag = self.rest().get(..length).unwrap_or("$$");
                let body = self.rest().get(length..).unwrap_or_default();
                if let Some(end) = body.find(tag) {
                    self.at += length + end + length;
                } else {
                    self.unclosed = true;
                    self.at = self.bytes.len();
                }
                TokenKind::Text
            }
            Some(b'{') if tag == 0 => {
                self.at += 1;
                self.enclosed(b'}')
            }
            // `$%NAME%$`
            Some(b'%') if tag == 0 => {
                self.at += 2;
                self.enclosed(b'$')
            }
            _ if tag > 0 => self.placeholder(1),
            _ => {
                self.at += 1;
                TokenKind::Symbol(b'$')
            }
        }
    }

    pub(super) fn placeholder(&mut self, lead: usize) -> TokenKind {
        self.at += lead;
        while is_word(self.byte(self.at)) || self.byte(self.at) == b'@' {
            self.at += 1;
        }
        TokenKind::Placeholder
    }

    /// A template's hole, where it closes within the line.
    pub(super) fn enclosed(&mut self, close: u8) -> TokenKind {
        let open = self.byte(self.at);
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let line = rest.iter().take(200).take_while(|byte| **byte != b'\n');
        let Some(length) = line.clone().position(|byte| *byte == close) else {
            self.at += 1;
            return TokenKind::Symbol(open);
        };
        self.at += length + 1;
        while self.byte(self.at) == close {
            self.at += 1;
        }
        if open == b'%' && self.byte(self.at) == b's' {
            self.at += 1;
        }
        TokenKind::Placeholder
    }

    pub(super) fn number(&mut self) -> TokenKind {
        while matches!(self.byte(self.at), b'0'..=b'9' | b'.' | b'a'..=b'z' | b'A'..=b'Z' | b'_') {
            self.at += 1;
        }
        TokenKind::Number
    }

    pub(super) fn word(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 1;
        while (is_word(self.byte(self.at)) || matches!(self.byte(self.at), b'$' | b'#'))
            && !self.at_delimiter()
        {
            self.at += 1;
        }
        if self.byte(self.at) != b'\'' {
            return TokenKind::Word;
        }
        match self.bytes.get(start..self.at) {
            Some(b"E" | b"e") => self.quoted(b'\'', true, TokenKind::Text),
            Some(b"N" | b"n" | b"B" | b"b" | b"X" | b"x") => {
                self.quoted(b'\'', self.dialect == Dialect::MySql, TokenKind::Text)
            }
            _ => TokenKind::Word,
        }
    }
}
