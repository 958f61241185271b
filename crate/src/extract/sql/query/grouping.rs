//! What a `SELECT` gathers: groups, `HAVING`, `DISTINCT`, `UNION`.

use sqlparser::ast::{
    Distinct, Expr, FunctionArguments, GroupByExpr, JoinOperator, Select, SelectItem,
    SelectItemQualifiedWildcardKind, SetExpr, SetOperator, SetQuantifier, TableFactor, Value,
};

use super::bounds::{aggregates, argument};
use super::marks::{conjuncts, parts};
use super::relations::join_condition;
use super::walk::Walk;
use crate::facts::{QueryColumn, QueryColumns, QueryMark};

/// Columns that one statement is told of.
const MOST: usize = 30;

impl Walk<'_, '_> {
    pub(super) fn mark_groups(&mut self, select: &Select, scope: usize) {
        let GroupByExpr::Expressions(by, _) = &select.group_by else { return };
        let plain = by.iter().filter_map(|key| grouped(key, select)).collect::<Vec<_>>();
        if !by.is_empty() || select.projection.iter().filter_map(expression).any(aggregates) {
            self.mark_ungrouped(select, &plain, scope);
        }
        if by.is_empty() {
            return;
        }
        let shown = |key: &Expr| {
            is_number(key)
                || select
                    .projection
                    .iter()
                    .any(|item| expression(item).is_some_and(|own| alike(own, key)) || names(item, key))
        };
        if matches!(select.distinct, Some(Distinct::Distinct)) && by.iter().all(shown) {
            self.mark(QueryMark::GroupedDistinct);
        }
        if by.iter().any(is_number) {
            self.mark(QueryMark::Ordinal);
        }
        if select.having.is_some() {
            self.mark(QueryMark::Having);
        }
        if select.having.as_ref().is_some_and(|having| is_plain(having, &plain)) {
            self.mark(QueryMark::PlainHaving);
        }
    }

    /// Only results that are plain columns: what a function makes of others is not known.
    fn mark_ungrouped(&mut self, select: &Select, by: &[&Expr], scope: usize) {
        let mut columns = Vec::new();
        for item in select.projection.iter().take(MOST) {
            match item {
                SelectItem::Wildcard(_) => {
                    columns.push(QueryColumn { table: self.only_table(scope), column: "*".to_owned() });
                }
                SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(name), _) => {
                    let table = name.0.last().and_then(|part| part.as_ident());
                    let table = table.and_then(|name| self.table_called(&name.value, scope));
                    columns.push(QueryColumn { table, column: "*".to_owned() });
                }
                item => {
                    let column = expression(item).filter(|own| !by.iter().any(|key| alike(key, own)));
                    columns.extend(column.and_then(|column| self.column(column, scope)));
                }
            }
        }
        if !columns.is_empty() {
            let by = by.iter().filter_map(|key| self.column(key, scope)).collect();
            self.mark(QueryMark::Ungrouped { columns, by });
        }
    }

    /// `SELECT DISTINCT a.x FROM a JOIN b ON b.a_id = a.id`
    pub(super) fn mark_distinct(&mut self, select: &Select, scope: usize) {
        let plain = matches!(select.distinct, Some(Distinct::Distinct))
            && matches!(&select.group_by, GroupByExpr::Expressions(by, _) if by.is_empty());
        let [from] = select.from.as_slice() else { return };
        if !plain || from.joins.is_empty() {
            return;
        }
        let Some((kept, columns)) = shown_relation(select) else { return };
        let Some(table) = self.table_called(kept, scope) else { return };
        let kept_columns = QueryColumns { table, columns };
        for join in &from.joins {
            let TableFactor::Table { name, alias, args: None, .. } = &join.relation else { return };
            let Some(table) = name.0.last().and_then(|part| part.as_ident()) else { return };
            let called = alias.as_ref().map_or(&table.value, |alias| &alias.name.value);
            if called.eq_ignore_ascii_case(kept) {
                return;
            }
            let inner = matches!(
                join.join_operator,
                JoinOperator::Join(_)
                    | JoinOperator::Inner(_)
                    | JoinOperator::Left(_)
                    | JoinOperator::LeftOuter(_)
            );
            let columns: Vec<String> = equated(join_condition(&join.join_operator), called);
            if inner && !columns.is_empty() {
                let joined = QueryColumns { table: table.value.clone(), columns };
                self.mark(QueryMark::DistinctOverJoin { kept: kept_columns.clone(), joined });
            }
        }
    }

    pub(super) fn mark_set(&mut self, body: &SetExpr) {
        let SetExpr::SetOperation { op, set_quantifier, left, right } = body else { return };
        if *set_quantifier == SetQuantifier::All {
            self.mark(QueryMark::UnionAll);
        }
        let by_name = matches!(
            set_quantifier,
            SetQuantifier::ByName | SetQuantifier::AllByName | SetQuantifier::DistinctByName
        );
        if let Some((one, other)) = width(left).zip(width(right))
            && one != other
            && !by_name
        {
            self.mark(QueryMark::UnevenColumns { one, other });
        }
        let single = *op == SetOperator::Union
            && matches!(set_quantifier, SetQuantifier::None | SetQuantifier::Distinct);
        let (Some(left), Some(right)) = (last_select(left), last_select(right)) else { return };
        let differ = left.projection.iter().zip(&right.projection).any(|(one, other)| {
            let constant = |item| expression(item).and_then(constant);
            constant(one).zip(constant(other)).is_some_and(|(one, other)| one != other)
        });
        if single && differ {
            self.mark(QueryMark::UnionOfDisjoint);
        }
    }
}

