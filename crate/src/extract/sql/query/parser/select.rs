//! `SELECT` itself: what it shows, of which rows.

use std::borrow::Cow;

use super::Parser;
use crate::detect::Dialect;
use crate::extract::sql::query::ast::{Distinct, Expr, Item, Name, Operator, Select, Top, Value};
use crate::extract::sql::scan::TokenKind;

/// Words behind a result that are not its name.
const NO_NAMES: &[&str] = &[
    "AND",
    "AS",
    "BULK",
    "CONNECT",
    "ELSE",
    "END",
    "EXCEPT",
    "FETCH",
    "FOR",
    "FROM",
    "GROUP",
    "HAVING",
    "INTERSECT",
    "INTO",
    "LIMIT",
    "LOCK",
    "MINUS",
    "OFFSET",
    "ON",
    "OPTION",
    "OR",
    "ORDER",
    "QUALIFY",
    "RETURNING",
    "SELECT",
    "START",
    "THEN",
    "UNION",
    "WHEN",
    "WHERE",
    "WINDOW",
    "WITH",
];

impl<'a> Parser<'a> {
    /// Behind `SELECT`.
    pub(super) fn select(&mut self) -> Option<Select<'a>> {
        let mut select = Select::default();
        self.quantifiers(&mut select)?;
        let nothing = self.is("FROM") || self.is_done() || self.is_symbol(b')');
        if !nothing {
            loop {
                select.projection.push(self.item()?);
                // A comma may stand before `FROM`.
                if !self.take_symbol(b',') || self.is("FROM") {
                    break;
                }
            }
        }
        if self.take(&["BULK", "COLLECT", "INTO"]) || self.take(&["INTO"]) {
            self.into()?;
        }
        if self.take(&["FROM"]) {
            select.from = self.from()?;
        }
        if self.take(&["WHERE"]) {
            select.selection = Some(self.expression()?);
        }
        while self.hierarchy()? {}
        if self.take(&["GROUP", "BY"]) {
            select.group = self.group()?;
        }
        if self.take(&["HAVING"]) {
            select.having = Some(self.expression()?);
        }
        if self.take(&["WINDOW"]) {
            self.list(|parser| {
                parser.name()?;
                parser.expect(&["AS"])?;
                parser.in_brackets(Self::window)
            })?;
        }
        if self.take(&["QUALIFY"]) {
            self.expression()?;
        }
        Some(select)
    }

    /// `DISTINCT`, `DISTINCT ON (a)`, `TOP 5`, `SQL_CALC_FOUND_ROWS`
    fn quantifiers(&mut self, select: &mut Select<'a>) -> Option<()> {
        loop {
            if self.take(&["DISTINCT", "ON"]) {
                self.skip_brackets()?;
                select.distinct = Distinct::On;
            } else if self.take_any(&["DISTINCT", "UNIQUE", "DISTINCTROW"]) {
                select.distinct = Distinct::Rows;
            } else if self.is("TOP") && self.is_quantity() {
                self.at += 1;
                let quantity = if self.is_symbol(b'(') { self.bracketed() } else { self.operand() }?;
                let percent = self.take(&["PERCENT"]);
                let _ = self.take(&["WITH", "TIES"]);
                select.top = Some(Top { quantity, percent });
            } else if !self.is_mode() {
                return Some(());
            } else {
                self.at += 1;
            }
        }
    }

    fn is_quantity(&self) -> bool {
        let next = self.tokens.get(self.at + 1).map(|token| token.kind);
        matches!(next, Some(TokenKind::Number | TokenKind::Placeholder | TokenKind::Symbol(b'(')))
    }

    /// `ALL`, and what MySQL says of how a query runs.
    fn is_mode(&self) -> bool {
        let modes = [
            "ALL",
            "HIGH_PRIORITY",
            "STRAIGHT_JOIN",
            "SQL_BIG_RESULT",
            "SQL_BUFFER_RESULT",
            "SQL_CACHE",
            "SQL_CALC_FOUND_ROWS",
            "SQL_NO_CACHE",
            "SQL_SMALL_RESULT",
        ];
        self.is_any(&modes) && !self.is_symbol_at(1, b'(') && !self.is_symbol_at(1, b',')
    }

    fn item(&mut self) -> Option<Item<'a>> {
        if self.take_symbol(b'*') {
            self.wildcard_tail()?;
            return Some(Item::Wildcard);
        }
        if let Some(qualified) = self.qualified() {
            self.wildcard_tail()?;
            return Some(Item::Qualified(qualified));
        }
        let value = self.expression()?;
        // `total = price * 2`
        if self.dialect == Dialect::SqlServer
            && let Expr::Binary { left, operator: Operator::Eq, right } = value
        {
            return Some(match *left {
                Expr::Name(name) if name.value != super::HOLE => Item::Value(*right, Some(name)),
                Expr::Name(_) => Item::Value(*right, None),
                left => {
                    Item::Value(Expr::Binary { left: Box::new(left), operator: Operator::Eq, right }, None)
                }
            });
        }
        let alias = self.alias(NO_NAMES);
        Some(Item::Value(value, alias))
    }

    /// `a.*`
    fn qualified(&mut self) -> Option<Vec<Name<'a>>> {
        let start = self.at;
        let mut names = vec![self.name()?];
        while self.take_symbol(b'.') {
            if self.take_symbol(b'*') {
                return Some(names);
            }
            let Some(name) = self.name() else { break };
            names.push(name);
        }
        self.at = start;
        None
    }

    /// `* EXCEPT (a)`, `* REPLACE (b AS a)`
    fn wildcard_tail(&mut self) -> Option<()> {
        while self.is_any(&["EXCEPT", "EXCLUDE", "REPLACE", "RENAME"]) && self.is_symbol_at(1, b'(') {
            if self.is_at(2, &["SELECT", "WITH", "VALUES"]) {
                break;
            }
            self.at += 1;
            self.skip_brackets()?;
        }
        Some(())
    }

    /// A name behind `AS`, or behind nothing where the word is none of those. An `AS` that leads nowhere stays.
    pub(super) fn alias(&mut self, no_names: &[&str]) -> Option<Name<'a>> {
        let start = self.at;
        let said = self.take(&["AS"]);
        let token = self.peek();
        let found = match token.map(|token| token.kind) {
            Some(TokenKind::Text) => {
                self.at += 1;
                let text = token.map(|token| self.slice(token)).unwrap_or_default().trim_matches(['\'', '"']);
                Some(Name { value: Cow::Borrowed(text), quote: Some('\'') })
            }
            Some(TokenKind::Word) if !said && self.is_any(no_names) => None,
            _ => self.name(),
        };
        if found.is_none() {
            self.at = start;
        }
        found
    }

    /// `START WITH a = 1 CONNECT BY PRIOR a = b`
    fn hierarchy(&mut self) -> Option<bool> {
        let found = self.take(&["START", "WITH"]) || self.take(&["CONNECT", "BY"]);
        if found {
            let _ = self.take(&["NOCYCLE"]);
            self.expression()?;
        }
        Some(found)
    }

    /// `a, ROLLUP (b, c)`, `GROUPING SETS ((a), ())`, `a WITH ROLLUP`, `ALL`
    fn group(&mut self) -> Option<Vec<Expr<'a>>> {
        let _ = self.take(&["DISTINCT"]);
        if self.take(&["ALL"]) {
            return Some(vec![Expr::Value(Value::Other)]);
        }
        let keys = self.list(|parser| {
            if parser.take(&["GROUPING", "SETS"]) {
                parser.skip_brackets()?;
                return Some(Expr::Value(Value::Other));
            }
            parser.expression()
        })?;
        let _ = self.take(&["WITH", "ROLLUP"]) || self.take(&["WITH", "CUBE"]);
        Some(keys)
    }
}
