//! Conditions: which columns of which tables a statement compares.

use sqlparser::ast::{BinaryOperator, Expr, Ident, UnaryOperator};

use super::marks::is_null;
use super::parse::HOLE;
use super::walk::{Walk, Work};
use crate::facts::{Predicate, PredicateRole, QueryMark};

impl<'a> Walk<'a, '_> {
    pub(super) fn condition(&mut self, expression: &'a Expr, scope: usize, sure: bool) {
        match expression {
            Expr::Nested(inner) => self.work.push(Work::Condition(inner, scope, sure)),
            Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
                self.work.push(Work::Condition(right, scope, sure));
                self.work.push(Work::Condition(left, scope, sure));
            }
            Expr::BinaryOp { left, op: BinaryOperator::Or, right } => {
                self.work.push(Work::Condition(right, scope, false));
                self.work.push(Work::Condition(left, scope, false));
            }
            Expr::BinaryOp { left, op, right } if compares(op) => {
                self.comparison(left, op, right, scope, sure);
            }
            Expr::BinaryOp { left, op, right } => {
                self.mark_search(left, op, scope);
                self.work.push(Work::Value(right, scope));
                self.work.push(Work::Value(left, scope));
            }
            Expr::AnyOp { left, compare_op, right, .. } => {
                let equality = sure && matches!(compare_op, BinaryOperator::Eq);
                self.compared(left, scope, equality, role(compare_op, sure, false));
                self.work.push(Work::Value(right, scope));
            }
            Expr::InList { expr, negated, list } => {
                self.listed(expr, list, *negated, scope, sure);
            }
            Expr::Like { expr, pattern, .. } | Expr::ILike { expr, pattern, .. } => {
                self.mark_like(expr, pattern, scope);
                self.work.push(Work::Value(expr, scope));
                self.work.push(Work::Value(pattern, scope));
            }
            Expr::InSubquery { expr, subquery, negated } => {
                if *negated {
                    self.mark_exclusion(subquery);
                }
                self.mark_lost_order(subquery, true);
                self.mark_looked_up(subquery);
                self.compared(expr, scope, sure && !negated, PredicateRole::Other);
                self.work.push(Work::Rows(subquery, scope));
            }
            Expr::Exists { subquery, .. } => {
                self.mark(QueryMark::AsksExistence);
                self.work.push(Work::Rows(subquery, scope));
            }
            Expr::Between { expr, negated, high, .. } => self.between(expr, high, scope, sure && !negated),
            Expr::IsNull(expr) | Expr::IsNotNull(expr) | Expr::IsTrue(expr) | Expr::IsFalse(expr) => {
                self.compared(expr, scope, false, PredicateRole::Other);
            }
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => {
                self.work.push(Work::Condition(expr, scope, false));
            }
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) => {
                self.compared(expression, scope, false, PredicateRole::Other);
            }
            other => self.work.push(Work::Value(other, scope)),
        }
    }

    fn comparison(&mut self, left: &'a Expr, op: &BinaryOperator, right: &'a Expr, scope: usize, sure: bool) {
        let equality = sure && matches!(op, BinaryOperator::Eq);
        self.mark_comparison(left, right, scope);
        self.mark_count(left, op, right);
        self.mark_search(left, op, scope);
        if matches!(op, BinaryOperator::LtEq) {
            self.mark_day(left, right, scope);
        }
        let joins = self.pair(left, right, scope, equality);
        let role = role(op, sure, joins);
        self.compared(left, scope, equality, role);
        self.compared(right, scope, equality, role);
    }

    fn between(&mut self, expr: &'a Expr, high: &Expr, scope: usize, sure: bool) {
        if sure {
            self.mark_day(expr, high, scope);
        }
        let role = if sure { PredicateRole::Range } else { PredicateRole::Other };
        self.compared(expr, scope, false, role);
    }

    /// `column IN (1, 2)`
    fn listed(&mut self, expr: &'a Expr, list: &[Expr], negated: bool, scope: usize, sure: bool) {
        if list.len() < 500 && list.iter().any(is_null) {
            self.mark(QueryMark::ComparedWithNull);
        }
        if let Some(first) = list.first() {
            self.mark_value(expr, first, scope);
        }
        self.compared(expr, scope, sure && !negated, role(&equals(negated), sure, false));
    }

    /// One side of a comparison.
    pub(super) fn compared(
        &mut self,
        expression: &'a Expr,
        scope: usize,
        equality: bool,
        role: PredicateRole,
    ) {
        match expression {
            Expr::Nested(inner) => self.work.push(Work::Value(inner, scope)),
            Expr::Identifier(name) if name.value == HOLE || name.quote_style == Some('\'') => {}
            Expr::Identifier(name) => {
                let table = self.only_table(scope);
                self.predicate(table, name, scope, equality, role);
            }
            Expr::CompoundIdentifier(parts) => {
                if let [.., relation, column] = parts.as_slice() {
                    let table = self.table_called(&relation.value, scope);
                    self.predicate(table, column, scope, equality, role);
                }
            }
            Expr::Tuple(parts) => {
                for part in parts {
                    if let Expr::Identifier(_) | Expr::CompoundIdentifier(_) = part {
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
        column: &Ident,
        scope: usize,
        equality: bool,
        role: PredicateRole,
    ) {
        let select = u16::try_from(scope).unwrap_or(u16::MAX);
        let quoted = column.quote_style == Some('"');
        let column = column.value.clone();
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

fn equals(negated: bool) -> BinaryOperator {
    if negated { BinaryOperator::NotEq } else { BinaryOperator::Eq }
}

/// What a comparison does with its columns; `sure` says that it must hold for every row that is picked.
fn role(operator: &BinaryOperator, sure: bool, joins: bool) -> PredicateRole {
    use BinaryOperator::{Eq, Gt, GtEq, Lt, LtEq};
    match operator {
        Eq if sure && joins => PredicateRole::Join,
        Eq if sure => PredicateRole::Equal,
        Lt | LtEq | Gt | GtEq if sure && !joins => PredicateRole::Range,
        _ => PredicateRole::Other,
    }
}

pub(super) fn compares(operator: &BinaryOperator) -> bool {
    use BinaryOperator::{Eq, Gt, GtEq, Lt, LtEq, NotEq, Spaceship};
    matches!(operator, Eq | NotEq | Lt | LtEq | Gt | GtEq | Spaceship)
}
