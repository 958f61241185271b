//! Conditions: which columns of which tables a statement compares.

use sqlparser::ast::{BinaryOperator, Expr, Ident, UnaryOperator};

use super::parse::HOLE;
use super::walk::{Walk, Work};
use crate::facts::Predicate;

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
                let equality = sure && matches!(op, BinaryOperator::Eq);
                self.mark_comparison(left, right, scope);
                self.compared(left, scope, equality);
                self.compared(right, scope, equality);
            }
            Expr::AnyOp { left, compare_op, right, .. } => {
                self.compared(left, scope, sure && matches!(compare_op, BinaryOperator::Eq));
                self.work.push(Work::Value(right, scope));
            }
            Expr::InList { expr, negated, .. } => self.compared(expr, scope, sure && !negated),
            Expr::Like { expr, pattern, .. } | Expr::ILike { expr, pattern, .. } => {
                self.mark_like(expr, pattern, scope);
                self.work.push(Work::Value(expr, scope));
                self.work.push(Work::Value(pattern, scope));
            }
            Expr::InSubquery { expr, subquery, negated } => {
                if *negated {
                    self.mark_exclusion(subquery);
                }
                self.compared(expr, scope, sure && !negated);
                self.work.push(Work::Rows(subquery, scope));
            }
            Expr::Between { expr, .. }
            | Expr::IsNull(expr)
            | Expr::IsNotNull(expr)
            | Expr::IsTrue(expr)
            | Expr::IsFalse(expr) => self.compared(expr, scope, false),
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => {
                self.work.push(Work::Condition(expr, scope, false));
            }
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) => self.compared(expression, scope, false),
            other => self.work.push(Work::Value(other, scope)),
        }
    }

    /// One side of a comparison.
    fn compared(&mut self, expression: &'a Expr, scope: usize, equality: bool) {
        match expression {
            Expr::Nested(inner) => self.work.push(Work::Value(inner, scope)),
            Expr::Identifier(name) if name.value == HOLE || name.quote_style == Some('\'') => {}
            Expr::Identifier(name) => {
                let table = self.only_table(scope);
                self.predicate(table, name, equality);
            }
            Expr::CompoundIdentifier(parts) => {
                if let [.., relation, column] = parts.as_slice() {
                    let table = self.table_called(&relation.value, scope);
                    self.predicate(table, column, equality);
                }
            }
            Expr::Tuple(parts) => {
                for part in parts {
                    if let Expr::Identifier(_) | Expr::CompoundIdentifier(_) = part {
                        self.compared(part, scope, equality);
                    }
                }
            }
            other => self.work.push(Work::Value(other, scope)),
        }
    }

    fn predicate(&mut self, table: Option<String>, column: &Ident, equality: bool) {
        self.query.predicates.push(Predicate { table, column: column.value.clone(), equality });
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

fn compares(operator: &BinaryOperator) -> bool {
    use BinaryOperator::{Eq, Gt, GtEq, Lt, LtEq, NotEq, Spaceship};
    matches!(operator, Eq | NotEq | Lt | LtEq | Gt | GtEq | Spaceship)
}
