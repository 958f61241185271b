//! Queries: `WITH`, sets, and what stands behind them.

use super::{DEEPEST, Parser};
use crate::extract::sql::query::ast::{Body, Expr, Rows, SetOperation, Sort, Statement, TableExpression};
use crate::extract::sql::scan::TokenKind;

impl<'a> Parser<'a> {
    /// Whether a query begins so many tokens further on. In brackets that something else than the end of a query
    /// follows, it is a part of an expression or of joined tables.
    pub(super) fn begins_rows(&self, ahead: usize) -> bool {
        let brackets = (0..DEEPEST).take_while(|level| self.is_symbol_at(ahead + level, b'(')).count();
        let ends = ["EXCEPT", "FETCH", "FOR", "INTERSECT", "LIMIT", "MINUS", "OFFSET", "ORDER", "UNION"];
        let is_whole = |level: usize| {
            let behind = self.behind_brackets(ahead + level);
            behind.is_some_and(|behind| self.is_symbol_at(behind, b')') || self.is_at(behind, &ends))
        };
        self.leads_rows(ahead + brackets) && (0..brackets).all(is_whole)
    }

    fn leads_rows(&self, ahead: usize) -> bool {
        match self.word_at(ahead) {
            Some(word) if word.eq_ignore_ascii_case("TABLE") => self.word_at(ahead + 1).is_some(),
            Some(word) if word.eq_ignore_ascii_case("VALUES") => {
                self.is_symbol_at(ahead + 1, b'(') || self.is_at(ahead + 1, &["ROW"])
            }
            Some(word) if word.eq_ignore_ascii_case("WITH") => self.word_at(ahead + 1).is_some(),
            Some(word) => word.eq_ignore_ascii_case("SELECT"),
            None => false,
        }
    }

    /// The token behind what stands in brackets, counted from the cursor as they are.
    fn behind_brackets(&self, ahead: usize) -> Option<usize> {
        let mut level = 0usize;
        for (at, token) in self.tokens.get(self.at + ahead..)?.iter().enumerate() {
            match token.kind {
                TokenKind::Symbol(b'(') => level += 1,
                TokenKind::Symbol(b')') if level == 1 => return Some(ahead + at + 1),
                TokenKind::Symbol(b')') => level -= 1,
                _ => {}
            }
        }
        None
    }

