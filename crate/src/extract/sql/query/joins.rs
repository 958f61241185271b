//! Joins: which columns two tables share, and outer joins that a condition undoes.

use sqlparser::ast::{BinaryOperator, Expr, JoinConstraint, JoinOperator, Select};

use super::conditions::compares;
use super::marks::{conjuncts, parts};
use super::relations::{join_condition, name_of};
use super::walk::Walk;
use crate::facts::{QueryColumn, QueryMark};

/// Pairs that are kept of one statement.
const MOST: usize = 60;

impl Walk<'_, '_> {
    /// Two columns that must be equal. Says whether they are of two tables.
    pub(super) fn pair(&mut self, left: &Expr, right: &Expr, scope: usize, equal: bool) -> bool {
        let (Some(one), Some(other)) = (parts(left), parts(right)) else { return false };
        let named = |a: Option<&str>, b: Option<&str>| match (a, b) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            (None, None) => true,
            _ => false,
        };
        if named(one.0, other.0) && one.1.eq_ignore_ascii_case(other.1) {
            self.mark(QueryMark::SelfComparison { column: one.1.to_owned() });
            return true;
        }
        let (Some(one), Some(other)) = (self.column(left, scope), self.column(right, scope)) else {
            return false;
        };
        if equal && self.query.joins.len() < MOST {
            self.query.joins.push([one, other]);
        }
        true
    }

    /// `JOIN b USING (id)` of the first table and this one.
    pub(super) fn pair_using(&mut self, join: &JoinOperator, scope: usize) {
        let (JoinOperator::Join(JoinConstraint::Using(names))
        | JoinOperator::Inner(JoinConstraint::Using(names))
        | JoinOperator::LeftOuter(JoinConstraint::Using(names))
        | JoinOperator::Left(JoinConstraint::Using(names))) = join
        else {
            return;
        };
        let Some([(_, Some(first)), (_, Some(second))]) =
            self.scopes.get(scope).map(|own| own.relations.as_slice())
        else {
            return;
        };
        let (first, second) = (first.clone(), second.clone());
        for column in names.iter().filter_map(|name| name.0.last()?.as_ident()) {
            let of =
                |table: &String| QueryColumn { table: Some(table.clone()), column: column.value.clone() };
            if self.query.joins.len() < MOST {
                self.query.joins.push([of(&first), of(&second)]);
            }
        }
    }

    /// `LEFT JOIN b ... WHERE b.x = 1`: rows without a partner have no `x`.
    pub(super) fn mark_undone(&mut self, select: &Select) {
        for from in &select.from {
            let left =
                |join: &JoinOperator| matches!(join, JoinOperator::Left(_) | JoinOperator::LeftOuter(_));
            let inner = |join: &JoinOperator| matches!(join, JoinOperator::Join(_) | JoinOperator::Inner(_));
            if !from.joins.iter().all(|join| left(&join.join_operator) || inner(&join.join_operator)) {
                continue;
            }
            for (at, join) in from.joins.iter().enumerate().filter(|(_, join)| left(&join.join_operator)) {
                self.mark(QueryMark::OuterJoin);
                let Some((called, table)) = name_of(&join.relation) else { continue };
                let later = from.joins.iter().skip(at + 1).filter(|join| inner(&join.join_operator));
                let later = later.filter_map(|join| join_condition(&join.join_operator));
                let conditions = select.selection.iter().chain(later);
                let mut undone = conditions.flat_map(|condition| conjuncts(Some(condition)));
                if let Some(column) = undone.find_map(|condition| needs(condition, called)) {
                    self.mark(QueryMark::OuterJoinUndone {
                        table: table.to_owned(),
                        column: column.to_owned(),
                    });
                }
            }
        }
    }
}

/// The column of a relation without whose value a condition does not hold.
fn needs<'e>(condition: &'e Expr, called: &str) -> Option<&'e str> {
    let own = |side: &'e Expr| match parts(side) {
        Some((Some(relation), column)) if relation.eq_ignore_ascii_case(called) => Some(column),
        _ => None,
    };
    match condition {
        Expr::BinaryOp { left, op, right } if compares(op) && *op != BinaryOperator::Spaceship => {
            own(left).or_else(|| own(right))
        }
        Expr::InList { expr, .. }
        | Expr::Between { expr, .. }
        | Expr::Like { expr, .. }
        | Expr::ILike { expr, .. } => own(expr),
        _ => None,
    }
}
