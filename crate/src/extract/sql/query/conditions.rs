//! Conditions: which columns of which tables a statement compares.

use super::ast::{Expr, Name, Operator};
use super::marks::is_null;
use super::parser::HOLE;
use super::walk::{Walk, Work};
use crate::facts::{Predicate, PredicateRole, QueryMark};

impl<'a> Walk<'a, '_> {
    pub(super) fn condition(&mut self, expression: &'a Expr<'a>, scope: usize, sure: bool) {
        match expression {
            Expr::Nested(inner) => self.work.push(Work::Condition(inner, scope, sure)),
            Expr::Binary { left, operator: Operator::And, right } => {
                self.work.push(Work::Condition(right, scope, sure));
                self.work.push(Work::Condition(left, scope, sure));
            }
            Expr::Binary { left, operator: Operator::Or, right } => {
                self.work.push(Work::Condition(right, scope, false));
                self.work.push(Work::Condition(left, scope, false));
            }
            Expr::Binary { left, operator, right } if operator.compares() => {
                self.comparison([left, right], *operator, scope, sure);
            }
            Expr::Binary { left, operator, right } => {
                self.mark_search(left, *operator, scope);
                self.work.push(Work::Value(right, scope));
                self.work.push(Work::Value(left, scope));
            }
            Expr::Any { left, operator, right } => {
                let equality = sure && *operator == Operator::Eq;
                self.compared(left, scope, equality, role(*operator, sure, false));
                self.work.push(Work::Value(right, scope));
            }
            Expr::InList { value, list, negated } => self.listed(value, list, *negated, scope, sure),
            Expr::Like { value, pattern } => {
                self.mark_like(value, pattern, scope);
                self.work.push(Work::Value(value, scope));
                self.work.push(Work::Value(pattern, scope));
            }
            Expr::InRows { value, rows, negated } => {
                if *negated {
                    self.mark_exclusion(rows);
                }
                self.mark_lost_order(rows, true);
                self.mark_looked_up(rows);
                self.compared(value, scope, sure && !negated, PredicateRole::Other);
                self.work.push(Work::Rows(rows, scope));
            }
            Expr::Exists(rows) => {
                self.mark(QueryMark::AsksExistence);
                self.work.push(Work::Rows(rows, scope));
            }
            Expr::Between { value, negated, high, .. } => self.between(value, high, scope, sure && !negated),
            Expr::IsNull { value, .. } | Expr::IsBoolean(value) => {
                self.compared(value, scope, false, PredicateRole::Other);
            }
            Expr::Not(inner) => self.work.push(Work::Condition(inner, scope, false)),
            Expr::Name(_) | Expr::Names(_) => {
                self.compared(expression, scope, false, PredicateRole::Other);
            }
            other => self.work.push(Work::Value(other, scope)),
        }
    }

    fn comparison(&mut self, [left, right]: [&'a Expr<'a>; 2], operator: Operator, scope: usize, sure: bool) {
        let equality = sure && operator == Operator::Eq;
        self.mark_comparison(left, right, scope);
        self.mark_count(left, operator, right);
        self.mark_search(left, operator, scope);
        if operator == Operator::LtEq {
            self.mark_day(left, right, scope);
        }
        let joins = self.pair(left, right, scope, equality);
        let role = role(operator, sure, joins);
        self.compared(left, scope, equality, role);
        self.compared(right, scope, equality, role);
    }

    fn between(&mut self, value: &'a Expr<'a>, high: &Expr<'_>, scope: usize, sure: bool) {
        if sure {
            self.mark_day(value, high, scope);
        }
        let role = if sure { PredicateRole::Range } else { PredicateRole::Other };
        self.compared(value, scope, false, role);
    }

    /// `column IN (1, 2)`
    fn listed(&mut self, value: &'a Expr<'a>, list: &'a [Expr<'a>], negated: bool, scope: usize, sure: bool) {
        if list.len() < 500 && list.iter().any(is_null) {
            self.mark(QueryMark::ComparedWithNull);
        }
        if let Some(first) = list.first() {
            self.mark_value(value, first, scope);
        }
        let operator = if negated { Operator::NotEq } else { Operator::Eq };
        self.compared(value, scope, sure && !negated, role(operator, sure, false));
    }

    /// One side of a comparison.
    pub(super) fn compared(
        &mut self,
        expression: &'a Expr<'a>,
        scope: usize,
        equality: bool,
        role: PredicateRole,
    ) {
        match expression {
            Expr::Nested(inner) => self.work.push(Work::Value(inner, scope)),
            Expr::Name(name) if name.value == HOLE || name.quote == Some('\'') => {}
            Expr::Name(name) => {
                let table = self.only_table(scope);
                self.predicate(table, name, scope, equality, role);
            }
            Expr::Names(parts) => {
                if let [.., relation, column] = parts.as_slice() {
                    let table = self.table_called(&relation.value, scope);
                    self.predicate(table, column, scope, equality, role);
                }
            }
            Expr::Tuple(parts) => {
                for part in parts {
                    if let Expr::Name(_) | Expr::Names(_) = part {
                        self.compared(part, scope, equality, role);
                    }
                }
            }
            other => self.work.push(Work::Value(other, scope)),
        }
    }

    fn predicate(
        &mut self,
        table: Option<String>,
        column: &Name<'_>,
        scope: usize,
        equality: bool,
        role: PredicateRole,
    ) {
        let select = u16::try_from(scope).unwrap_or(u16::MAX);
        let quoted = column.quote == Some('"');
        let column = column.value.to_string();
        self.query.predicates.push(Predicate { table, column, equality, role, quoted, select });
    }

    pub(super) fn only_table(&self, scope: usize) -> Option<String> {
        match self.scopes.get(scope)?.relations.as_slice() {
            [(_, table)] => table.clone(),
            _ => None,
        }
    }

    pub(super) fn table_called(&self, name: &str, mut scope: usize) -> Option<String> {
        loop {
            let own = self.scopes.get(scope)?;
            let found = own.relations.iter().find(|(called, _)| called.eq_ignore_ascii_case(name));
            match found {
                Some((_, table)) => return table.clone(),
                None if scope == 0 => return None,
                None => scope = own.parent,
            }
        }
    }
}

/// What a comparison does with its columns; `sure` says that it must hold for every row that is picked.
fn role(operator: Operator, sure: bool, joins: bool) -> PredicateRole {
    use Operator::{Eq, Gt, GtEq, Lt, LtEq};
    match operator {
        Eq if sure && joins => PredicateRole::Join,
        Eq if sure => PredicateRole::Equal,
        Lt | LtEq | Gt | GtEq if sure && !joins => PredicateRole::Range,
        _ => PredicateRole::Other,
    }
}
