//! How many rows and columns a parsed query can give.

use super::ast::{Body, Call, Expr, Item, Over, Rows, Select};

/// Whether the number of rows has a bound that the text itself shows.
pub(super) fn is_bounded(rows: &Rows<'_>) -> bool {
    rows.limit.is_some()
        || rows.fetches
        || match innermost(&rows.body) {
            Body::Select(select) => select.top.is_some() || select.from.is_empty() || is_aggregate(select),
            Body::Set(_) => false,
            _ => true,
        }
}

fn innermost<'b>(body: &'b Body<'b>) -> &'b Body<'b> {
    match body {
        Body::Rows(rows) => &rows.body,
        other => other,
    }
}

/// One row: every result is an aggregate, and nothing is grouped.
pub(super) fn is_aggregate(select: &Select<'_>) -> bool {
    select.group.is_empty() && select.projection.iter().filter_map(Item::value).any(aggregates)
}

pub(super) fn aggregates(expression: &Expr<'_>) -> bool {
    let mut expression = expression;
    loop {
        match expression {
            Expr::Nested(inner) | Expr::Cast { value: inner, .. } => expression = inner,
            Expr::Binary { left, .. } => expression = left,
            Expr::Exists(_) => return true,
            Expr::Call(call) if is_aggregate_function(call) => return true,
            Expr::Call(call) => match call.arguments.first() {
                Some(inner) => expression = inner,
                None => return false,
            },
            _ => return false,
        }
    }
}

fn is_aggregate_function(call: &Call<'_>) -> bool {
    const NAMES: &[&str] = &[
        "count",
        "sum",
        "min",
        "max",
        "avg",
        "array_agg",
        "json_agg",
        "jsonb_agg",
        "string_agg",
        "group_concat",
        "json_group_array",
        "bool_or",
        "bool_and",
        "every",
        "count_big",
        "total",
        "stddev",
        "variance",
    ];
    matches!(call.over, Over::None) && call.is(NAMES)
}

pub(super) fn selects_all(body: &Body<'_>) -> bool {
    match innermost(body) {
        Body::Select(select) => select.projection.iter().any(|item| item.value().is_none()),
        _ => false,
    }
}

pub(super) fn is_filtered(body: &Body<'_>) -> bool {
    match innermost(body) {
        Body::Select(select) => select.selection.is_some(),
        _ => false,
    }
}
