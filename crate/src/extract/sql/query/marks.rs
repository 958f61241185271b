//! What of a parsed statement goes wrong whatever its tables hold: comparisons with null, tables that nothing
//! joins, columns behind a function.

use super::ast::{Body, Expr, Item, Joined, Name, Operator, Rows, Select, Value};
use super::parser::HOLE;
use super::relations::name_of;
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
    pub(super) fn mark_comparison(&mut self, left: &'a Expr<'a>, right: &'a Expr<'a>, scope: usize) {
        if is_null(left) || is_null(right) {
            self.mark(QueryMark::ComparedWithNull);
        }
        for (side, other) in [(left, right), (right, left)] {
            self.mark_wrapped(side, scope);
            self.mark_value(side, other, scope);
        }
    }

    fn mark_wrapped(&mut self, side: &'a Expr<'a>, scope: usize) {
        let Some((inner, function)) = wrapped(side) else { return };
        if let Some(QueryColumn { table: Some(table), column }) = self.column(inner, scope) {
            self.mark(QueryMark::Wrapped { table, column, function });
        }
    }

    /// `name LIKE '%son'`
    pub(super) fn mark_like(&mut self, text: &'a Expr<'a>, pattern: &Expr<'_>, scope: usize) {
        let inner = wrapped(text).map_or(text, |(inner, _)| inner);
        if !begins_open(pattern) {
            return;
        }
        if let Some(QueryColumn { table: Some(table), column }) = self.column(inner, scope) {
            self.mark(QueryMark::OpenPattern { table, column });
        }
    }

    /// `NOT IN (SELECT column FROM table)`
    pub(super) fn mark_exclusion(&mut self, rows: &Rows<'_>) {
        let Body::Select(select) = &rows.body else { return };
        let [Item::Value(item, None)] = select.projection.as_slice() else { return };
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

    pub(super) fn mark_select(&mut self, select: &Select<'_>) {
        self.mark_unjoined(select);
        for value in select.projection.iter().filter_map(Item::value) {
            self.mark_correlated(value);
        }
    }

    /// Tables between commas that no condition relates.
    fn mark_unjoined(&mut self, select: &Select<'_>) {
        let tables = plain_tables(&select.from);
        let plain =
            tables.len() == select.from.len() && select.from.iter().all(|entry| entry.joins.is_empty());
        if plain {
            self.mark_apart(&tables, select.selection.as_ref());
        }
    }

    /// Two of the tables that no condition relates.
    pub(super) fn mark_apart(&mut self, tables: &[(String, String)], condition: Option<&Expr<'_>>) {
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
    fn mark_correlated(&mut self, item: &Expr<'_>) {
        let Expr::Rows(rows) = item else { return };
        let Body::Select(select) = &rows.body else { return };
        let tables = plain_tables(&select.from);
        let Some((_, table)) = tables.first() else { return };
        let outer = |side: &Expr<'_>| matches!(parts(side), Some((Some(relation), _)) if !tables.iter().any(|(called, _)| called.eq_ignore_ascii_case(relation)));
        let correlated = conjuncts(select.selection.as_ref()).iter().any(
            |condition| matches!(condition, Expr::Binary { left, right, .. } if outer(left) || outer(right)),
        );
        if correlated {
            self.mark(QueryMark::PerRow { table: table.clone() });
        }
    }

    pub(super) fn mark_order(&mut self, key: &Expr<'_>) {
        if matches!(key, Expr::Call(call) if call.is(&["random", "rand", "newid"])) {
            self.mark(QueryMark::RandomOrder);
        }
    }

    pub(super) fn column(&self, expression: &Expr<'_>, scope: usize) -> Option<QueryColumn> {
        let (relation, column) = parts(expression)?;
        let table = match relation {
            Some(relation) => self.table_called(relation, scope),
            None => self.only_table(scope),
        };
        Some(QueryColumn { table, column: column.to_owned() })
    }
}

/// The relation and the name of a column.
pub(super) fn parts<'e>(expression: &'e Expr<'_>) -> Option<(Option<&'e str>, &'e str)> {
    let is_column = |name: &Name<'_>| name.value != HOLE && name.quote != Some('\'');
    match expression {
        Expr::Name(name) if is_column(name) => Some((None, &name.value)),
        Expr::Names(names) => match names.as_slice() {
            [.., relation, column] if is_column(column) => Some((Some(&relation.value), &column.value)),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn is_null(expression: &Expr<'_>) -> bool {
    matches!(expression, Expr::Value(Value::Null))
}

pub(super) fn literal<'e>(expression: &'e Expr<'_>) -> Option<&'e str> {
    match expression {
        Expr::Value(Value::Text(text) | Value::National(text)) => Some(text),
        _ => None,
    }
}

/// The column within a function, a cast or a sum, and what it stands in.
pub(super) fn wrapped<'e>(expression: &'e Expr<'e>) -> Option<(&'e Expr<'e>, String)> {
    match expression {
        Expr::Call(call) => {
            let name = call.name.last()?.value.to_string();
            let mut columns = call.arguments.iter().filter(|argument| parts(argument).is_some());
            let column = columns.next()?;
            columns.next().is_none().then_some((column, name))
        }
        Expr::Cast { value, type_ } => {
            parts(value).is_some().then(|| (&**value, format!("cast to {type_}").to_lowercase()))
        }
        Expr::Extract(value) => parts(value).is_some().then(|| (&**value, "extract".to_owned())),
        Expr::Binary { left, operator, right } => {
            let sign = operator.arithmetic()?;
            let constant = matches!(**right, Expr::Value(_));
            (constant && parts(left).is_some()).then(|| (&**left, sign.to_owned()))
        }
        _ => None,
    }
}

/// A pattern whose beginning is open: `'%son'`, `'%' || name`, `concat('%', name)`.
fn begins_open(pattern: &Expr<'_>) -> bool {
    let open = |text: &str| text.starts_with('%') && text.len() > 1 || text == "%";
    match pattern {
        Expr::Binary { left, operator: Operator::Concat | Operator::Plus, .. } => {
            let mut first = &**left;
            while let Expr::Binary { left, .. } = first {
                first = left;
            }
            literal(first).is_some_and(open)
        }
        Expr::Call(call) => call.arguments.first().and_then(literal).is_some_and(open),
        other => literal(other).is_some_and(|text| open(text) && text != "%"),
    }
}

/// What the statement calls its tables, and which they are; those that are no plain tables are left out.
pub(super) fn plain_tables(from: &[Joined<'_>]) -> Vec<(String, String)> {
    let named = from.iter().filter_map(|entry| name_of(&entry.relation));
    named.map(|(called, table)| (called.to_owned(), table.to_owned())).collect()
}

/// The conditions that all must hold.
pub(super) fn conjuncts<'e>(condition: Option<&'e Expr<'e>>) -> Vec<&'e Expr<'e>> {
    let mut open: Vec<&Expr<'_>> = condition.into_iter().collect();
    let mut found = Vec::new();
    while let Some(condition) = open.pop() {
        match condition {
            Expr::Binary { left, operator: Operator::And, right } => open.extend([&**left, &**right]),
            Expr::Nested(inner) => open.push(inner),
            other => found.push(other),
        }
    }
    found
}

/// A null in the column does not get past the condition.
fn excludes_null(condition: &Expr<'_>, column: &str) -> bool {
    let own = |side: &Expr<'_>| matches!(parts(side), Some((_, name)) if name.eq_ignore_ascii_case(column));
    match condition {
        Expr::IsNull { value, negated: true }
        | Expr::InList { value, negated: false, .. }
        | Expr::Between { value, .. } => own(value),
        Expr::Binary { left, right, .. } => own(left) || own(right),
        _ => false,
    }
}

/// The numbers of the tables that a condition speaks of, twice the same for one; `None` where that is not clear.
fn related(condition: &Expr<'_>, tables: &[(String, String)]) -> Option<[usize; 2]> {
    let number = |side: &Expr<'_>| {
        let (relation, _) = parts(side)?;
        tables.iter().position(|(called, _)| relation.is_some_and(|name| called.eq_ignore_ascii_case(name)))
    };
    let fixed = |side: &Expr<'_>| {
        matches!(side, Expr::Value(_)) || matches!(side, Expr::Name(name) if name.value == HOLE)
    };
    match condition {
        Expr::Binary { left, right, .. } => match (number(left), number(right)) {
            (Some(one), Some(other)) => Some([one, other]),
            (Some(one), None) if fixed(right) => Some([one, one]),
            (None, Some(one)) if fixed(left) => Some([one, one]),
            _ => None,
        },
        Expr::IsNull { value, .. } | Expr::InList { value, .. } => number(value).map(|one| [one, one]),
        _ => None,
    }
}
