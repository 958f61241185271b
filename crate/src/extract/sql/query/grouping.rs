//! What a `SELECT` gathers: groups, `HAVING`, `DISTINCT`, `UNION`.

use super::ast::{
    Body, Distinct, Expr, Item, JoinKind, Operator, Over, Relation, Select, SetOperation, Value,
};
use super::bounds::aggregates;
use super::marks::{conjuncts, parts};
use super::walk::Walk;
use crate::facts::{QueryColumn, QueryColumns, QueryMark};

/// Columns that one statement is told of.
const MOST: usize = 30;

impl Walk<'_, '_> {
    pub(super) fn mark_groups(&mut self, select: &Select<'_>, scope: usize) {
        let by = &select.group;
        // `ALL`, sets of keys: what the rows are grouped by does not stand there.
        if by.iter().any(|key| matches!(key, Expr::Value(Value::Other))) {
            return;
        }
        let plain = by.iter().filter_map(|key| grouped(key, select)).collect::<Vec<_>>();
        if !by.is_empty() || select.projection.iter().filter_map(Item::value).any(aggregates) {
            self.mark_ungrouped(select, &plain, scope);
        }
        if by.is_empty() {
            return;
        }
        let shown = |key: &Expr<'_>| {
            is_number(key)
                || select
                    .projection
                    .iter()
                    .any(|item| item.value().is_some_and(|own| alike(own, key)) || names(item, key))
        };
        if select.distinct == Distinct::Rows && by.iter().all(shown) {
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
    fn mark_ungrouped(&mut self, select: &Select<'_>, by: &[&Expr<'_>], scope: usize) {
        let mut columns = Vec::new();
        for item in select.projection.iter().take(MOST) {
            match item {
                Item::Wildcard => {
                    columns.push(QueryColumn { table: self.only_table(scope), column: "*".to_owned() });
                }
                Item::Qualified(name) => {
                    let table = name.last().and_then(|name| self.table_called(&name.value, scope));
                    columns.push(QueryColumn { table, column: "*".to_owned() });
                }
                Item::Value(value, _) => {
                    let column = Some(value).filter(|own| !by.iter().any(|key| alike(key, own)));
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
    pub(super) fn mark_distinct(&mut self, select: &Select<'_>, scope: usize) {
        let plain = select.distinct == Distinct::Rows && select.group.is_empty();
        let [from] = select.from.as_slice() else { return };
        if !plain || from.joins.is_empty() {
            return;
        }
        let Some((kept, columns)) = shown_relation(select) else { return };
        let Some(table) = self.table_called(kept, scope) else { return };
        let kept_columns = QueryColumns { table, columns };
        for join in &from.joins {
            let Relation::Table { name, alias } = &join.relation else { return };
            let Some(table) = name.last() else { return };
            let called = alias.as_ref().unwrap_or(table);
            if called.is(kept) {
                return;
            }
            let columns: Vec<String> = equated(join.condition(), &called.value);
            if matches!(join.kind, JoinKind::Inner | JoinKind::Left) && !columns.is_empty() {
                let joined = QueryColumns { table: table.value.to_string(), columns };
                self.mark(QueryMark::DistinctOverJoin { kept: kept_columns.clone(), joined });
            }
        }
    }

    pub(super) fn mark_set(&mut self, set: &SetOperation<'_>) {
        if set.all && !set.by_name {
            self.mark(QueryMark::UnionAll);
        }
        if let Some((one, other)) = width(&set.left).zip(width(&set.right))
            && one != other
            && !set.by_name
        {
            self.mark(QueryMark::UnevenColumns { one, other });
        }
        let (Some(left), Some(right)) = (last_select(&set.left), last_select(&set.right)) else { return };
        let differ = left.projection.iter().zip(&right.projection).any(|(one, other)| {
            let constants = one.value().and_then(constant).zip(other.value().and_then(constant));
            constants.is_some_and(|(one, other)| one != other)
        });
        if set.union && !set.all && !set.by_name && differ {
            self.mark(QueryMark::UnionOfDisjoint);
        }
    }
}

/// Whether two expressions are the same, names without regard to case; only those of few parts are compared.
fn alike(one: &Expr<'_>, other: &Expr<'_>) -> bool {
    match (one, other) {
        (Expr::Call(one), Expr::Call(other)) => {
            let named =
                one.name.last().zip(other.name.last()).is_some_and(|(one, other)| one.is(&other.value));
            let plain = matches!((&one.over, &other.over), (Over::None, Over::None));
            named && plain && one.arguments.len() == other.arguments.len() && {
                let mut pairs = one.arguments.iter().zip(&other.arguments);
                pairs.all(|(one, other)| equal(one, other))
            }
        }
        (Expr::Cast { value: one, type_: a }, Expr::Cast { value: other, type_: b }) => {
            a.eq_ignore_ascii_case(b) && equal(one, other)
        }
        (Expr::Extract(one), Expr::Extract(other)) => equal(one, other),
        (
            Expr::Binary { left: a, operator: one, right: b },
            Expr::Binary { left: c, operator: other, right: d },
        ) => one == other && *one != Operator::Other && equal(a, c) && equal(b, d),
        (one, other) => equal(one, other),
    }
}

/// Whether two columns or two values are the same.
fn equal(one: &Expr<'_>, other: &Expr<'_>) -> bool {
    if let (Expr::Value(one), Expr::Value(other)) = (one, other) {
        return one == other && *one != Value::Other;
    }
    parts(one).zip(parts(other)).is_some_and(|((a, one), (b, other))| {
        one.eq_ignore_ascii_case(other) && a.zip(b).is_none_or(|(a, b)| a.eq_ignore_ascii_case(b))
    })
}

/// Whether a key is the name that the statement gives to a result.
fn names(item: &Item<'_>, key: &Expr<'_>) -> bool {
    matches!((item.alias(), key), (Some(alias), Expr::Name(name)) if alias.is(&name.value))
}

fn is_number(key: &Expr<'_>) -> bool {
    matches!(key, Expr::Value(Value::Number(_)))
}

/// What a key of `GROUP BY` stands for: a result by its number or its name, or an expression of its own.
fn grouped<'s>(key: &'s Expr<'s>, select: &'s Select<'s>) -> Option<&'s Expr<'s>> {
    if let Expr::Value(Value::Number(number)) = key {
        let at = number.parse::<usize>().ok()?.checked_sub(1)?;
        return select.projection.get(at).and_then(Item::value);
    }
    let named = select.projection.iter().find(|item| names(item, key)).and_then(Item::value);
    Some(named.unwrap_or(key))
}

/// A condition over nothing but what the rows are grouped by.
fn is_plain(having: &Expr<'_>, by: &[&Expr<'_>]) -> bool {
    let own = |side: &Expr<'_>| by.iter().any(|key| alike(key, side));
    let fixed = |side: &Expr<'_>| constant(side).is_some();
    let all = conjuncts(Some(having));
    !all.is_empty()
        && all.into_iter().all(|condition| match condition {
            Expr::Binary { left, right, .. } => (own(left) && fixed(right)) || (fixed(left) && own(right)),
            Expr::IsNull { value, .. } => own(value),
            Expr::InList { value, list, .. } => own(value) && list.iter().all(fixed),
            _ => false,
        })
}

fn constant<'e>(expression: &'e Expr<'_>) -> Option<&'e Value<'e>> {
    match expression {
        Expr::Value(value @ (Value::Number(_) | Value::Text(_))) => Some(value),
        _ => None,
    }
}

/// The one relation that every result comes from, and its columns; none of them where all are shown.
fn shown_relation<'s>(select: &'s Select<'_>) -> Option<(&'s str, Vec<String>)> {
    let mut shown: Option<&str> = None;
    let mut columns = Vec::new();
    let mut all = false;
    for item in &select.projection {
        let relation = match item {
            Item::Qualified(name) => {
                all = true;
                &*name.last()?.value
            }
            item => {
                let (relation, column) = parts(item.value()?)?;
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
pub(super) fn equated(condition: Option<&Expr<'_>>, called: &str) -> Vec<String> {
    let own = |side: &Expr<'_>| match parts(side) {
        Some((Some(relation), column)) if relation.eq_ignore_ascii_case(called) => Some(column.to_owned()),
        _ => None,
    };
    let equal = conjuncts(condition).into_iter().filter_map(|condition| match condition {
        Expr::Binary { left, operator: Operator::Eq, right } => own(left).or_else(|| own(right)),
        _ => None,
    });
    equal.collect()
}

/// How many columns a side gives, where it names them.
pub(super) fn width(body: &Body<'_>) -> Option<usize> {
    let named = |select: &Select<'_>| {
        select.projection.iter().all(|item| item.value().is_some()).then_some(select.projection.len())
    };
    match body {
        Body::Rows(rows) if !matches!(rows.body, Body::Select(_)) => None,
        body => last_select(body).and_then(named),
    }
}

fn last_select<'b>(body: &'b Body<'b>) -> Option<&'b Select<'b>> {
    let mut body = body;
    loop {
        match body {
            Body::Select(select) => return Some(select),
            Body::Set(set) => body = &set.right,
            Body::Rows(rows) => body = &rows.body,
            _ => return None,
        }
    }
}
