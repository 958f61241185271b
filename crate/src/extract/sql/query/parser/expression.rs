//! Expressions: what stands behind an operand, by how tight it binds.

use super::operators::{Sign, binding};
use super::{MOST_OPERATORS, Parser};
use crate::extract::sql::query::ast::Expr;

impl<'a> Parser<'a> {
    pub(super) fn expression(&mut self) -> Option<Expr<'a>> {
        self.deeper(|parser| parser.binding(0))
    }

    /// An expression of which every operator binds tighter than `least`.
    pub(super) fn binding(&mut self, least: u8) -> Option<Expr<'a>> {
        let mut left = self.operand()?;
        loop {
            left = match self.part(left)? {
                Read::More(more) => more,
                Read::Nothing(left) => match self.predicate(left, least)? {
                    Read::More(more) => more,
                    Read::Nothing(left) => {
                        let Some(sign) = self.sign().filter(|sign| sign.binding > least) else {
                            return Some(left);
                        };
                        self.joined(left, sign)?
                    }
                },
            };
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return None;
            }
        }
    }

    fn joined(&mut self, left: Expr<'a>, sign: Sign) -> Option<Expr<'a>> {
        self.at += sign.tokens;
        let (left, operator) = (Box::new(left), sign.operator);
        if self.is_any(&["ANY", "SOME", "ALL"]) && self.is_symbol_at(1, b'(') {
            let all = self.is("ALL");
            self.at += 1;
            let right = Box::new(self.bracketed()?);
            return Some(if all {
                Expr::Other(vec![*left, *right])
            } else {
                Expr::Any { left, operator, right }
            });
        }
        let right = Box::new(self.deeper(|parser| parser.binding(sign.binding))?);
        Some(Expr::Binary { left, operator, right })
    }

    /// `::int`, `[1]`, `.field`, `COLLATE "C"`, `AT TIME ZONE 'UTC'`
    fn part(&mut self, left: Expr<'a>) -> Option<Read<'a>> {
        let symbol = self.peek().map(|token| self.slice(token)).unwrap_or_default();
        let more = match symbol {
            "::" => {
                self.at += 1;
                Expr::Cast { value: Box::new(left), type_: self.type_()? }
            }
            "[" => Expr::Other(vec![left, self.subscript()?]),
            "." => {
                self.at += 1;
                let _ = self.take_symbol(b'*') || self.name().is_some();
                // `document.value('.', 'int')`
                if self.is_symbol(b'(') {
                    self.skip_brackets()?;
                }
                Expr::Other(vec![left])
            }
            // `a = b (+)`
            "(" if self.is_symbol_at(1, b'+') && self.is_symbol_at(2, b')') => {
                self.at += 3;
                left
            }
            _ if self.take(&["COLLATE"]) || self.take(&["UESCAPE"]) => {
                let named = self.names().is_some() || self.operand().is_some();
                named.then(|| Expr::Other(vec![left]))?
            }
            _ if self.take(&["AT", "TIME", "ZONE"]) => {
                let zone = self.binding(binding::ZONE)?;
                Expr::Other(vec![left, zone])
            }
            _ if self.take(&["AT", "LOCAL"]) => Expr::Other(vec![left]),
            _ => return Some(Read::Nothing(left)),
        };
        Some(Read::More(more))
    }

    /// `[1]`, `[1:2]`, `['key']`
    pub(super) fn subscript(&mut self) -> Option<Expr<'a>> {
        self.expect_symbol(b'[')?;
        let mut parts = Vec::new();
        while !self.take_symbol(b']') {
            if !self.take_symbol(b':') && !self.take_symbol(b',') {
                parts.push(self.expression()?);
            }
        }
        Some(Expr::Other(parts))
    }

    /// `IS NULL`, `IN (...)`, `BETWEEN a AND b`, `LIKE '...'`
    fn predicate(&mut self, left: Expr<'a>, least: u8) -> Option<Read<'a>> {
        if least < binding::IS {
            if self.take(&["IS"]) {
                return self.is_something(left).map(Read::More);
            }
            let negated = self.is("NOTNULL");
            if self.take_any(&["ISNULL", "NOTNULL"]) {
                return Some(Read::More(Expr::IsNull { value: Box::new(left), negated }));
            }
        }
        if least >= binding::RANGE {
            return Some(Read::Nothing(left));
        }
        let start = self.at;
        let negated = self.take(&["NOT"]);
        if negated && self.take(&["NULL"]) && least < binding::IS {
            return Some(Read::More(Expr::IsNull { value: Box::new(left), negated: true }));
        }
        let value = Box::new(left);
        if self.take(&["IN"]) {
            return self.listed(value, negated).map(Read::More);
        }
        if self.take(&["BETWEEN"]) {
            let _ = self.take_any(&["SYMMETRIC", "ASYMMETRIC"]);
            let low = Box::new(self.binding(binding::RANGE)?);
            self.expect(&["AND"])?;
            let high = Box::new(self.binding(binding::RANGE)?);
            return Some(Read::More(Expr::Between { value, low, high, negated }));
        }
        let plain = self.take_any(&["LIKE", "ILIKE"]);
        if plain || self.take(&["SIMILAR", "TO"]) || self.take(&["SOUNDS", "LIKE"]) || self.matches_word() {
            return self.like(value, plain).map(Read::More);
        }
        self.at = start;
        Some(Read::Nothing(*value))
    }

    fn matches_word(&mut self) -> bool {
        let many = ["REGEXP", "RLIKE", "GLOB", "MATCH"];
        self.take_any(&many) || self.take(&["MEMBER", "OF"])
    }

    fn like(&mut self, value: Box<Expr<'a>>, plain: bool) -> Option<Expr<'a>> {
        let any = self.is_any(&["ANY", "SOME", "ALL"]) && self.is_symbol_at(1, b'(');
        self.at += usize::from(any);
        let _ = self.take(&["BINARY"]);
        let pattern = Box::new(self.binding(binding::RANGE)?);
        if self.take(&["ESCAPE"]) {
            self.binding(binding::RANGE)?;
        }
        Some(if plain && !any { Expr::Like { value, pattern } } else { Expr::Other(vec![*value, *pattern]) })
    }

    fn is_something(&mut self, left: Expr<'a>) -> Option<Expr<'a>> {
        let negated = self.take(&["NOT"]);
        let value = Box::new(left);
        if self.take(&["NULL"]) {
            return Some(Expr::IsNull { value, negated });
        }
        if self.take_any(&["TRUE", "FALSE"]) {
            let value = if negated { Expr::Other(vec![*value]) } else { Expr::IsBoolean(value) };
            return Some(value);
        }
        let form =
            usize::from(self.is_any(&["NFC", "NFD", "NFKC", "NFKD"]) && self.is_at(1, &["NORMALIZED"]));
        self.at += form;
        let states = ["UNKNOWN", "NORMALIZED", "DOCUMENT", "JSON", "NAN", "INFINITE", "DANGLING"];
        if self.take_any(&states) {
            let _ = self.take_any(&["VALUE", "SCALAR", "ARRAY", "OBJECT"]);
            if self.is_any(&["WITH", "WITHOUT"]) && self.is_at(1, &["UNIQUE"]) {
                self.at += 2;
                let _ = self.take(&["KEYS"]);
            }
            return Some(Expr::Other(vec![*value]));
        }
        if self.take(&["DISTINCT", "FROM"]) {
            let other = self.binding(binding::IS)?;
            return Some(Expr::Other(vec![*value, other]));
        }
        let other = self.binding(binding::IS)?;
        Some(Expr::Other(vec![*value, other]))
    }

    /// Behind `IN`.
    fn listed(&mut self, value: Box<Expr<'a>>, negated: bool) -> Option<Expr<'a>> {
        if self.take(&["UNNEST"]) {
            return Some(Expr::Other(vec![*value, self.bracketed()?]));
        }
        if !self.is_symbol(b'(') {
            // One placeholder for all, or the name of a table that is one.
            let list = vec![self.binding(binding::RANGE)?];
            return Some(Expr::InList { value, list, negated });
        }
        self.at += 1;
        if self.begins_rows(0) {
            let rows = Box::new(self.deeper(Self::rows)?);
            self.expect_symbol(b')')?;
            return Some(Expr::InRows { value, rows, negated });
        }
        if self.take_symbol(b')') {
            return Some(Expr::InList { value, list: Vec::new(), negated });
        }
        let list = self.deeper(|parser| parser.list(Self::expression))?;
        self.expect_symbol(b')')?;
        Some(Expr::InList { value, list, negated })
    }
}

enum Read<'a> {
    More(Expr<'a>),
    /// Nothing was read: the operand as it was.
    Nothing(Expr<'a>),
}
