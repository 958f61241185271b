//! Reads a statement that reads or writes rows. What one dialect alone says is read in all of them, but where two mean
//! different things by the same words; what no dialect says is not understood, and the statement's words tell the rest.

mod calls;
mod expression;
mod operators;
mod primary;
mod relations;
mod rows;
mod select;
mod types;
mod values;
mod writes;

use std::borrow::Cow;

use super::ast::{Name, Names, Statement};
use crate::detect::Dialect;
use crate::extract::sql::scan::{Token, TokenKind};
use crate::extract::sql::unquoted;

/// Stands for a placeholder, whatever its style.
pub(super) const HOLE: &str = "__hole__";

/// Levels of brackets, queries and operators, which are read on a stack of one megabyte.
const DEEPEST: usize = 120;
/// Chains of operators become trees that are as deep as they are long.
const MOST_OPERATORS: usize = 1000;

/// `None` where the statement is not understood to its end.
pub(super) fn statement<'a>(text: &'a str, tokens: &'a [Token], dialect: Dialect) -> Option<Statement<'a>> {
    let mut parser = Parser { text, tokens, dialect, at: 0, depth: 0, operators: 0 };
    let statement = parser.statement()?;
    parser.skip_tail();
    parser.is_done().then_some(statement)
}

pub(super) struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    dialect: Dialect,
    at: usize,
    depth: usize,
    operators: usize,
}

impl<'a> Parser<'a> {
    fn is_done(&self) -> bool {
        self.peek().is_none_or(|token| token.kind == TokenKind::End)
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn kind(&self) -> Option<TokenKind> {
        self.peek().map(|token| token.kind)
    }

    fn slice(&self, token: Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// A word that is not in quotes, so many tokens further on.
    fn word_at(&self, ahead: usize) -> Option<&'a str> {
        let token = *self.tokens.get(self.at + ahead)?;
        (token.kind == TokenKind::Word).then(|| self.slice(token))
    }

    fn word(&self) -> Option<&'a str> {
        self.word_at(0)
    }

    fn is_at(&self, ahead: usize, words: &[&str]) -> bool {
        self.word_at(ahead).is_some_and(|word| words.iter().any(|own| word.eq_ignore_ascii_case(own)))
    }

    fn is(&self, word: &str) -> bool {
        self.is_at(0, &[word])
    }

    fn is_any(&self, words: &[&str]) -> bool {
        self.is_at(0, words)
    }

    /// Whether these words stand here one behind the other.
    fn are(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.is_at(ahead, &[word]))
    }

    /// Takes these words, all or none of them.
    fn take(&mut self, words: &[&str]) -> bool {
        let found = self.are(words);
        self.at += if found { words.len() } else { 0 };
        found
    }

    fn take_any(&mut self, words: &[&str]) -> bool {
        let found = self.is_any(words);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, words: &[&str]) -> Option<()> {
        self.take(words).then_some(())
    }

    fn is_symbol_at(&self, ahead: usize, symbol: u8) -> bool {
        self.tokens
            .get(self.at + ahead)
            .is_some_and(|token| token.kind == TokenKind::Symbol(symbol) && token.end - token.start == 1)
    }

    fn is_symbol(&self, symbol: u8) -> bool {
        self.is_symbol_at(0, symbol)
    }

    fn take_symbol(&mut self, symbol: u8) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    fn expect_symbol(&mut self, symbol: u8) -> Option<()> {
        self.take_symbol(symbol).then_some(())
    }

    /// Reads one level deeper, where that is not too deep.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    /// What stands between commas.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut found = vec![read(self)?];
        while self.take_symbol(b',') {
            found.push(read(self)?);
        }
        Some(found)
    }

    fn in_brackets<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.expect_symbol(b'(')?;
        let found = self.deeper(read)?;
        self.expect_symbol(b')')?;
        Some(found)
    }

    /// Goes behind what stands in brackets.
    fn skip_brackets(&mut self) -> Option<()> {
        self.expect_symbol(b'(')?;
        let mut level = 1usize;
        while level > 0 {
            match self.kind()? {
                TokenKind::Symbol(b'(') => level += 1,
                TokenKind::Symbol(b')') => level -= 1,
                TokenKind::End => return None,
                _ => {}
            }
            self.at += 1;
        }
        Some(())
    }

    /// Goes behind a token, or behind brackets with what stands in them.
    fn skip_one(&mut self) -> Option<()> {
        if self.is_symbol(b'(') {
            return self.skip_brackets();
        }
        self.at += 1;
        Some(())
    }

    /// Goes to the end of the statement, or of the brackets that it stands in.
    fn skip_rest(&mut self) -> Option<()> {
        while !self.is_done() && !self.is_symbol(b')') {
            self.skip_one()?;
        }
        Some(())
    }

    /// What a view says behind its query: `WITH READ ONLY`, `WITH CHECK OPTION`, `WITH NO DATA`.
    fn skip_tail(&mut self) {
        if self.is("WITH") {
            while !self.is_done() {
                self.at += 1;
            }
        }
    }

    /// A name as it stands, quoted or not, or a placeholder.
    fn name(&mut self) -> Option<Name<'a>> {
        let token = self.peek()?;
        let name = match token.kind {
            TokenKind::Word => Name { value: Cow::Borrowed(self.slice(token)), quote: None },
            TokenKind::Quoted => self.quoted(token),
            TokenKind::Placeholder => Name { value: Cow::Borrowed(HOLE), quote: None },
            // `##shared`, a temporary table; `&name`, what SQL*Plus fills in
            TokenKind::Symbol(sign @ (b'#' | b'&')) if self.word_at(1).is_some() => {
                self.at += 1;
                let value = if sign == b'#' { self.word()? } else { HOLE };
                Name { value: Cow::Borrowed(value), quote: None }
            }
            _ => return None,
        };
        self.at += 1;
        Some(name)
    }

    fn quoted(&self, token: Token) -> Name<'a> {
        let text = self.slice(token);
        let quote = text.chars().next();
        let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
        let doubled = inside.contains(['"', '`']);
        let value = if doubled { Cow::Owned(unquoted(self.text, &token)) } else { Cow::Borrowed(inside) };
        Name { value, quote }
    }

    /// `shop.orders`, `server..orders`
    fn names(&mut self) -> Option<Names<'a>> {
        let mut names = vec![self.name()?];
        while self.is_symbol(b'.') && !self.is_symbol_at(1, b'*') {
            while self.take_symbol(b'.') {}
            names.push(self.name()?);
        }
        Some(names)
    }
}

#[cfg(test)]
mod tests;
