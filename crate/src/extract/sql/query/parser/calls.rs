//! Calls of functions, those among them that have words of their own between their arguments.

use super::Parser;
use super::operators::binding;
use crate::extract::sql::query::ast::{Call, Expr, Names, Over};

impl<'a> Parser<'a> {
    /// The cursor stands before the bracket.
    pub(super) fn call(&mut self, name: Names<'a>) -> Option<Expr<'a>> {
        let own = match name.as_slice() {
            [only] if only.quote.is_none() => only.value.to_ascii_lowercase(),
            _ => String::new(),
        };
        match own.as_str() {
            "cast" | "try_cast" | "safe_cast" => self.in_brackets(Self::cast),
            "convert" | "try_convert" => self.in_brackets(Self::converted),
            "extract" => self.in_brackets(|parser| {
                let _ = parser.name().is_some() || parser.operand().is_some();
                parser.expect(&["FROM"])?;
                parser.expression().map(|value| Expr::Extract(Box::new(value)))
            }),
            _ => {
                let arguments = self.in_brackets(|parser| parser.arguments(&own))?;
                self.behind_call(Call { name, arguments, over: Over::None })
            }
        }
    }

    fn cast(&mut self) -> Option<Expr<'a>> {
        let value = Box::new(self.expression()?);
        self.expect(&["AS"])?;
        let type_ = self.type_()?;
        let _ = self.take(&["ARRAY"]);
        if self.take(&["FORMAT"]) {
            self.operand()?;
        }
        Some(Expr::Cast { value, type_ })
    }

