//! In which order rows come, and how many of them.

use super::ast::{Body, Distinct, Expr, Rows, Select, Value};

use super::marks::parts;
use super::walk::Walk;
use crate::facts::QueryMark;

impl Walk<'_, '_> {
    /// A query that is asked by itself.
    pub(super) fn mark_page(&mut self, rows: &Rows<'_>) {
        let Body::Select(select) = &rows.body else { return };
        let ordered = !rows.order.is_empty() || rows.locks || rows.formats;
        if !select.from.is_empty() && !gathers(select) && is_page(rows, select) {
            self.mark(if ordered { QueryMark::OrderedPage } else { QueryMark::UnorderedPage });
        }
    }

    /// A query whose rows another one reads; `sorted` says that the other one decides on their order.
    pub(super) fn mark_lost_order(&mut self, rows: &Rows<'_>, sorted: bool) {
        let limited = rows.limit.is_some() || rows.offset.is_some() || rows.fetches || rows.formats;
        let Body::Select(select) = &rows.body else { return };
        let picks = select.distinct == Distinct::On
            || select.top.as_ref().is_some_and(|top| !(top.percent && is_number(&top.quantity, "100")));
        if sorted && !rows.order.is_empty() && !limited && !picks {
            self.mark(QueryMark::LostOrder);
        }
    }
}

/// Whether a query puts the rows that it reads in an order of its own, or into sums that do not mind any.
pub(super) fn sorts_anew(rows: &Rows<'_>) -> bool {
    let Body::Select(select) = &rows.body else { return !rows.order.is_empty() };
    if !gathers(select) {
        return !rows.order.is_empty();
    }
    let sums = ["count", "sum", "min", "max", "avg"];
    select.projection.iter().all(|item| match item.value() {
        Some(Expr::Call(call)) => call.is(&sums),
        Some(other) => parts(other).is_some(),
        None => false,
    })
}

fn gathers(select: &Select<'_>) -> bool {
    !select.group.is_empty() || super::bounds::is_aggregate(select)
}

/// More than one row, and a limit on how many.
fn is_page(rows: &Rows<'_>, select: &Select<'_>) -> bool {
    let at_most_one = |own: &Expr<'_>| is_number(own, "0") || is_number(own, "1");
    if let Some(top) = &select.top {
        return !at_most_one(&top.quantity) && !top.percent;
    }
    rows.limit.as_ref().is_some_and(|limit| rows.offset.is_some() || !at_most_one(limit))
}

fn is_number(expression: &Expr<'_>, number: &str) -> bool {
    match expression {
        Expr::Value(Value::Number(own)) => *own == number,
        Expr::Nested(inner) => is_number(inner, number),
        _ => false,
    }
}
