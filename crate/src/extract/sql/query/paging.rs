//! In which order rows come, and how many of them.

use sqlparser::ast::{
    Distinct, Expr, GroupByExpr, LimitClause, OrderByKind, Query as Rows, Select, SelectItem, SetExpr,
    TopQuantity, Value,
};

use super::marks::parts;
use super::walk::Walk;
use crate::facts::QueryMark;

impl Walk<'_, '_> {
    /// A query that is asked by itself.
    pub(super) fn mark_page(&mut self, rows: &Rows) {
        let SetExpr::Select(select) = &*rows.body else { return };
        let ordered = rows.order_by.is_some() || !rows.locks.is_empty() || rows.for_clause.is_some();
        if !select.from.is_empty() && !gathers(select) && is_page(rows, select) {
            self.mark(if ordered { QueryMark::OrderedPage } else { QueryMark::UnorderedPage });
        }
    }

    /// A query whose rows another one reads; `sorted` says that the other one decides on their order.
    pub(super) fn mark_lost_order(&mut self, rows: &Rows, sorted: bool) {
        let sorts = matches!(rows.order_by.as_ref().map(|order| &order.kind), Some(OrderByKind::Expressions(keys)) if !keys.is_empty());
        let limited = rows.limit_clause.is_some() || rows.fetch.is_some() || rows.for_clause.is_some();
        let SetExpr::Select(select) = &*rows.body else { return };
        let picks = matches!(select.distinct, Some(Distinct::On(_)))
            || select
                .top
                .as_ref()
                .is_some_and(|top| !(top.percent && is_quantity(top.quantity.as_ref(), "100")));
        if sorted && sorts && !limited && !picks {
            self.mark(QueryMark::LostOrder);
        }
    }
}

/// Whether a query puts the rows that it reads in an order of its own, or into sums that do not mind any.
pub(super) fn sorts_anew(rows: &Rows) -> bool {
    let SetExpr::Select(select) = &*rows.body else { return rows.order_by.is_some() };
    if !gathers(select) {
        return rows.order_by.is_some();
    }
    let sums = ["count", "sum", "min", "max", "avg"];
    select.projection.iter().all(|item| match item {
        SelectItem::UnnamedExpr(value) | SelectItem::ExprWithAlias { expr: value, .. } => match value {
            Expr::Function(function) => {
                let name = function.name.0.last().and_then(|part| part.as_ident());
                name.is_some_and(|name| sums.iter().any(|sum| name.value.eq_ignore_ascii_case(sum)))
            }
            other => parts(other).is_some(),
        },
        _ => false,
    })
}

fn gathers(select: &Select) -> bool {
    let groups = !matches!(&select.group_by, GroupByExpr::Expressions(by, _) if by.is_empty());
    groups || super::bounds::is_aggregate(select)
}

/// More than one row, and a limit on how many.
fn is_page(rows: &Rows, select: &Select) -> bool {
    if let Some(top) = &select.top {
        let one = ["0", "1"].iter().any(|one| is_quantity(top.quantity.as_ref(), one));
        return !one && !top.percent;
    }
    match &rows.limit_clause {
        Some(LimitClause::LimitOffset { limit: Some(limit), offset, .. }) => {
            offset.is_some() || !["0", "1"].iter().any(|one| is_number(limit, one))
        }
        Some(LimitClause::OffsetCommaLimit { .. }) => true,
        _ => false,
    }
}

fn is_quantity(quantity: Option<&TopQuantity>, number: &str) -> bool {
    match quantity {
        Some(TopQuantity::Constant(own)) => number.parse() == Ok(*own),
        Some(TopQuantity::Expr(own)) => is_number(own, number),
        None => false,
    }
}

pub(super) fn is_number(expression: &Expr, number: &str) -> bool {
    match expression {
        Expr::Value(value) => matches!(&value.value, Value::Number(own, _) if own == number),
        Expr::Nested(inner) => is_number(inner, number),
        _ => false,
    }
}
