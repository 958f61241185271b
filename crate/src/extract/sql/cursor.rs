//! Reads tokens one after the other, without ever needing what it does not find.

use super::scan::{Token, TokenKind};
use super::unquoted;
use crate::artifact::{Place, Source};
use crate::facts::Located;

/// A name with its schema, where it has one.
#[derive(Clone, Debug)]
#[allow(clippy::struct_field_names, reason = "a table's name is its name, its schema another one")]
pub(super) struct Name {
    pub schema: Option<String>,
    pub name: String,
    /// The last part.
    pub place: Place,
}

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub source: &'a Source<'a>,
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(source: &'a Source<'a>, tokens: &'a [Token]) -> Self {
        Self { source, tokens, at: 0 }
    }

    pub(super) fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<&'a Token> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    pub(super) fn text(&self, token: &Token) -> &'a str {
        self.source.slice(token.start, token.end)
    }

    /// Whether the token so far ahead is this keyword.
    pub(super) fn is_ahead(&self, ahead: usize, keyword: &str) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| {
            token.kind == TokenKind::Word && self.text(token).eq_ignore_ascii_case(keyword)
        })
    }

    pub(super) fn is(&self, keyword: &str) -> bool {
        self.is_ahead(0, keyword)
    }

    pub(super) fn is_any(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is(keyword))
    }

    pub(super) fn is_symbol(&self, symbol: u8) -> bool {
        self.peek().is_some_and(|token| token.kind == TokenKind::Symbol(symbol))
    }

    /// Passes these keywords where all of them stand here.
    pub(super) fn eat(&mut self, keywords: &[&str]) -> bool {
        let here = keywords.iter().enumerate().all(|(ahead, keyword)| self.is_ahead(ahead, keyword));
        if here {
            self.at += keywords.len();
        }
        here
    }

    pub(super) fn eat_symbol(&mut self, symbol: u8) -> bool {
        let here = self.is_symbol(symbol);
        self.at += usize::from(here);
        here
    }

    /// The byte at which the present token begins.
    pub(super) fn start(&self) -> usize {
        self.peek().or(self.tokens.last()).map_or(0, |token| token.start)
    }

    /// The byte at which the token before this one ends.
    pub(super) fn end(&self) -> usize {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.or(self.tokens.first()).map_or(0, |token| token.end)
    }

    pub(super) fn place_from(&self, start: usize) -> Place {
        self.source.place(start, self.end().max(start))
    }

    /// One name without a schema.
    pub(super) fn ident(&mut self) -> Option<Located<String>> {
        let name = self.name()?;
        Some(Located { value: name.name, place: name.place })
    }

    /// A name; a template's hole that touches it belongs to it.
    pub(super) fn name(&mut self) -> Option<Name> {
        let mut schema = None;
        let mut part = self.part()?;
        while self.is_symbol(b'.') {
            self.at += 1;
            let Some(next) = self.part() else { break };
            schema = Some(part.value);
            part = next;
        }
        Some(Name { schema, name: part.value, place: part.place })
    }

    /// A name with all its parts.
    pub(super) fn path(&mut self) -> Option<Vec<String>> {
        let mut path = vec![self.part()?.value];
        while self.eat_symbol(b'.') {
            path.extend(self.part().map(|part| part.value));
        }
        Some(path)
    }

    fn part(&mut self) -> Option<Located<String>> {
        let first = self.peek().filter(|token| {
            matches!(
                token.kind,
                TokenKind::Word | TokenKind::Quoted | TokenKind::Placeholder | TokenKind::Text
            )
        })?;
        self.at += 1;
        let mut value = unquoted(self.source.text, first);
        let mut end = first.end;
        while let Some(glued) = self.peek().filter(|token| {
            token.start == end && matches!(token.kind, TokenKind::Word | TokenKind::Placeholder)
        }) {
            value.push_str(self.text(glued));
            end = glued.end;
            self.at += 1;
        }
        Some(Located { value, place: self.source.place(first.start, end) })
    }

    /// What stands between the parenthesis here and its partner, or the end.
    pub(super) fn group(&mut self) -> Option<Cursor<'a>> {
        if !self.is_symbol(b'(') {
            return None;
        }
        let from = self.at + 1;
        let mut depth = 0usize;
        while let Some(token) = self.next() {
            match token.kind {
                TokenKind::Symbol(b'(') => depth += 1,
                TokenKind::Symbol(b')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Some(self.within(from, self.at - 1));
            }
        }
        Some(self.within(from, self.at))
    }

    fn within(&self, from: usize, to: usize) -> Cursor<'a> {
        Cursor { source: self.source, tokens: self.tokens.get(from..to).unwrap_or_default(), at: 0 }
    }

    /// The parts between commas, without empty ones.
    pub(super) fn parts(&self) -> Vec<Cursor<'a>> {
        let mut parts = Vec::new();
        let mut depth = 0usize;
        let mut from = self.at;
        for (at, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.kind {
                TokenKind::Symbol(b'(') => depth += 1,
                TokenKind::Symbol(b')') => depth = depth.saturating_sub(1),
                TokenKind::Symbol(b',') if depth == 0 => {
                    parts.push(self.within(from, at));
                    from = at + 1;
                }
                _ => {}
            }
        }
        parts.push(self.within(from, self.tokens.len()));
        parts.retain(|part| !part.is_done());
        parts
    }

    /// Passes one token, or a parenthesis with all that it holds.
    pub(super) fn skip(&mut self) {
        if self.group().is_none() {
            self.at += 1;
        }
    }

    /// Where everything stands that is left.
    pub(super) fn rest_place(&self) -> Place {
        match (self.rest().first(), self.rest().last()) {
            (Some(first), Some(last)) => self.source.place(first.start, last.end),
            _ => self.source.place(self.start(), self.start()),
        }
    }

    /// The text of everything that is left.
    pub(super) fn rest_text(&self) -> &'a str {
        match (self.rest().first(), self.rest().last()) {
            (Some(first), Some(last)) => self.source.slice(first.start, last.end),
            _ => "",
        }
    }

    /// Goes to the first of these keywords outside of parentheses; says whether there is one.
    pub(super) fn seek(&mut self, keyword: &str) -> bool {
        while !self.is_done() {
            if self.is(keyword) {
                return true;
            }
            self.skip();
        }
        false
    }
}
