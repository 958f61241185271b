//! What of a parsed statement goes wrong whatever its tables hold: comparisons with null, tables that nothing
//! joins, columns behind a function.

use sqlparser::ast::{
    BinaryOperator, Expr, Ident, Query as Rows, Select, SelectItem, SetExpr, TableFactor, TableWithJoins,
    Value,
};

use super::bounds::argument;
use super::parse::HOLE;
use super::walk::Walk;
use crate::facts::{QueryColumn, QueryMark};

/// More than one statement is told of.
const MOST: usize = 50;

impl<'a> Walk<'a, '_> {
    pub(super) fn mark(&mut self, mark: QueryMark) {
        if self.query.marks.len() < MOST && !self.query.marks.contains(&mark) {
            self.query.marks.push(mark);
        }
    }

    /// The two sides of a comparison.
    pub(super) fn mark_comparison(&mut self, left: &'a Expr, right: &'a Expr, scope: usize) {
        if is_null(left) || is_null(right) {
            self.mark(QueryMark::ComparedWithNull);
        }
        for (side, other) in [(left, right), (right, left)] {
            self.mark_wrapped(side, scope);
            self.mark_value(side, other, scope);
        }
    }

    fn mark_wrapped(&mut self, side: &'a Expr, scope: usize) {
        let Some((inner, function)) = wrapped(side) else { return };
        if let Some(QueryColumn { table: Some(table), column }) = self.column(inner, scope) {
            self.mark(QueryMark::Wrapped { table, column, function });
        }
    }

    /// `name LIKE '%son'`
    pub(super) fn mark_like(&mut self, text: &'a Expr, pattern: &Expr, scope: usize) {
        let inner = wrapped(text).map_or(text, |(inner, _)| inner);
        if !begins_open(pattern) {
            return;
        }
        if let Some(QueryColumn { table: Some(table), column }) = self.column(inner, scope) {
            self.mark(QueryMark::OpenPattern { table, column });
        }
    }

    /// `NOT IN (SELECT column FROM table)`
    pub(super) fn mark_exclusion(&mut self, rows: &Rows) {
        let SetExpr::Select(select) = &*rows.body else { return };
        let [SelectItem::UnnamedExpr(item)] = select.projection.as_slice() else { return };
        let Some((relation, column)) = parts(item) else { return };
        let tables = plain_tables(&select.from);
        let table = match relation {
            Some(relation) => tables.iter().find(|(called, _)| called.eq_ignore_ascii_case(relation)),
            None if tables.len() == 1 => tables.first(),
            None => None,
        };
        let Some((_, table)) = table else { return };
        let kept =
            conjuncts(select.selection.as_ref()).iter().any(|condition| excludes_null(condition, column));
        if !kept {
            self.mark(QueryMark::NotIn { table: table.clone(), column: column.to_owned() });
        }
    }

    pub(super) fn mark_select(&mut self, select: &Select) {
        self.mark_unjoined(select);
        for item in &select.projection {
            if let SelectItem::UnnamedExpr(value) | SelectItem::ExprWithAlias { expr: value, .. } = item {
                self.mark_correlated(value);
            }
        }
    }

    /// Tables between commas that no condition relates.
    fn mark_unjoined(&mut self, select: &Select) {
        let tables = plain_tables(&select.from);
        let plain =
            tables.len() == select.from.len() && select.from.iter().all(|entry| entry.joins.is_empty());
        if plain {
            self.mark_apart(&tables, select.selection.as_ref());
        }
    }

    /// Two of the tables that no condition relates.
    pub(super) fn mark_apart(&mut self, tables: &[(String, String)], condition: Option<&Expr>) {
        if !(2..=12).contains(&tables.len()) {
            return;
        }
        let mut groups: Vec<usize> = (0..tables.len()).collect();
        for condition in conjuncts(condition) {
            let Some(related) = related(condition, tables) else { return };
            let [one, other] = related;
            let (from, to) = (groups.get(one).copied(), groups.get(other).copied());
            groups
                .iter_mut()
                .filter(|group| Some(**group) == from)
                .for_each(|group| *group = to.unwrap_or_default());
        }
        let first = groups.first().copied();
        let apart = groups.iter().zip(tables).find(|(group, _)| Some(**group) != first);
        if let (Some((_, (_, other))), Some((_, table))) = (apart, tables.first()) {
            self.mark(QueryMark::Unjoined { table: table.clone(), other: other.clone() });
        }
    }

    /// `SELECT (SELECT ... WHERE inner.x = outer.y)`
    fn mark_correlated(&mut self, item: &Expr) {
        let Expr::Subquery(rows) = item else { return };
        let SetExpr::Select(select) = &*rows.body else { return };
        let tables = plain_tables(&select.from);
        let Some((_, table)) = tables.first() else { return };
        let outer = |side: &Expr| matches!(parts(side), Some((Some(relation), _)) if !tables.iter().any(|(called, _)| called.eq_ignore_ascii_case(relation)));
        let correlated = conjuncts(select.selection.as_ref()).iter().any(|condition| {
            matches!(condition, Expr::BinaryOp { left, right, .. } if outer(left) || outer(right))
        });
        if correlated {
            self.mark(QueryMark::PerRow { table: table.clone() });
        }
    }

    pub(super) fn mark_order(&mut self, key: &Expr) {
        let Expr::Function(function) = key else { return };
        let name = function.name.0.last().and_then(|part| part.as_ident());
        let random = ["random", "rand", "newid"];
        if name.is_some_and(|name| random.iter().any(|own| name.value.eq_ignore_ascii_case(own))) {
            self.mark(QueryMark::RandomOrder);
        }
    }

    pub(super) fn column(&self, expression: &Expr, scope: usize) -> Option<QueryColumn> {
        let (relation, column) = parts(expression)?;
        let table = match relation {
            Some(relation) => self.table_called(relation, scope),
            None => self.only_table(scope),
        };
        Some(QueryColumn { table, column: column.to_owned() })
    }
}

