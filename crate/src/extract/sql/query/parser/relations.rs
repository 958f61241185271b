//! `FROM`: tables, queries and functions, and how they are joined.

use super::Parser;
use crate::extract::sql::query::ast::{Constraint, Join, JoinKind, Joined, Name, Relation};
use crate::extract::sql::scan::TokenKind;

/// Words behind a table that are not what the statement calls it.
const NO_NAMES: &[&str] = &[
    "CONNECT",
    "CROSS",
    "DEFAULT",
    "EXCEPT",
    "FETCH",
    "FOR",
    "FORCE",
    "FROM",
    "FULL",
    "GROUP",
    "HAVING",
    "IGNORE",
    "INDEXED",
    "INNER",
    "INTERSECT",
    "INTO",
    "JOIN",
    "LEFT",
    "LIMIT",
    "LOCK",
    "MINUS",
    "NATURAL",
    "NOT",
    "OFFSET",
    "ON",
    "OPTION",
    "ORDER",
    "OUTER",
    "OUTPUT",
    "OVERRIDING",
    "PARTITION",
    "PIVOT",
    "QUALIFY",
    "RETURNING",
    "RIGHT",
    "SELECT",
    "SET",
    "START",
    "STRAIGHT_JOIN",
    "TABLESAMPLE",
    "UNION",
    "UNPIVOT",
    "USE",
    "USING",
    "VALUES",
    "WHEN",
    "WHERE",
    "WINDOW",
    "WITH",
];

