//! Operands: names, values, brackets, cases.

use std::borrow::Cow;

use super::operators::binding;
use super::{HOLE, Parser};
use crate::extract::sql::query::ast::{Call, Case, Expr, Name, Over, Value};
use crate::extract::sql::scan::TokenKind;

/// Words that begin or end a part of a statement, and are no columns.
pub(super) const RESERVED: &[&str] = &[
    "AND",
    "AS",
    "BETWEEN",
    "DISTINCT",
    "ELSE",
    "END",
    "EXCEPT",
    "FETCH",
    "FROM",
    "GROUP",
    "HAVING",
    "IN",
    "INTERSECT",
    "INTO",
    "IS",
    "JOIN",
    "LIKE",
    "LIMIT",
    "ON",
    "OR",
    "ORDER",
    "RETURNING",
    "SELECT",
    "SET",
    "THEN",
    "UNION",
    "USING",
    "WHEN",
    "WHERE",
    "WITH",
];

/// Functions that are called without brackets.
const SPECIAL: &[&str] = &[
    "CURRENT_CATALOG",
    "CURRENT_DATE",
    "CURRENT_ROLE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "CURRENT_USER",
    "LOCALTIME",
    "LOCALTIMESTAMP",
    "SESSION_USER",
    "SYSDATE",
    "SYSTIMESTAMP",
    "SYSTEM_USER",
];

impl<'a> Parser<'a> {
    pub(super) fn operand(&mut self) -> Option<Expr<'a>> {
        let token = self.peek()?;
        match token.kind {
            TokenKind::Number => {
                self.at += 1;
                Some(Expr::Value(Value::Number(self.slice(token))))
            }
            TokenKind::Text => Some(Expr::Value(self.text_value(token))),
            TokenKind::Placeholder => {
                self.at += 1;
                Some(Expr::Name(Name { value: Cow::Borrowed(HOLE), quote: None }))
            }
            TokenKind::Quoted => self.named(),
            TokenKind::Word => self.word_operand(),
            TokenKind::Symbol(symbol) => self.signed(symbol),
            TokenKind::End | TokenKind::Note => None,
        }
    }

    fn signed(&mut self, symbol: u8) -> Option<Expr<'a>> {
        match symbol {
            b'(' => self.bracketed(),
            b'[' => self.deeper(Self::array_parts),
            // `:'name'`, a variable of psql
            b':' if self
                .tokens
                .get(self.at + 1)
                .is_some_and(|next| next.kind == TokenKind::Text || next.kind == TokenKind::Quoted) =>
            {
                self.at += 2;
                Some(Expr::Name(Name { value: Cow::Borrowed(HOLE), quote: None }))
            }
            b'#' | b'&' => self.named(),
            b'-' => {
                self.at += 1;
                Some(Expr::Minus(Box::new(self.deeper(|parser| parser.binding(binding::SIGN))?)))
            }
            b'+' | b'~' | b'!' | b'@' | b'|' => {
                self.at += 1;
                // `|/ 25`, `||/ 27`
                while symbol == b'|' && (self.take_symbol(b'|') || self.take_symbol(b'/')) {}
                Some(Expr::Unary(Box::new(self.deeper(|parser| parser.binding(binding::SIGN))?)))
            }
            _ => None,
        }
    }

    fn word_operand(&mut self) -> Option<Expr<'a>> {
        let word = self.word()?;
        let is = |own: &str| word.eq_ignore_ascii_case(own);
        let value = match word.len() {
            4 if is("NULL") => Some(Value::Null),
            4 if is("TRUE") => Some(Value::Boolean(true)),
            5 if is("FALSE") => Some(Value::Boolean(false)),
            _ => None,
        };
        if let Some(value) = value {
            self.at += 1;
            return Some(Expr::Value(value));
        }
        match word.len() {
            3 if is("NOT") => {
                self.at += 1;
                let value = self.deeper(|parser| parser.binding(binding::NOT))?;
                Some(Expr::Not(Box::new(value)))
            }
            4 if is("CASE") => self.case(),
            6 if is("EXISTS") && self.is_symbol_at(1, b'(') => {
                self.at += 1;
                self.in_brackets(Self::rows).map(|rows| Expr::Exists(Box::new(rows)))
            }
            5 if is("ARRAY") && (self.is_symbol_at(1, b'[') || self.is_symbol_at(1, b'(')) => self.array(),
            5 if is("PRIOR") => self.behind_word(),
            4 if is("NEXT") && self.take(&["NEXT", "VALUE", "FOR"]) => {
                self.names()?;
                if self.take(&["OVER"]) {
                    self.skip_brackets()?;
                }
                Some(Expr::Other(Vec::new()))
            }
            _ if SPECIAL.iter().any(|own| is(own))
                && !self.is_symbol_at(1, b'(')
                && !self.is_symbol_at(1, b'.') =>
            {
                let name = vec![self.name()?];
                Some(Expr::Call(Box::new(Call { name, arguments: Vec::new(), over: Over::None })))
            }
            6 if is("BINARY") && !self.is_symbol_at(1, b'(') => self.behind_word(),
            15 if is("CONNECT_BY_ROOT") => self.behind_word(),
            8 if is("INTERVAL") => self.interval(),
            _ if RESERVED.iter().any(|own| is(own)) => None,
            _ => self.typed().or_else(|| self.named()),
        }
    }

    fn behind_word(&mut self) -> Option<Expr<'a>> {
        self.at += 1;
        Some(Expr::Other(vec![self.deeper(|parser| parser.binding(binding::SIGN))?]))
    }

    /// A query, several values or one, in brackets.
    pub(super) fn bracketed(&mut self) -> Option<Expr<'a>> {
        self.expect_symbol(b'(')?;
        if self.begins_rows(0) {
            let rows = self.deeper(Self::rows)?;
            self.expect_symbol(b')')?;
            return Some(Expr::Rows(Box::new(rows)));
        }
        if self.take_symbol(b')') {
            return Some(Expr::Tuple(Vec::new()));
        }
        let mut parts = self.deeper(|parser| parser.list(Self::expression))?;
        self.expect_symbol(b')')?;
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => Some(Expr::Nested(Box::new(only))),
            (_, last) => Some(Expr::Tuple(parts.into_iter().chain(last).collect())),
        }
    }

    fn case(&mut self) -> Option<Expr<'a>> {
        self.at += 1;
        let operand = if self.is("WHEN") { None } else { Some(self.expression()?) };
        let mut whens = Vec::new();
        while self.take(&["WHEN"]) {
            let when = self.expression()?;
            self.expect(&["THEN"])?;
            whens.push((when, self.expression()?));
        }
        let otherwise = if self.take(&["ELSE"]) { Some(self.expression()?) } else { None };
        self.expect(&["END"])?;
        // `END CASE`
        let _ = self.take(&["CASE"]);
        (!whens.is_empty()).then(|| Expr::Case(Box::new(Case { operand, whens, otherwise })))
    }

    /// A column or a call.
    pub(super) fn named(&mut self) -> Option<Expr<'a>> {
        let mut names = self.names()?;
        if self.is_symbol(b'(') && !(self.is_symbol_at(1, b'+') && self.is_symbol_at(2, b')')) {
            return self.call(names);
        }
        Some(match (names.len(), names.pop()) {
            (1, Some(only)) => Expr::Name(only),
            (_, last) => Expr::Names(names.into_iter().chain(last).collect()),
        })
    }
}