/// The relation and the name of a column.
pub(super) fn parts(expression: &Expr) -> Option<(Option<&str>, &str)> {
    let is_column = |name: &Ident| name.value != HOLE && name.quote_style != Some('\'');
    match expression {
        Expr::Identifier(name) if is_column(name) => Some((None, &name.value)),
        Expr::CompoundIdentifier(names) => match names.as_slice() {
            [.., relation, column] if is_column(column) => Some((Some(&relation.value), &column.value)),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn is_null(expression: &Expr) -> bool {
    matches!(expression, Expr::Value(value) if matches!(value.value, Value::Null))
}

pub(super) fn literal(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(text) | Value::NationalStringLiteral(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The column within a function, a cast or a sum, and what it stands in.
pub(super) fn wrapped(expression: &Expr) -> Option<(&Expr, String)> {
    match expression {
        Expr::Function(function) => {
            let name = function.name.0.last()?.as_ident()?.value.clone();
            let sqlparser::ast::FunctionArguments::List(list) = &function.args else { return None };
            let column = list.args.iter().filter_map(argument).find(|argument| parts(argument).is_some())?;
            let others = list.args.iter().filter_map(argument).filter(|argument| parts(argument).is_some());
            (others.count() == 1).then_some((column, name))
        }
        Expr::Cast { expr, data_type, .. } => {
            parts(expr).is_some().then(|| (&**expr, format!("cast to {data_type}").to_lowercase()))
        }
        Expr::Extract { expr, .. } => parts(expr).is_some().then(|| (&**expr, "extract".to_owned())),
        Expr::BinaryOp { left, op, right } => {
            let sum = matches!(
                op,
                BinaryOperator::Plus
                    | BinaryOperator::Minus
                    | BinaryOperator::Multiply
                    | BinaryOperator::Divide
            );
            let constant = matches!(**right, Expr::Value(_));
            (sum && constant && parts(left).is_some()).then(|| (&**left, op.to_string()))
        }
        _ => None,
    }
}

/// A pattern whose beginning is open: `'%son'`, `'%' || name`, `concat('%', name)`.
fn begins_open(pattern: &Expr) -> bool {
    let open = |text: &str| text.starts_with('%') && text.len() > 1 || text == "%";
    match pattern {
        Expr::BinaryOp { left, op: BinaryOperator::StringConcat | BinaryOperator::Plus, .. } => {
            let mut first = &**left;
            while let Expr::BinaryOp { left, .. } = first {
                first = left;
            }
            literal(first).is_some_and(open)
        }
        Expr::Function(function) => match &function.args {
            sqlparser::ast::FunctionArguments::List(list) => {
                list.args.iter().find_map(argument).and_then(literal).is_some_and(open)
            }
            _ => false,
        },
        other => literal(other).is_some_and(|text| open(text) && text != "%"),
    }
}

/// What the statement calls its tables, and which they are; those that are no plain tables are left out.
pub(super) fn plain_tables(from: &[TableWithJoins]) -> Vec<(String, String)> {
    let tables = from.iter().filter_map(|entry| match &entry.relation {
        TableFactor::Table { name, alias, args: None, .. } => {
            let table = name.0.last()?.as_ident()?.value.clone();
            let called = alias.as_ref().map_or_else(|| table.clone(), |alias| alias.name.value.clone());
            Some((called, table))
        }
        _ => None,
    });
    tables.collect()
}

/// The conditions that all must hold.
pub(super) fn conjuncts(condition: Option<&Expr>) -> Vec<&Expr> {
    let mut open: Vec<&Expr> = condition.into_iter().collect();
    let mut found = Vec::new();
    while let Some(condition) = open.pop() {
        match condition {
            Expr::BinaryOp { left, op: BinaryOperator::And, right } => open.extend([&**left, &**right]),
            Expr::Nested(inner) => open.push(inner),
            other => found.push(other),
        }
    }
    found
}

/// A null in the column does not get past the condition.
fn excludes_null(condition: &Expr, column: &str) -> bool {
    let own = |side: &Expr| matches!(parts(side), Some((_, name)) if name.eq_ignore_ascii_case(column));
    match condition {
        Expr::IsNotNull(inner)
        | Expr::InList { expr: inner, negated: false, .. }
        | Expr::Between { expr: inner, .. } => own(inner),
        Expr::BinaryOp { left, right, .. } => own(left) || own(right),
        _ => false,
    }
}

/// The numbers of the tables that a condition speaks of, twice the same for one; `None` where that is not clear.
fn related(condition: &Expr, tables: &[(String, String)]) -> Option<[usize; 2]> {
    let number = |side: &Expr| {
        let (relation, _) = parts(side)?;
        tables.iter().position(|(called, _)| relation.is_some_and(|name| called.eq_ignore_ascii_case(name)))
    };
    let fixed = |side: &Expr| {
        matches!(side, Expr::Value(_)) || matches!(side, Expr::Identifier(name) if name.value == HOLE)
    };
    match condition {
        Expr::BinaryOp { left, right, .. } => match (number(left), number(right)) {
            (Some(one), Some(other)) => Some([one, other]),
            (Some(one), None) if fixed(right) => Some([one, one]),
            (None, Some(one)) if fixed(left) => Some([one, one]),
            _ => None,
        },
        Expr::IsNull(side) | Expr::IsNotNull(side) | Expr::InList { expr: side, .. } => {
            number(side).map(|one| [one, one])
        }
        _ => None,
    }
}
