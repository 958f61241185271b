//! `INSERT`, `UPDATE`, `DELETE`, `MERGE`.

use super::Parser;
use crate::extract::sql::query::ast::{
    Assignment, Body, Delete, Expr, Insert, Joined, Merge, Names, Rows, Update,
};

impl<'a> Parser<'a> {
    pub(super) fn insert(&mut self) -> Option<Insert<'a>> {
        let mut conflict = self.is("REPLACE");
        self.at += 1;
        if self.take(&["OR"]) {
            self.take_any(&["REPLACE", "IGNORE", "ABORT", "FAIL", "ROLLBACK"]).then_some(())?;
            conflict = true;
        }
        while self.is_any(&["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "OVERWRITE"]) {
            conflict |= self.is("IGNORE");
            self.at += 1;
        }
        self.top()?;
        let _ = self.take(&["INTO"]);
        let _ = self.take(&["TABLE"]);
        let table = self.names()?;
        if self.is("PARTITION") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.skip_brackets()?;
        }
        // `INSERT INTO t (SELECT ...)`: no list of columns.
        let mut columns = Vec::new();
        if self.is("WITH") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.skip_brackets()?;
        }
        let query = self.is_symbol(b'(') && self.begins_rows(1);
        if !query && self.is("AS") {
            self.at += 1;
            self.name()?;
        }
        if self.is_symbol(b'(') && !query {
            columns = self.columns()?;
        }
        let mut insert = Insert { table, columns, assigns: false, source: None, conflict };
        self.output()?;
        if self.take(&["OVERRIDING"]) {
            self.take_any(&["SYSTEM", "USER"]).then_some(())?;
            self.expect(&["VALUE"])?;
        }
        self.source(&mut insert)?;
        insert.conflict |= self.is("ON");
        self.skip_behind(&["ON", "RETURNING", "AS", "LOG"])?;
        Some(insert)
    }

    fn columns(&mut self) -> Option<Vec<Names<'a>>> {
        if self.is_symbol_at(1, b')') {
            self.at += 2;
            return Some(Vec::new());
        }
        self.in_brackets(|parser| {
            parser.list(|parser| {
                let column = parser.names()?;
                while parser.is_symbol(b'[') {
                    parser.subscript()?;
                }
                Some(column)
            })
        })
    }

    fn source(&mut self, insert: &mut Insert<'a>) -> Option<()> {
        if self.take(&["DEFAULT", "VALUES"]) {
            return Some(());
        }
        if self.is_any(&["EXEC", "EXECUTE"]) {
            return self.skip_rest();
        }
        if self.take(&["SET"]) {
            self.assignments()?;
            insert.assigns = true;
            return Some(());
        }
        if self.is("VALUE") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.list(Self::skip_brackets)?;
            insert.source = Some(Rows::new(Vec::new(), Body::Plain));
            return Some(());
        }
        insert.source = Some(self.rows()?);
        Some(())
    }

    /// `TOP (10)` before what is written.
    fn top(&mut self) -> Option<()> {
        if self.is("TOP") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.skip_brackets()?;
            let _ = self.take(&["PERCENT"]);
        }
        Some(())
    }

    /// `OUTPUT inserted.id INTO @ids (id)`
    fn output(&mut self) -> Option<()> {
        if !self.take(&["OUTPUT"]) {
            return Some(());
        }
        let ends = ["VALUES", "SELECT", "FROM", "WHERE", "DEFAULT", "EXEC", "EXECUTE", "WITH"];
        while !self.is_done() && !self.is_any(&ends) {
            self.skip_one()?;
        }
        Some(())
    }

    /// Goes to the end of the statement, where it goes on with one of these words.
    fn skip_behind(&mut self, words: &[&str]) -> Option<()> {
        if self.is_any(words) { self.skip_rest() } else { Some(()) }
    }

    pub(super) fn update(&mut self) -> Option<Update<'a>> {
        self.at += 1;
        if self.take(&["OR"]) {
            self.name()?;
        }
        while self.take_any(&["LOW_PRIORITY", "IGNORE"]) {}
        self.top()?;
        let mut tables = self.from()?;
        self.expect(&["SET"])?;
        let assignments = self.assignments()?;
        self.output()?;
        let table = tables.remove(0);
        let mut update =
            Update { table, from: tables, assignments, selection: None, limit: None, ordered: false };
        if self.take(&["FROM"]) {
            update.from.extend(self.from()?);
        }
        if self.take(&["WHERE"]) {
            update.selection = Some(self.condition()?);
        }
        (update.ordered, update.limit) = self.part_of_rows()?;
        self.skip_behind(&["RETURNING", "OPTION", "LOG"])?;
        Some(update)
    }

    /// Behind `WHERE`.
    fn condition(&mut self) -> Option<Expr<'a>> {
        if self.take(&["CURRENT", "OF"]) { self.name().map(Expr::Name) } else { self.expression() }
    }

    /// `ORDER BY a LIMIT 5`: whether it is ordered, and the limit.
    fn part_of_rows(&mut self) -> Option<(bool, Option<Expr<'a>>)> {
        let ordered = self.take(&["ORDER", "BY"]);
        if ordered {
            self.sorts()?;
        }
        let limit = if self.take(&["LIMIT"]) { Some(self.expression()?) } else { None };
        if limit.is_some() && (self.take(&["OFFSET"]) || self.take_symbol(b',')) {
            self.expression()?;
        }
        Some((ordered, limit))
    }

    pub(super) fn assignments(&mut self) -> Option<Vec<Assignment<'a>>> {
        self.list(|parser| {
            let target = if parser.is_symbol(b'(') {
                parser.skip_brackets()?;
                Vec::new()
            } else {
                parser.names()?
            };
            while parser.is_symbol(b'[') {
                parser.subscript()?;
            }
            let sign = parser.sign()?;
            parser.at += sign.tokens;
            if parser.is_symbol(b'=') {
                parser.at += 1;
            }
            // `@total = amount = amount + 1`
            Some(Assignment { target, value: parser.expression()? })
        })
    }

    pub(super) fn delete(&mut self) -> Option<Delete<'a>> {
        self.at += 1;
        while self.take_any(&["LOW_PRIORITY", "QUICK", "IGNORE"]) {}
        self.top()?;
        let mut from = if self.take(&["FROM"]) { self.from()? } else { self.targets()? };
        self.output()?;
        // `DELETE a FROM a JOIN b ON ...`: the first names what the second says more of.
        if self.take(&["FROM"]) {
            from = self.from()?;
        }
        let using = if self.take(&["USING"]) { self.from()? } else { Vec::new() };
        let selection = if self.take(&["WHERE"]) { Some(self.condition()?) } else { None };
        let (ordered, limit) = self.part_of_rows()?;
        self.skip_behind(&["RETURNING", "OPTION", "LOG"])?;
        Some(Delete { from, using, selection, limit, ordered })
    }

    /// `DELETE a, b.* FROM ...`
    fn targets(&mut self) -> Option<Vec<Joined<'a>>> {
        self.list(|parser| {
            let relation = parser.relation()?;
            if parser.take_symbol(b'.') {
                parser.expect_symbol(b'*')?;
            }
            Some(Joined { relation, joins: Vec::new() })
        })
    }

    pub(super) fn merge(&mut self) -> Option<Merge<'a>> {
        self.at += 1;
        self.top()?;
        let _ = self.take(&["INTO"]);
        let table = self.relation()?;
        self.expect(&["USING"])?;
        let source = self.relation()?;
        self.expect(&["ON"])?;
        let on = self.expression()?;
        self.skip_behind(&["WHEN", "OUTPUT"])?;
        Some(Merge { table, source, on })
    }
}
