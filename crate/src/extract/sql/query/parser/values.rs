//! Values: texts, days, intervals, arrays.

use std::borrow::Cow;

use super::Parser;
use super::operators::binding;
use super::primary::RESERVED;
use crate::detect::Dialect;
use crate::extract::sql::query::ast::{Expr, Value};
use crate::extract::sql::scan::{Token, TokenKind};

impl<'a> Parser<'a> {
    /// Behind texts may stand others, which continue them.
    pub(super) fn text_value(&mut self, token: Token) -> Value<'a> {
        self.at += 1;
        let mut value = text_value(self.slice(token));
        while let Some(next) = self.peek().filter(|next| next.kind == TokenKind::Text && next.first) {
            self.at += 1;
            if let (Value::Text(all), Value::Text(more)) = (&mut value, text_value(self.slice(next))) {
                all.to_mut().push_str(&more);
            }
        }
        value
    }

    /// `DATE '2024-01-31'`, `TIMESTAMP WITH TIME ZONE '...'`, `_utf8mb4'...'`
    pub(super) fn typed(&mut self) -> Option<Expr<'a>> {
        let start = self.at;
        let word = self.word()?;
        // Elsewhere a text behind a column is what the column is called.
        let any = matches!(self.dialect, Dialect::PostgreSql | Dialect::Generic | Dialect::Oracle);
        if !any && !word.starts_with('_') && !self.is_any(&["DATE", "DATETIME", "TIME", "TIMESTAMP"]) {
            return None;
        }
        self.at += 1;
        let timed = ["TIMESTAMP", "TIME"].iter().any(|own| word.eq_ignore_ascii_case(own));
        let _ = timed && (self.take(&["WITH", "TIME", "ZONE"]) || self.take(&["WITHOUT", "TIME", "ZONE"]));
        let precise = self.is("PRECISION");
        self.at += usize::from(precise);
        if let Some(token) = self.peek().filter(|token| token.kind == TokenKind::Text) {
            let value = self.text_value(token);
            return Some(if word.starts_with('_') { Expr::Value(value) } else { Expr::Typed(value) });
        }
        self.at = start;
        None
    }

    pub(super) fn interval(&mut self) -> Option<Expr<'a>> {
        // Nothing that begins an expression follows where it is a column.
        let next = self.tokens.get(self.at + 1).map(|token| token.kind);
        let names = self.is_at(1, RESERVED) || self.is_at(1, &["ASC", "DESC", "NOT"]);
        let follows = matches!(next, Some(TokenKind::Text | TokenKind::Number | TokenKind::Placeholder))
            || (next == Some(TokenKind::Word) && !names)
            || self.is_symbol_at(1, b'(')
            || self.is_symbol_at(1, b'-');
        if !follows {
            return self.named();
        }
        self.at += 1;
        let value = self.binding(binding::PRODUCT)?;
        let units = [
            "MICROSECOND",
            "SECOND",
            "MINUTE",
            "HOUR",
            "DAY",
            "WEEK",
            "MONTH",
            "QUARTER",
            "YEAR",
            "SECONDS",
            "MINUTES",
            "HOURS",
            "DAYS",
            "WEEKS",
            "MONTHS",
            "YEARS",
            "DAY_HOUR",
            "DAY_MINUTE",
            "DAY_SECOND",
            "DAY_MICROSECOND",
            "HOUR_MICROSECOND",
            "MINUTE_MICROSECOND",
            "SECOND_MICROSECOND",
            "HOUR_MINUTE",
            "HOUR_SECOND",
            "MINUTE_SECOND",
            "YEAR_MONTH",
        ];
        if self.take_any(&units) {
            if self.is_symbol(b'(') {
                self.skip_brackets()?;
            }
            if self.take(&["TO"]) {
                self.name()?;
            }
        }
        Some(Expr::Other(vec![value]))
    }

    pub(super) fn array(&mut self) -> Option<Expr<'a>> {
        self.at += 1;
        if self.is_symbol(b'(') {
            return self.in_brackets(Self::rows).map(|rows| Expr::Other(vec![Expr::Rows(Box::new(rows))]));
        }
        self.deeper(Self::array_parts)
    }

    pub(super) fn array_parts(&mut self) -> Option<Expr<'a>> {
        self.expect_symbol(b'[')?;
        let mut parts = Vec::new();
        while !self.take_symbol(b']') {
            let part = if self.is_symbol(b'[') { self.deeper(Self::array_parts) } else { self.expression() };
            parts.push(part?);
            if !self.take_symbol(b',') && !self.is_symbol(b']') {
                return None;
            }
        }
        Some(Expr::Other(parts))
    }
}

fn text_value(text: &str) -> Value<'_> {
    let inside = |from: usize| text.get(from..text.len().saturating_sub(1)).unwrap_or_default();
    let plain = |inside| {
        if str::contains(inside, "''") {
            Cow::Owned(inside.replace("''", "'"))
        } else {
            Cow::Borrowed(inside)
        }
    };
    match text.as_bytes() {
        [b'\'', ..] => Value::Text(plain(inside(1))),
        [b'N' | b'n', ..] => Value::National(plain(inside(2))),
        _ => Value::Other,
    }
}
