//! SQL text to tokens with places. Every dialect, any garbage: what does not close ends at its line's end.

mod quotes;

use crate::detect::Dialect;

/// A token of SQL; comments and white space leave none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Bytes within the scanned text.
    pub start: usize,
    pub end: usize,
    /// Nothing but white space stands before it on its line.
    pub first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A keyword or a plain name.
    Word,
    /// A quoted name.
    Quoted,
    /// A literal in quotes or dollar quotes.
    Text,
    Number,
    /// `?`, `$1`, `:name`, `@name`, `%s`, `${name}`.
    Placeholder,
    /// One character, or `::`.
    Symbol(u8),
    /// The end of a statement: `;`, or what stands for it.
    End,
    /// A `--` or `#` comment: kept, since migration tools put their marks there.
    Note,
}

#[derive(Clone, Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pub at: usize,
    dialect: Dialect,
    /// What ends a statement.
    pub delimiter: &'a str,
    /// Something did not close: what else does not close is not looked for through the whole rest again.
    unclosed: bool,
    /// Inside of `/*! ... */`, whose content counts.
    conditional: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            dialect,
            delimiter: ";",
            unclosed: false,
            conditional: false,
        }
    }

    /// Whether a quote has been met that does not close.
    pub(super) fn is_unclosed(&self) -> bool {
        self.unclosed
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes to the beginning of the next line.
    pub(super) fn skip_line(&mut self) {
        self.at = self.line_end(self.at) + 1;
        self.at = self.at.min(self.bytes.len());
    }

    pub(super) fn next_token(&mut self) -> Option<Token> {
        let first = self.skip_blank();
        let start = self.at;
        let kind = self.kind()?;
        self.at = self.at.max(start + 1).min(self.bytes.len());
        Some(Token { kind, start, end: self.at, first })
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    /// Skips white space and block comments; says whether a line begins.
    fn skip_blank(&mut self) -> bool {
        let mut first = self.at == 0 || self.byte(self.at - 1) == b'\n';
        loop {
            match self.byte(self.at) {
                b'\n' => first = true,
                b' ' | b'\t' | b'\r' | 0x0C => {}
                b'/' if self.byte(self.at + 1) == b'*' => {
                    self.block_comment();
                    continue;
                }
                b'*' if self.conditional && self.byte(self.at + 1) == b'/' => {
                    self.conditional = false;
                    self.at += 1;
                }
                0xEF if self.rest().starts_with('\u{feff}') => self.at += 2,
                _ => return first,
            }
            self.at += 1;
        }
    }

    /// A MySQL conditional comment counts as what stands in it; other comments are skipped, nested ones whole.
    fn block_comment(&mut self) {
        let rest = self.bytes.get(self.at + 2..).unwrap_or_default();
        if let [b'!', ..] | [b'M', b'!', ..] = rest {
            self.conditional = true;
            self.at += 3;
            while matches!(self.byte(self.at), b'!' | b'0'..=b'9') {
                self.at += 1;
            }
            return;
        }
        let nests = matches!(self.dialect, Dialect::PostgreSql | Dialect::SqlServer);
        let mut depth = 1;
        let mut at = self.at + 2;
        while at < self.bytes.len() && depth > 0 {
            match (self.byte(at), self.byte(at + 1)) {
                (b'*', b'/') => {
                    depth -= 1;
                    at += 1;
                }
                (b'/', b'*') if nests => {
                    depth += 1;
                    at += 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.at = at;
    }

    fn kind(&mut self) -> Option<TokenKind> {
        let byte = *self.bytes.get(self.at)?;
        let next = self.byte(self.at + 1);
        if self.at_delimiter() {
            self.at += self.delimiter.len();
            return Some(TokenKind::End);
        }
        Some(match byte {
            b'-' if next == b'-' => self.note(),
            b'#' if self.hash_comments() => self.note(),
            b'\'' => self.quoted(b'\'', self.dialect == Dialect::MySql, TokenKind::Text),
            b'"' if self.dialect == Dialect::MySql => self.quoted(b'"', true, TokenKind::Text),
            b'"' | b'`' => self.quoted(byte, false, TokenKind::Quoted),
            b'[' if self.brackets_quote(next) => self.quoted(b']', false, TokenKind::Quoted),
            b'$' => self.dollar(),
            b'?' => self.placeholder(1),
            b':' if next == b':' => {
                self.at += 2;
                TokenKind::Symbol(b':')
            }
            b'@' if next == b'@' && matches!(self.dialect, Dialect::PostgreSql | Dialect::Generic) => {
                self.at += 1;
                TokenKind::Symbol(b'@')
            }
            b':' if self.at_label() => {
                self.at += 1;
                TokenKind::Symbol(b':')
            }
            b':' | b'@' if is_word(next) || next == b'@' => self.placeholder(1),
            b'%' if next == b's' && !is_word(self.byte(self.at + 2)) => self.placeholder(2),
            b'%' if next == b'(' => self.enclosed(b')'),
            b'{' => self.enclosed(b'}'),
            b'0'..=b'9' => self.number(),
            b'.' if next.is_ascii_digit() && !self.follows_name() => self.number(),
            _ if is_word(byte) || (byte == b'#' && is_word(next)) => self.word(),
            _ => {
                self.at += 1;
                TokenKind::Symbol(byte)
            }
        })
    }

    fn at_delimiter(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.starts_with(self.delimiter.as_bytes())
    }

    fn hash_comments(&self) -> bool {
        match self.dialect {
            Dialect::MySql => true,
            Dialect::Generic => self.byte(self.at + 1) == b' ',
            _ => false,
        }
    }

    fn follows_name(&self) -> bool {
        self.at > 0
            && (is_word(self.byte(self.at - 1)) || matches!(self.byte(self.at - 1), b'"' | b'`' | b']'))
    }

    /// `name:BEGIN`
    fn at_label(&self) -> bool {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let word = rest.split(|byte| !is_word(*byte)).next().unwrap_or_default();
        let labelled: [&[u8]; 4] = [b"BEGIN", b"LOOP", b"WHILE", b"REPEAT"];
        self.follows_name() && labelled.iter().any(|own| word.eq_ignore_ascii_case(own))
    }

    fn brackets_quote(&self, next: u8) -> bool {
        match self.dialect {
            Dialect::SqlServer => true,
            Dialect::Sqlite | Dialect::Generic => {
                is_word(next) && !next.is_ascii_digit() && !self.follows_name()
            }
            _ => false,
        }
    }
}

/// Whether a byte belongs to a name; every byte beyond ASCII does.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The tokens of one text, comments left out, at most so many.
pub(super) fn tokens(text: &str, dialect: Dialect, most: usize) -> Vec<Token> {
    let mut scanner = Scanner::new(text, dialect);
    std::iter::from_fn(|| scanner.next_token())
        .filter(|token| token.kind != TokenKind::Note)
        .take(most)
        .collect()
}
