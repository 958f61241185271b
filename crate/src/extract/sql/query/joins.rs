//! Joins: which columns two tables share, and outer joins that a condition undoes.

use super::ast::{Constraint, Expr, Join, JoinKind, Operator, Select};
use super::marks::{conjuncts, parts};
use super::relations::name_of;
use super::walk::Walk;
use crate::facts::{QueryColumn, QueryMark};

/// Pairs that are kept of one statement.
const MOST: usize = 60;

impl Walk<'_, '_> {
    /// Two columns that must be equal. Says whether they are of two tables.
    pub(super) fn pair(&mut self, left: &Expr<'_>, right: &Expr<'_>, scope: usize, equal: bool) -> bool {
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
    pub(super) fn pair_using(&mut self, join: &Join<'_>, scope: usize) {
        let (JoinKind::Inner | JoinKind::Left, Constraint::Using(names)) = (join.kind, &join.constraint)
        else {
            return;
        };
        let Some([(_, Some(first)), (_, Some(second))]) =
            self.scopes.get(scope).map(|own| own.relations.as_slice())
        else {
            return;
        };
        let (first, second) = (first.clone(), second.clone());
        for column in names {
            let of =
                |table: &String| QueryColumn { table: Some(table.clone()), column: column.value.to_string() };
            if self.query.joins.len() < MOST {
                self.query.joins.push([of(&first), of(&second)]);
            }
        }
    }

    /// `LEFT JOIN b ... WHERE b.x = 1`: rows without a partner have no `x`.
    pub(super) fn mark_undone(&mut self, select: &Select<'_>) {
        for from in &select.from {
            if !from.joins.iter().all(|join| matches!(join.kind, JoinKind::Left | JoinKind::Inner)) {
                continue;
            }
            for (at, join) in from.joins.iter().enumerate().filter(|(_, join)| join.kind == JoinKind::Left) {
                self.mark(QueryMark::OuterJoin);
                let Some((called, table)) = name_of(&join.relation) else { continue };
                let later = from.joins.iter().skip(at + 1).filter(|join| join.kind == JoinKind::Inner);
                let later = later.filter_map(Join::condition);
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
fn needs<'e>(condition: &'e Expr<'_>, called: &str) -> Option<&'e str> {
    let own = |side: &'e Expr<'_>| match parts(side) {
        Some((Some(relation), column)) if relation.eq_ignore_ascii_case(called) => Some(column),
        _ => None,
    };
    match condition {
        Expr::Binary { left, operator, right } if operator.compares() && *operator != Operator::NullSafe => {
            own(left).or_else(|| own(right))
        }
        Expr::InList { value, .. } | Expr::Between { value, .. } | Expr::Like { value, .. } => own(value),
        _ => None,
    }
}
