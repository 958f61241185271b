//! Reads tokens one after the other, and goes on behind what it does not understand.

use super::lexer::{Lexer, Token, TokenKind};
use crate::artifact::{Place, Source};
use crate::facts::Located;
use crate::facts::proto::{NumberRange, ProtoFile};

/// Longest name with all its parts, in bytes: full names of nested declarations stay small.
const LONGEST_NAME: usize = 512;
/// Declarations of one file that are kept; the largest known file has a third of it.
const MOST_DECLARATIONS: usize = 300_000;
/// Faults that are told in words.
const MOST_FAULTS: usize = 100;
/// Messages within messages that are read, as many as by the reference compiler.
pub(super) const DEEPEST: usize = 32;

/// A statement that does not follow the grammar: what was expected where it broke off.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) expected: &'static str,
}

pub(super) type Read<T> = Result<T, Lost>;

pub(super) struct Reader<'a> {
    pub(super) source: &'a Source<'a>,
    lexer: Lexer<'a>,
    token: Token,
    /// Where the token before ended.
    before: usize,
    pub(super) file: ProtoFile,
    /// Statements that were skipped.
    pub(super) skipped: Vec<Place>,
    pub(super) literals: u32,
    /// The option that is being read is one of the author's own, whose name stands in parentheses.
    pub(super) custom: bool,
    declarations: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        let mut lexer = Lexer::new(source.text);
        let token = lexer.token();
        Self {
            source,
            lexer,
            token,
            before: 0,
            file: ProtoFile::default(),
            skipped: Vec::new(),
            literals: 0,
            custom: false,
            declarations: 0,
        }
    }

    pub(super) fn token(&self) -> Token {
        self.token
    }

    pub(super) fn is_done(&self) -> bool {
        self.token.kind == TokenKind::End
    }

    pub(super) fn advance(&mut self) -> Token {
        let token = self.token;
        self.before = token.end;
        self.token = self.lexer.token();
        token
    }

    pub(super) fn text(&self, token: Token) -> &'a str {
        self.source.slice(token.start, token.end)
    }

    pub(super) fn place(&self, token: Token) -> Place {
        self.source.place(token.start, token.end)
    }

    /// From a place up to the token that was read last.
    pub(super) fn place_from(&self, start: usize) -> Place {
        self.source.place(start, self.before.max(start))
    }

    /// The comment before the present token.
    pub(super) fn doc(&self) -> Option<String> {
        self.lexer.doc()
    }

    /// The comment behind the token before, on its line.
    pub(super) fn trailing(&self) -> Option<String> {
        self.lexer.trailing()
    }

    /// The present token where it is a word.
    pub(super) fn word(&self) -> Option<&'a str> {
        (self.token.kind == TokenKind::Word).then(|| self.text(self.token))
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let is_it = self.is_word(word);
        if is_it {
            self.advance();
        }
        is_it
    }

    pub(super) fn is_sign(&self, sign: u8) -> bool {
        self.token.kind == TokenKind::Sign(sign)
    }

    pub(super) fn take_sign(&mut self, sign: u8) -> bool {
        let is_it = self.is_sign(sign);
        if is_it {
            self.advance();
        }
        is_it
    }

    pub(super) fn sign(&mut self, sign: u8, expected: &'static str) -> Read<()> {
        if self.take_sign(sign) { Ok(()) } else { Err(Lost { expected }) }
    }

    /// The `;` of a statement. Where only it is missing, the statement counts all the same.
    pub(super) fn end_of_statement(&mut self) -> Read<()> {
        if self.take_sign(b';') {
            return Ok(());
        }
        let begins_another = matches!(self.token.kind, TokenKind::Word | TokenKind::Sign(b'}'));
        let on_its_line = !self.source.slice(self.before, self.token.start).contains('\n');
        if !begins_another || on_its_line && !self.is_sign(b'}') {
            return Err(Lost { expected: "`;`" });
        }
        let place = self.source.place(self.before.saturating_sub(1), self.before);
        self.fault("`;` is missing here".to_owned(), place);
        Ok(())
    }

    pub(super) fn name(&mut self, expected: &'static str) -> Read<Located<String>> {
        let (token, Some(word)) = (self.token, self.word()) else { return Err(Lost { expected }) };
        if word.len() > LONGEST_NAME {
            return Err(Lost { expected: "a shorter name" });
        }
        self.advance();
        Ok(Located { value: word.to_owned(), place: self.place(token) })
    }

    /// `Visit`, `clinic.v1.Visit`, `.clinic.v1.Visit`
    pub(super) fn type_name(&mut self) -> Read<Located<String>> {
        let expected = "the name of a type";
        let start = self.token.start;
        let mut name = String::new();
        if self.take_sign(b'.') {
            name.push('.');
        }
        loop {
            name.push_str(&self.name(expected)?.value);
            if name.len() > LONGEST_NAME {
                return Err(Lost { expected: "a shorter name" });
            }
            if !self.take_sign(b'.') {
                return Ok(Located { value: name, place: self.place_from(start) });
            }
            name.push('.');
        }
    }

    /// A text, with those that follow it directly.
    pub(super) fn quoted(&mut self, expected: &'static str) -> Read<Located<String>> {
        let start = self.token.start;
        let mut value = String::new();
        while self.token.kind == TokenKind::Text {
            let token = self.advance();
            value.push_str(&unquoted(self.text(token)));
        }
        if self.before <= start {
            return Err(Lost { expected });
        }
        Ok(Located { value, place: self.place_from(start) })
    }

    /// A whole number, decimal, octal or hexadecimal, with its sign.
    pub(super) fn number(&mut self, expected: &'static str) -> Read<i64> {
        let negative = self.take_sign(b'-');
        if self.token.kind != TokenKind::Number {
            return Err(Lost { expected });
        }
        let token = self.advance();
        let number = whole(self.text(token)).ok_or(Lost { expected })?;
        Ok(if negative { -number } else { number })
    }

    /// `5`, `2 to 9`, `1000 to max`
    pub(super) fn range(&mut self, largest: i64) -> Read<NumberRange> {
        let start = self.token.start;
        let first = self.number("a number")?;
        let last = if !self.take_word("to") {
            first
        } else if self.take_word("max") {
            largest
        } else {
            self.number("a number or `max`")?
        };
        Ok(NumberRange { first, last, place: self.place_from(start) })
    }

    /// Counts a field, a value, an rpc.
    pub(super) fn count(&mut self) -> Read<()> {
        self.declarations += 1;
        let few = self.declarations <= MOST_DECLARATIONS;
        if few { Ok(()) } else { Err(Lost { expected: "the end of so many declarations" }) }
    }

    /// The full name of a declaration. Bounds what a hostile text can make of few bytes.
    pub(super) fn declare(&mut self, scope: &str, name: &str) -> Read<String> {
        self.count()?;
        if scope.len() + name.len() >= LONGEST_NAME {
            return Err(Lost { expected: "a shorter name" });
        }
        Ok(if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") })
    }

    pub(super) fn fault(&mut self, value: String, place: Place) {
        if self.file.faults.len() < MOST_FAULTS {
            self.file.faults.push(Located { value, place });
        }
    }

    /// Notes a statement that broke off, and moves behind it: to its `;`, its block's end, or the end of
    /// the block around it.
    pub(super) fn skip(&mut self, start: usize, lost: &Lost) {
        let found = if self.is_done() { "the file ends" } else { "something else stands" };
        let value = format!("{} is expected here, but {found}", lost.expected);
        self.fault(value, self.place(self.token));
        let mut depth = 0_usize;
        while !self.is_done() {
            match self.token.kind {
                TokenKind::Sign(b';') if depth == 0 => {
                    self.advance();
                    break;
                }
                TokenKind::Sign(b'{') => depth += 1,
                TokenKind::Sign(b'}') if depth == 0 => break,
                TokenKind::Sign(b'}') => {
                    depth -= 1;
                    if depth == 0 {
                        self.advance();
                        break;
                    }
                }
                _ => {}
            }
            self.advance();
        }
        let place = self.place_from(start);
        self.skipped.push(place);
    }
}

fn whole(text: &str) -> Option<i64> {
    let lower = text.to_ascii_lowercase();
    if let Some(digits) = lower.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok();
    }
    match lower.strip_prefix('0') {
        Some(digits) if !digits.is_empty() => i64::from_str_radix(digits, 8).ok(),
        _ => lower.parse().ok(),
    }
}

/// What stands between the quotes; of escapes, only the backslash goes.
fn unquoted(text: &str) -> String {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    let mut escaped = false;
    let mut value = String::with_capacity(inner.len());
    for character in inner.chars() {
        escaped = character == '\\' && !escaped;
        if !escaped {
            value.push(character);
        }
    }
    value
}