    /// `CONVERT(date, a)`, `CONVERT(a, CHAR)`, `CONVERT(a USING utf8mb4)`
    fn converted(&mut self) -> Option<Expr<'a>> {
        let start = self.at;
        let server = self.type_().filter(|_| self.take_symbol(b','));
        if let Some(type_) = server.filter(|type_| is_type(type_)) {
            let value = Box::new(self.expression()?);
            if self.take_symbol(b',') {
                self.expression()?;
            }
            return Some(Expr::Cast { value, type_ });
        }
        self.at = start;
        let value = Box::new(self.expression()?);
        if self.take(&["USING"]) {
            let type_ = self.name()?.value.into_owned();
            return Some(Expr::Cast { value, type_ });
        }
        self.expect_symbol(b',')?;
        let type_ = self.type_()?;
        Some(Expr::Cast { value, type_ })
    }

    fn arguments(&mut self, function: &str) -> Option<Vec<Expr<'a>>> {
        let mut found = Vec::new();
        if self.is_symbol(b')') {
            return Some(found);
        }
        if self.begins_rows(0) {
            let rows = self.rows()?;
            return Some(vec![Expr::Rows(Box::new(rows))]);
        }
        let _ = self.take_any(&["DISTINCT", "ALL", "VARIADIC"]);
        if function == "trim" {
            let _ = self.take_any(&["BOTH", "LEADING", "TRAILING"]);
        }
        loop {
            if self.is_symbol(b')') {
                break;
            }
            self.argument(function, &mut found)?;
            if !self.take_symbol(b',') {
                break;
            }
        }
        self.argument_tail()?;
        Some(found)
    }

    fn argument(&mut self, function: &str, found: &mut Vec<Expr<'a>>) -> Option<()> {
        // `count(*)`, `count(a.*)`
        if self.take_symbol(b'*') {
            return Some(());
        }
        if self.is_symbol_at(1, b'.') && self.is_symbol_at(2, b'*') {
            self.at += 3;
            return Some(());
        }
        // `make_interval(days => 10)`, `f(a := 1)`, whose values nothing is asked of
        let named = (self.is_symbol_at(1, b'=') && self.is_symbol_at(2, b'>'))
            || (self.is_symbol_at(1, b':') && self.is_symbol_at(2, b'='));
        if named {
            self.at += 3;
            return self.expression().map(|_| ());
        }
        if function == "position" {
            found.push(self.binding(binding::RANGE)?);
            return self.expect(&["IN"]).and_then(|()| self.expression()).map(|value| found.push(value));
        }
        if self.take(&["VARIADIC"]) {
            return self.argument(function, found);
        }
        if function == "trim" && self.take(&["FROM"]) {
            return self.expression().map(|value| found.insert(0, value));
        }
        found.push(self.expression()?);
        // `substring(a FROM 1 FOR 3)`, `trim('x' FROM a)`, `overlay(a PLACING b FROM 1)`
        while self.take_any(&["FROM", "FOR", "PLACING"]) {
            let value = self.expression()?;
            let at = if function == "trim" { 0 } else { found.len() };
            found.insert(at, value);
        }
        // `json_object('a': 1)`, `json_object('a' VALUE 1)`, `xmlattributes(a AS b)`, `convert(a USING c)`
        if self.take_symbol(b':') || self.take(&["VALUE"]) {
            found.push(self.expression()?);
        }
        // `json_object('a':1)`: what looks like a placeholder
        if self.peek().is_some_and(|next| self.slice(next).starts_with(':')) {
            self.at += 1;
        }
        let _ = self.take(&["FORMAT", "JSON"]);
        if self.take(&["AS"]) {
            self.type_()?;
        }
        if self.take(&["USING"]) {
            self.name()?;
        }
        Some(())
    }

    /// What aggregates say behind their arguments.
    fn argument_tail(&mut self) -> Option<()> {
        loop {
            if self.take(&["ORDER", "BY"]) {
                self.sorts()?;
            } else if self.take(&["SEPARATOR"]) {
                self.operand()?;
            } else if self.take(&["LIMIT"]) {
                self.expression()?;
            } else if self.take_any(&["IGNORE", "RESPECT"]) {
                self.expect(&["NULLS"])?;
            } else if self.is_any(&[
                "NULL",
                "ABSENT",
                "WITH",
                "WITHOUT",
                "RETURNING",
                "PASSING",
                "ON",
                "DEFAULT",
                "ERROR",
            ]) {
                return self.skip_rest();
            } else {
                return Some(());
            }
        }
    }

    fn behind_call(&mut self, mut call: Call<'a>) -> Option<Expr<'a>> {
        if self.take(&["WITHIN", "GROUP"]) {
            self.skip_brackets()?;
        }
        if self.is_any(&["FILTER", "KEEP"]) && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.skip_brackets()?;
        }
        let _ = self.take(&["IGNORE", "NULLS"]) || self.take(&["RESPECT", "NULLS"]);
        // A table may be called so as well.
        if self.are(&["FROM", "FIRST", "OVER"]) || self.are(&["FROM", "LAST", "OVER"]) {
            self.at += 2;
        }
        if call.is(&["match"]) && self.take(&["AGAINST"]) {
            self.skip_brackets()?;
            return Some(Expr::Other(call.arguments));
        }
        if self.take(&["OVER"]) {
            call.over = if self.is_symbol(b'(') {
                self.in_brackets(Self::window)?
            } else {
                self.name()?;
                Over::Named
            };
        }
        Some(Expr::Call(Box::new(call)))
    }

    /// `PARTITION BY a ORDER BY b ROWS BETWEEN ...`
    pub(super) fn window(&mut self) -> Option<Over<'a>> {
        let mut named = false;
        if !self.is_any(&["PARTITION", "ORDER", "ROWS", "RANGE", "GROUPS"]) && !self.is_symbol(b')') {
            self.name()?;
            named = true;
        }
        let partition =
            if self.take(&["PARTITION", "BY"]) { self.list(Self::expression)? } else { Vec::new() };
        let ordered = self.take(&["ORDER", "BY"]);
        if ordered {
            self.sorts()?;
        }
        if self.is_any(&["ROWS", "RANGE", "GROUPS"]) {
            self.skip_rest()?;
        }
        Some(if named { Over::Named } else { Over::Window { partition, ordered } })
    }
}

/// Whether what could be a column or a type is a type of SQL Server.
fn is_type(name: &str) -> bool {
    const TYPES: &[&str] = &[
        "bigint",
        "binary",
        "geography",
        "geometry",
        "hierarchyid",
        "json",
        "bit",
        "char",
        "date",
        "datetime",
        "datetime2",
        "datetimeoffset",
        "decimal",
        "float",
        "int",
        "integer",
        "money",
        "nchar",
        "ntext",
        "numeric",
        "nvarchar",
        "real",
        "smalldatetime",
        "smallint",
        "smallmoney",
        "sql_variant",
        "sysname",
        "text",
        "time",
        "tinyint",
        "uniqueidentifier",
        "varbinary",
        "varchar",
        "xml",
    ];
    let plain = name.split(['(', ' ']).next().unwrap_or_default();
    let plain = plain.trim_matches(['[', ']', '"']);
    TYPES.iter().any(|own| plain.eq_ignore_ascii_case(own))
}