    pub(super) fn statement(&mut self) -> Option<Statement<'a>> {
        // A `WITH` may lead any of them.
        let with = self.with()?;
        let verb = self.word().unwrap_or_default();
        let is = |own: &str| verb.eq_ignore_ascii_case(own);
        let writes = if is("INSERT") || is("REPLACE") {
            self.insert().map(|own| Statement::Insert(Box::new(own)))
        } else if is("UPDATE") {
            self.update().map(|own| Statement::Update(Box::new(own)))
        } else if is("DELETE") {
            self.delete().map(|own| Statement::Delete(Box::new(own)))
        } else if is("MERGE") {
            self.merge().map(|own| Statement::Merge(Box::new(own)))
        } else {
            return self.rows_behind(with).map(|rows| Statement::Rows(Box::new(rows)));
        };
        if with.is_empty() {
            return writes;
        }
        let body = Body::Write(Box::new(writes?));
        Some(Statement::Rows(Box::new(Rows::new(with, body))))
    }

    pub(super) fn rows(&mut self) -> Option<Rows<'a>> {
        let with = self.with()?;
        self.rows_behind(with)
    }

    fn rows_behind(&mut self, with: Vec<TableExpression<'a>>) -> Option<Rows<'a>> {
        let body = self.set()?;
        let mut rows = Rows::new(with, body);
        while self.tail(&mut rows)? {}
        Some(rows)
    }

    fn with(&mut self) -> Option<Vec<TableExpression<'a>>> {
        if !self.take(&["WITH"]) {
            return Some(Vec::new());
        }
        let _ = self.take(&["RECURSIVE"]);
        self.list(Self::table_expression)
    }

    fn table_expression(&mut self) -> Option<TableExpression<'a>> {
        let name = self.name()?;
        if self.is_symbol(b'(') {
            self.skip_brackets()?;
        }
        self.expect(&["AS"])?;
        let _ = self.take(&["NOT", "MATERIALIZED"]) || self.take(&["MATERIALIZED"]);
        let rows = self.in_brackets(|parser| match parser.statement()? {
            Statement::Rows(rows) => Some(*rows),
            writes => Some(Rows::new(Vec::new(), Body::Write(Box::new(writes)))),
        })?;
        while self.is_any(&["SEARCH", "CYCLE"]) {
            while !self.is_symbol(b',') && !self.is_any(&["SELECT", "INSERT", "UPDATE", "DELETE"]) {
                self.peek()?;
                self.at += 1;
            }
        }
        Some(TableExpression { name, rows })
    }

    /// `UNION` and `EXCEPT` from left to right, `INTERSECT` before them.
    fn set(&mut self) -> Option<Body<'a>> {
        let mut left = self.intersection()?;
        while self.is_any(&["UNION", "EXCEPT", "MINUS"]) {
            let union = self.is("UNION");
            self.at += 1;
            left = self.joined_set(union, left, Self::intersection)?;
        }
        Some(left)
    }

    fn intersection(&mut self) -> Option<Body<'a>> {
        let mut left = self.part_of_set()?;
        while self.take(&["INTERSECT"]) {
            left = self.joined_set(false, left, Self::part_of_set)?;
        }
        Some(left)
    }

    fn joined_set(
        &mut self,
        union: bool,
        left: Body<'a>,
        right: fn(&mut Self) -> Option<Body<'a>>,
    ) -> Option<Body<'a>> {
        let all = self.take(&["ALL"]);
        let _ = self.take(&["DISTINCT"]);
        let by_name = self.take(&["BY", "NAME"]);
        self.operators += 1;
        let right = self.deeper(right)?;
        Some(Body::Set(Box::new(SetOperation { union, all, by_name, left, right })))
    }

    fn part_of_set(&mut self) -> Option<Body<'a>> {
        if self.is_symbol(b'(') {
            return self.in_brackets(Self::rows).map(|rows| Body::Rows(Box::new(rows)));
        }
        if self.take(&["VALUES"]) {
            self.list(|parser| {
                let _ = parser.take(&["ROW"]);
                parser.skip_brackets()
            })?;
            return Some(Body::Plain);
        }
        if self.take(&["TABLE"]) {
            self.names()?;
            return Some(Body::Plain);
        }
        self.expect(&["SELECT"])?;
        self.deeper(Self::select).map(|select| Body::Select(Box::new(select)))
    }

    pub(super) fn sorts(&mut self) -> Option<Vec<Sort<'a>>> {
        self.list(|parser| {
            let key = parser.expression()?;
            let descending = parser.take(&["DESC"]);
            if !descending && !parser.take(&["ASC"]) && parser.take(&["USING"]) {
                let sign = parser.sign()?;
                parser.at += sign.tokens;
            }
            if parser.take(&["NULLS"]) {
                parser.take_any(&["FIRST", "LAST"]).then_some(())?;
            }
            Some(Sort { key, descending })
        })
    }

    /// One of the clauses behind a query; whether there was one.
    fn tail(&mut self, rows: &mut Rows<'a>) -> Option<bool> {
        if self.take(&["ORDER", "SIBLINGS", "BY"]) || self.take(&["ORDER", "BY"]) {
            rows.order = self.sorts()?;
            let _ = self.take(&["WITH", "ROLLUP"]);
        } else if self.take(&["LIMIT"]) {
            self.limit(rows)?;
        } else if self.take(&["OFFSET"]) {
            rows.offset = Some(self.expression()?);
            let _ = self.take_any(&["ROW", "ROWS"]);
        } else if self.take(&["FETCH"]) {
            self.take_any(&["FIRST", "NEXT"]).then_some(())?;
            if !self.is_any(&["ROW", "ROWS"]) {
                self.expression()?;
                let _ = self.take(&["PERCENT"]);
            }
            self.take_any(&["ROW", "ROWS"]).then_some(())?;
            let _ = self.take(&["ONLY"]) || self.take(&["WITH", "TIES"]);
            rows.fetches = true;
        } else if self.take(&["FOR"]) {
            self.for_(rows)?;
        } else if self.take(&["LOCK", "IN", "SHARE", "MODE"]) {
            rows.locks = true;
        } else if self.is("OPTION") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.skip_brackets()?;
        } else if self.take(&["INTO"]) {
            self.into()?;
        } else {
            return Some(false);
        }
        Some(true)
    }

    /// `LIMIT 5`, `LIMIT 10, 5`, `LIMIT ALL`
    fn limit(&mut self, rows: &mut Rows<'a>) -> Option<()> {
        if self.take_any(&["ALL", "NULL"]) {
            return Some(());
        }
        let first = self.expression()?;
        if self.take_symbol(b',') {
            rows.offset = Some(first);
            rows.limit = Some(self.expression()?);
        } else {
            rows.limit = Some(first);
        }
        if self.take(&["BY"]) {
            self.list(Self::expression)?;
        }
        Some(())
    }

    /// `FOR UPDATE OF orders SKIP LOCKED`, `FOR XML PATH('')`
    fn for_(&mut self, rows: &mut Rows<'a>) -> Option<()> {
        if self.take_any(&["XML", "JSON", "BROWSE"]) {
            rows.formats = true;
            return self.skip_rest();
        }
        let _ = self.take(&["NO", "KEY"]) || self.take(&["KEY"]);
        self.take_any(&["UPDATE", "SHARE"]).then_some(())?;
        rows.locks = true;
        if self.take(&["OF"]) {
            self.list(Self::names)?;
        }
        if self.take(&["WAIT"]) {
            self.operand()?;
        }
        let _ = self.take(&["NOWAIT"]) || self.take(&["SKIP", "LOCKED"]);
        Some(())
    }

    /// Variables, a table or a file that the rows go into.
    pub(super) fn into(&mut self) -> Option<()> {
        let _ = self.take_any(&["STRICT", "TEMP", "TEMPORARY", "UNLOGGED"]);
        let _ = self.take(&["TABLE"]);
        if self.take_any(&["OUTFILE", "DUMPFILE"]) {
            return self.operand().and_then(|_| self.skip_rest());
        }
        self.list(Self::names).map(|_| ())
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(with: Vec<TableExpression<'a>>, body: Body<'a>) -> Self {
        let (limit, offset): (Option<Expr<'a>>, Option<Expr<'a>>) = (None, None);
        Self { with, body, order: Vec::new(), limit, offset, fetches: false, locks: false, formats: false }
    }
}