impl<'a> Parser<'a> {
    pub(super) fn from(&mut self) -> Option<Vec<Joined<'a>>> {
        self.list(Self::joined_relation)
    }

    pub(super) fn joined_relation(&mut self) -> Option<Joined<'a>> {
        let relation = self.relation()?;
        let mut joins = Vec::new();
        while let Some((kind, natural)) = self.join_kind() {
            self.operators += 1;
            let relation = self.relation()?;
            let constraint = self.constraint(natural)?;
            joins.push(Join { kind, relation, constraint });
            while self.is("ON") {
                self.close(&mut joins)?;
            }
        }
        Some(Joined { relation, joins })
    }

    /// `a LEFT JOIN b JOIN c ON b.id = c.b ON a.id = b.a`: the last join without a condition gets one, and what was
    /// joined since is joined to what it joins.
    fn close(&mut self, joins: &mut Vec<Join<'a>>) -> Option<()> {
        let is_open =
            |join: &Join<'_>| join.kind != JoinKind::Other && matches!(join.constraint, Constraint::None);
        let open = joins.iter().rposition(is_open)?;
        let inner = joins.split_off(open + 1);
        let Join { kind, relation, .. } = joins.pop()?;
        let relation = Relation::Nested(Box::new(Joined { relation, joins: inner }));
        joins.push(Join { kind, relation, constraint: self.constraint(false)? });
        Some(())
    }

    /// `LEFT OUTER JOIN`, `CROSS APPLY`; whether it is natural.
    fn join_kind(&mut self) -> Option<(JoinKind, bool)> {
        let natural = self.take(&["NATURAL"]);
        if self.take(&["CROSS", "JOIN"])
            || self.take(&["CROSS", "APPLY"])
            || self.take(&["OUTER", "APPLY"])
            || self.take(&["STRAIGHT_JOIN"])
        {
            return Some((JoinKind::Other, natural));
        }
        let kind = if self.take(&["LEFT"]) {
            JoinKind::Left
        } else if self.take(&["RIGHT"]) {
            JoinKind::Right
        } else if self.take(&["FULL"]) {
            JoinKind::Full
        } else if self.take(&["INNER"]) || self.is("JOIN") {
            JoinKind::Inner
        } else {
            return None;
        };
        let _ = self.take(&["OUTER"]);
        let _ = self.take_any(&["LOOP", "HASH", "MERGE", "REMOTE"]);
        self.expect(&["JOIN"])?;
        Some((kind, natural))
    }

    fn constraint(&mut self, natural: bool) -> Option<Constraint<'a>> {
        if natural {
            return Some(Constraint::Natural);
        }
        if self.take(&["ON"]) {
            return self.expression().map(Constraint::On);
        }
        if self.is("USING") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            let names = self.in_brackets(|parser| parser.list(Self::name))?;
            if self.take(&["AS"]) {
                self.name()?;
            }
            return Some(Constraint::Using(names));
        }
        Some(Constraint::None)
    }

    pub(super) fn relation(&mut self) -> Option<Relation<'a>> {
        let _ = self.take(&["LATERAL"]);
        if self.is_symbol(b'(') {
            return self.bracketed_relation();
        }
        let _ = self.take(&["ONLY"]);
        if self.is("ROWS") && self.is_at(1, &["FROM"]) {
            self.at += 2;
            self.skip_brackets()?;
            return Some(Relation::Other { alias: self.called() });
        }
        let name = if self.is_symbol(b'(') { self.in_brackets(Self::names)? } else { self.names()? };
        if self.is_symbol(b'(') && !self.is_hint() {
            self.skip_brackets()?;
            let _ = self.take(&["WITH", "ORDINALITY"]);
            return Some(Relation::Other { alias: self.called() });
        }
        let _ = self.take_symbol(b'*');
        // `orders@archive`: in another database
        if self.peek().is_some_and(|next| self.slice(next).starts_with('@')) {
            self.at += 1;
        }
        self.partition()?;
        let mut alias = self.called();
        self.hints()?;
        // `orders WITH (NOLOCK) AS o`
        if alias.is_none() {
            alias = self.called();
        }
        if self.is_any(&["PIVOT", "UNPIVOT"]) {
            return self.pivoted();
        }
        Some(Relation::Table { name, alias })
    }

    /// A query or joined tables.
    fn bracketed_relation(&mut self) -> Option<Relation<'a>> {
        if self.begins_rows(1) {
            let rows = self.in_brackets(Self::rows)?;
            let alias = self.called();
            if self.is_any(&["PIVOT", "UNPIVOT"]) {
                return self.pivoted();
            }
            return Some(Relation::Derived { rows: Box::new(rows), alias });
        }
        let inner = self.in_brackets(Self::joined_relation)?;
        self.called();
        Some(Relation::Nested(Box::new(inner)))
    }

    /// What a relation is called, with the columns that it is said to have.
    fn called(&mut self) -> Option<Name<'a>> {
        // `AS (a int, b text)`
        if self.is("AS") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.skip_brackets()?;
            return None;
        }
        if self.is("FOR") && self.is_at(1, &["SYSTEM_TIME"]) {
            self.at += 2;
            while self.is_any(&["AS", "OF", "ALL", "BETWEEN", "FROM", "TO", "AND", "CONTAINED", "IN"])
                || self
                    .peek()
                    .is_some_and(|token| matches!(token.kind, TokenKind::Text | TokenKind::Placeholder))
            {
                self.at += 1;
            }
            if self.is_symbol(b'(') {
                self.skip_brackets()?;
            }
        }
        let alias = self.alias(NO_NAMES)?;
        if self.is_symbol(b'(') && !self.is_hint() {
            self.skip_brackets()?;
        }
        Some(alias)
    }

    /// `(NOLOCK)` behind a table.
    fn is_hint(&self) -> bool {
        self.is_at(1, &["NOLOCK", "READUNCOMMITTED", "READPAST", "UPDLOCK", "HOLDLOCK", "ROWLOCK"])
            && self.is_symbol(b'(')
    }

    fn partition(&mut self) -> Option<()> {
        if self.is("PARTITION") && self.is_symbol_at(1, b'(') {
            self.at += 1;
            self.skip_brackets()?;
        }
        Some(())
    }

    /// What a dialect says of how a table is read.
    fn hints(&mut self) -> Option<()> {
        loop {
            let index = self.is_any(&["USE", "FORCE", "IGNORE"]) && self.is_at(1, &["INDEX", "KEY"]);
            if self.is_hint() {
                self.skip_brackets()?;
            } else if self.is("WITH") && self.is_symbol_at(1, b'(') {
                self.at += 1;
                self.skip_brackets()?;
            } else if index {
                self.at += 2;
                let _ = self.take(&["FOR", "JOIN"])
                    || self.take(&["FOR", "ORDER", "BY"])
                    || self.take(&["FOR", "GROUP", "BY"]);
                self.skip_brackets()?;
                let _ = self.take_symbol(b',');
            } else if self.take(&["INDEXED", "BY"]) {
                self.name()?;
            } else if self.take(&["NOT", "INDEXED"]) {
            } else if self.take(&["TABLESAMPLE"]) {
                let _ = self.is_symbol(b'(') || self.name().is_some();
                self.skip_brackets()?;
                let _ = self.take_any(&["ROWS", "PERCENT"]);
                if self.take(&["REPEATABLE"]) {
                    self.skip_brackets()?;
                }
            } else {
                return Some(());
            }
        }
    }

    fn pivoted(&mut self) -> Option<Relation<'a>> {
        let mut alias = None;
        while self.take_any(&["PIVOT", "UNPIVOT"]) {
            let _ =
                self.take(&["XML"]) || self.take(&["INCLUDE", "NULLS"]) || self.take(&["EXCLUDE", "NULLS"]);
            self.skip_brackets()?;
            alias = self.called();
        }
        Some(Relation::Other { alias })
    }
}
