use std::sync::Arc;

use super::scan::{Scanner, Token, TokenKind};
use crate::artifact::{Place, Source};
use crate::facts::{GraphDocument, Located};

/// Fields, arguments, values and members of one text: more than any schema has, and each takes many times
/// the room of its text.
const MOST_ELEMENTS: usize = 300_000;
const MOST_FAULTS: usize = 200;

/// Words that begin a definition.
const KEYWORDS: &[&str] = &[
    "directive",
    "enum",
    "extend",
    "fragment",
    "input",
    "interface",
    "mutation",
    "query",
    "scalar",
    "schema",
    "subscription",
    "type",
    "union",
];

/// Reads words one after the other, without ever needing what it does not find.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source<'a>,
    scanner: Scanner<'a>,
    /// The next word.
    next: Option<Token>,
    /// Where the word before it ends.
    end: usize,
    elements: usize,
    pub(super) document: GraphDocument,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        let mut scanner = Scanner::new(source.text);
        let next = scanner.next();
        let document = GraphDocument { whole: true, ..GraphDocument::default() };
        Self { source, scanner, next, end: 0, elements: 0, document }
    }

    pub(super) fn document(mut self) -> GraphDocument {
        while self.peek().is_some() && !self.is_full() {
            self.definition();
        }
        if self.is_full() {
            let place = self.source.place(self.end, self.source.text.len());
            self.fault(place, format!("what follows the first {MOST_ELEMENTS} fields, arguments and values"));
        }
        self.document
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.next
    }

    /// The word after the next one.
    pub(super) fn peek_second(&self) -> Option<Token> {
        let mut ahead = self.scanner;
        ahead.next()
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let token = self.next?;
        self.end = token.end;
        self.next = self.scanner.next();
        Some(token)
    }

    pub(super) fn text(&self, token: Token) -> &'a str {
        self.source.slice(token.start, token.end)
    }

    pub(super) fn is_sign(&self, sign: u8) -> bool {
        self.next.is_some_and(|token| token.kind == TokenKind::Sign(sign))
    }

    pub(super) fn eat(&mut self, sign: u8) -> bool {
        let here = self.is_sign(sign);
        if here {
            self.next();
        }
        here
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.next.is_some_and(|token| token.kind == TokenKind::Name && self.text(token) == word)
    }

    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let here = self.is_word(word);
        if here {
            self.next();
        }
        here
    }

    pub(super) fn name(&mut self) -> Option<Located<String>> {
        let token = self.next.filter(|token| token.kind == TokenKind::Name)?;
        self.next();
        Some(Located { value: self.text(token).to_owned(), place: self.place(token) })
    }

    pub(super) fn place(&self, token: Token) -> Place {
        self.source.place(token.start, token.end)
    }

    pub(super) fn place_from(&self, start: usize) -> Place {
        self.source.place(start, self.end.max(start))
    }

    /// The place of the next word, or the end of the text.
    pub(super) fn here(&self) -> Place {
        match self.next {
            Some(token) => self.place(token),
            None => self.source.place(self.end, self.end),
        }
    }

    /// Where the word before the next one ends.
    pub(super) fn behind(&self) -> Place {
        self.source.place(self.end, self.end)
    }

    /// Counts one more field, argument or value; past the bound nothing is read any more.
    pub(super) fn count(&mut self) {
        self.elements += 1;
    }

    pub(super) fn is_full(&self) -> bool {
        self.elements >= MOST_ELEMENTS
    }

    pub(super) fn fault(&mut self, place: Place, message: impl Into<String>) {
        self.document.whole = false;
        if self.document.faults.len() < MOST_FAULTS {
            self.document.faults.push(Located { value: message.into(), place });
        }
    }

    /// The next word as a message shows it.
    pub(super) fn shown(&self) -> String {
        let Some(token) = self.next else { return "the end of the text".to_owned() };
        let short: String = self.text(token).chars().take(30).filter(|letter| *letter != '`').collect();
        match token.kind {
            TokenKind::Text | TokenKind::Block => "a string".to_owned(),
            _ => format!("`{short}`"),
        }
    }

    /// Whether a definition begins here, rather than a field of that name: `type Owner`, but not `type: Kind`.
    pub(super) fn is_definition(&self) -> bool {
        let Some(token) = self.next.filter(|token| token.kind == TokenKind::Name) else { return false };
        let word = self.text(token);
        if !token.first_of_line || !KEYWORDS.contains(&word) {
            return false;
        }
        let second = self.peek_second().filter(|second| !second.first_of_line);
        match second.map(|second| second.kind) {
            Some(TokenKind::Name) => true,
            Some(TokenKind::Sign(b'{')) => token.at_margin && matches!(word, "schema" | "query" | "mutation"),
            Some(TokenKind::Sign(b'@')) => word == "directive",
            _ => false,
        }
    }

    /// Passes words up to the next line that may hold something again: what stands in brackets is passed whole.
    pub(super) fn skip_line(&mut self) {
        let mut depth = 0usize;
        let mut passed = 0;
        while let Some(token) = self.next {
            let closes = matches!(token.kind, TokenKind::Sign(b')' | b']' | b'}'));
            if (closes && depth == 0) || self.is_definition() {
                return;
            }
            if depth == 0 && passed > 0 && token.first_of_line {
                return;
            }
            match token.kind {
                TokenKind::Sign(b'(' | b'[' | b'{') => depth += 1,
                _ if closes => depth -= 1,
                _ => {}
            }
            passed += 1;
            self.next();
        }
    }

    /// Passes words up to where a definition may begin.
    pub(super) fn skip_to_definition(&mut self) {
        self.next();
        while let Some(token) = self.next {
            let described = token.at_margin && matches!(token.kind, TokenKind::Text | TokenKind::Block);
            if described || self.is_definition() {
                return;
            }
            self.next();
        }
    }

    pub(super) fn keep<T>(list: &mut Vec<Arc<T>>, one: T) {
        list.push(Arc::new(one));
    }
}
