//! How many rows and columns a parsed query can give.

use sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, GroupByExpr, LimitClause, Query, Select,
    SelectItem, SetExpr,
};

/// Whether the number of rows has a bound that the text itself shows.
pub(super) fn is_bounded(rows: &Query) -> bool {
    let limited = match &rows.limit_clause {
        Some(LimitClause::LimitOffset { limit, .. }) => limit.is_some(),
        Some(LimitClause::OffsetCommaLimit { .. }) => true,
        None => rows.fetch.is_some(),
    };
    limited
        || match innermost(&rows.body) {
            SetExpr::Select(select) => select.top.is_some() || select.from.is_empty() || is_aggregate(select),
            SetExpr::SetOperation { .. } => false,
            _ => true,
        }
}

fn innermost(body: &SetExpr) -> &SetExpr {
    match body {
        SetExpr::Query(rows) => &rows.body,
        other => other,
    }
}

/// One row: every result is an aggregate, and nothing is grouped.
pub(super) fn is_aggregate(select: &Select) -> bool {
    let ungrouped = matches!(&select.group_by, GroupByExpr::Expressions(by, _) if by.is_empty());
    ungrouped
        && select.projection.iter().any(|item| match item {
            SelectItem::UnnamedExpr(expression) | SelectItem::ExprWithAlias { expr: expression, .. } => {
                aggregates(expression)
            }
            _ => false,
        })
}

pub(super) fn aggregates(expression: &Expr) -> bool {
    let mut expression = expression;
    loop {
        match expression {
            Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => expression = inner,
            Expr::BinaryOp { left, .. } => expression = left,
            Expr::Exists { .. } => return true,
            Expr::Function(function) if is_aggregate_function(function) => return true,
            Expr::Function(function) => match &function.args {
                FunctionArguments::List(list) => match list.args.iter().find_map(argument) {
                    Some(inner) => expression = inner,
                    None => return false,
                },
                _ => return false,
            },
            _ => return false,
        }
    }
}

fn is_aggregate_function(function: &Function) -> bool {
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
    let name = function.name.0.last().and_then(|part| part.as_ident());
    function.over.is_none()
        && name.is_some_and(|name| NAMES.iter().any(|aggregate| name.value.eq_ignore_ascii_case(aggregate)))
}

pub(super) fn selects_all(body: &SetExpr) -> bool {
    match innermost(body) {
        SetExpr::Select(select) => select
            .projection
            .iter()
            .any(|item| matches!(item, SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..))),
        _ => false,
    }
}

pub(super) fn is_filtered(body: &SetExpr) -> bool {
    match innermost(body) {
        SetExpr::Select(select) => select.selection.is_some(),
        _ => false,
    }
}

/// The expression of an argument without a name.
pub(super) fn argument(argument: &FunctionArg) -> Option<&Expr> {
    match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) => Some(value),
        _ => None,
    }
}