fn expression(item: &SelectItem) -> Option<&Expr> {
    match item {
        SelectItem::UnnamedExpr(value) | SelectItem::ExprWithAlias { expr: value, .. } => Some(value),
        _ => None,
    }
}

/// Whether two expressions are the same; only those of few parts are compared.
fn alike(one: &Expr, other: &Expr) -> bool {
    let plain = |value: &Expr| parts(value).is_some() || matches!(value, Expr::Value(_));
    let small = |value: &Expr| match value {
        Expr::Function(function) => match &function.args {
            FunctionArguments::List(list) => {
                function.over.is_none() && list.args.iter().all(|own| argument(own).is_some_and(plain))
            }
            _ => false,
        },
        Expr::Cast { expr, .. } | Expr::Extract { expr, .. } => plain(expr),
        Expr::BinaryOp { left, right, .. } => plain(left) && plain(right),
        other => plain(other),
    };
    small(one) && small(other) && equal(one, other)
}

/// Whether they are equal; names without regard to case.
fn equal(one: &Expr, other: &Expr) -> bool {
    match (parts(one), parts(other)) {
        (Some((a, one)), Some((b, other))) => {
            one.eq_ignore_ascii_case(other) && a.zip(b).is_none_or(|(a, b)| a.eq_ignore_ascii_case(b))
        }
        // As texts: comparing trees is compiled for every kind of statement that an expression may hold.
        (None, None) => one.to_string() == other.to_string(),
        _ => false,
    }
}

/// Whether a key is the name that the statement gives to a result.
fn names(item: &SelectItem, key: &Expr) -> bool {
    matches!((item, key), (SelectItem::ExprWithAlias { alias, .. }, Expr::Identifier(name)) if alias.value.eq_ignore_ascii_case(&name.value))
}

fn is_number(key: &Expr) -> bool {
    matches!(key, Expr::Value(value) if matches!(value.value, Value::Number(..)))
}

/// What a key of `GROUP BY` stands for: a result by its number or its name, or an expression of its own.
fn grouped<'a>(key: &'a Expr, select: &'a Select) -> Option<&'a Expr> {
    if let Expr::Value(value) = key
        && let Value::Number(number, _) = &value.value
    {
        let at = number.parse::<usize>().ok()?.checked_sub(1)?;
        return select.projection.get(at).and_then(expression);
    }
    let named = select.projection.iter().find(|item| names(item, key)).and_then(expression);
    Some(named.unwrap_or(key))
}

/// A condition over nothing but what the rows are grouped by.
fn is_plain(having: &Expr, by: &[&Expr]) -> bool {
    let own = |side: &Expr| by.iter().any(|key| alike(key, side));
    let fixed = |side: &Expr| constant(side).is_some();
    let all = conjuncts(Some(having));
    !all.is_empty()
        && all.into_iter().all(|condition| match condition {
            Expr::BinaryOp { left, right, .. } => (own(left) && fixed(right)) || (fixed(left) && own(right)),
            Expr::IsNull(side) | Expr::IsNotNull(side) => own(side),
            Expr::InList { expr, list, .. } => own(expr) && list.iter().all(fixed),
            _ => false,
        })
}

fn constant(expression: &Expr) -> Option<&Value> {
    match expression {
        Expr::Value(value) if matches!(value.value, Value::Number(..) | Value::SingleQuotedString(_)) => {
            Some(&value.value)
        }
        _ => None,
    }
}

/// The one relation that every result comes from, and its columns; none of them where all are shown.
fn shown_relation(select: &Select) -> Option<(&str, Vec<String>)> {
    let mut shown: Option<&str> = None;
    let mut columns = Vec::new();
    let mut all = false;
    for item in &select.projection {
        let relation = match item {
            SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(name), _) => {
                all = true;
                &name.0.last()?.as_ident()?.value
            }
            item => {
                let (relation, column) = parts(expression(item)?)?;
                columns.push(column.to_owned());
                relation?
            }
        };
        if shown.is_some_and(|own| !own.eq_ignore_ascii_case(relation)) {
            return None;
        }
        shown = Some(relation);
    }
    shown.map(|relation| (relation, if all { Vec::new() } else { columns }))
}

/// The columns of a relation that a condition holds equal to something.
pub(super) fn equated(condition: Option<&Expr>, called: &str) -> Vec<String> {
    let own = |side: &Expr| match parts(side) {
        Some((Some(relation), column)) if relation.eq_ignore_ascii_case(called) => Some(column.to_owned()),
        _ => None,
    };
    let equal = conjuncts(condition).into_iter().filter_map(|condition| match condition {
        Expr::BinaryOp { left, op: sqlparser::ast::BinaryOperator::Eq, right } => {
            own(left).or_else(|| own(right))
        }
        _ => None,
    });
    equal.collect()
}

/// How many columns a side gives, where it names them.
pub(super) fn width(body: &SetExpr) -> Option<usize> {
    match body {
        SetExpr::Select(select) => {
            select.projection.iter().all(|item| expression(item).is_some()).then_some(select.projection.len())
        }
        SetExpr::Query(rows) => match &*rows.body {
            SetExpr::Select(_) => width(&rows.body),
            _ => None,
        },
        SetExpr::SetOperation { .. } => last_select(body).and_then(|select| {
            select.projection.iter().all(|item| expression(item).is_some()).then_some(select.projection.len())
        }),
        _ => None,
    }
}

fn last_select(body: &SetExpr) -> Option<&Select> {
    let mut body = body;
    loop {
        match body {
            SetExpr::Select(select) => return Some(select),
            SetExpr::SetOperation { right, .. } => body = right,
            SetExpr::Query(rows) => body = &rows.body,
            _ => return None,
        }
    }
}
