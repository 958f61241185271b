//! What goes wrong where rows are written.

use super::ast::{
    Assignment, Body, Delete, Expr, Insert, Joined, Name, Names, Operator, Relation, Select, Update, Value,
};
use super::grouping::{equated, width};
use super::marks::{conjuncts, parts, plain_tables};
use super::parser::HOLE;
use super::relations::name_of;
use super::walk::Walk;
use crate::collections::Sort;
use crate::facts::{QueryColumns, QueryMark};

/// A table has no more columns.
const MOST_WRITTEN: usize = 200;

impl Walk<'_, '_> {
    pub(super) fn mark_insert(&mut self, insert: &Insert<'_>) {
        if let Some(table) = insert.table.last() {
            self.mark_written(table, insert.columns.iter());
        }
        let Some(source) = &insert.source else { return };
        let columns = insert.columns.len();
        if columns > 0
            && let Some(other) = width(&source.body)
            && other != columns
        {
            self.mark(QueryMark::UnevenColumns { one: columns, other });
        }
        let Some(table) = insert.table.last() else { return };
        let Body::Select(select) = &source.body else { return };
        if insert.conflict {
            return;
        }
        for condition in conjuncts(select.selection.as_ref()) {
            let Expr::Not(inner) = condition else { continue };
            let Expr::Exists(rows) = &**inner else { continue };
            let Body::Select(inner) = &rows.body else { continue };
            if let Some(columns) = found_by(inner, &table.value) {
                let table = table.value.to_string();
                self.mark(QueryMark::InsertedUnlessFound(QueryColumns { table, columns }));
            }
        }
    }

    pub(super) fn mark_update(&mut self, update: &Update<'_>) {
        self.mark_assignments(&update.assignments);
        // Beside other tables the name may be what the statement calls one of them.
        if let Relation::Table { name, .. } = &update.table.relation
            && let Some(table) = name.last()
            && update.from.is_empty()
            && update.table.joins.is_empty()
        {
            self.mark_written(table, update.assignments.iter().map(|own| &own.target));
        }
        if update.limit.is_some() && !update.ordered {
            self.mark(QueryMark::PartialWrite);
        }
        let joined = update.from.as_slice();
        let target = name_of(&update.table.relation);
        if update.table.joins.is_empty() {
            self.mark_source(target, joined, update.selection.as_ref());
        }
        // One table beside the one that is updated: of several it is not clear which one leads to which.
        let (relation, condition) = match (update.table.joins.as_slice(), joined) {
            ([join], []) => (&join.relation, join.condition()),
            ([], [only]) if only.joins.is_empty() => (&only.relation, update.selection.as_ref()),
            _ => return,
        };
        let Some((called, table)) = name_of(relation) else { return };
        if target
            .is_none_or(|(own, name)| own.eq_ignore_ascii_case(called) || name.eq_ignore_ascii_case(table))
        {
            return;
        }
        let mut columns = equated(condition, called);
        columns.extend(equated(update.selection.as_ref(), called));
        columns.order();
        columns.dedup();
        let read = update.assignments.iter().any(|own| reads(&own.value, called));
        if !columns.is_empty() && read {
            self.mark(QueryMark::UpdatedFrom(QueryColumns { table: table.to_owned(), columns }));
        }
    }

    /// Columns with a name before theirs may be parts of a value.
    fn mark_written<'n>(&mut self, table: &Name<'_>, names: impl Iterator<Item = &'n Names<'n>>) {
        let plain = names.filter_map(|names| match names.as_slice() {
            [name] if name.value != HOLE => Some(name.value.to_string()),
            _ => None,
        });
        let columns: Vec<String> = plain.take(MOST_WRITTEN).collect();
        if !columns.is_empty() && table.value != HOLE {
            self.mark(QueryMark::Written(QueryColumns { table: table.value.to_string(), columns }));
        }
    }

    fn mark_assignments(&mut self, assignments: &[Assignment<'_>]) {
        let mut assigned: Vec<&str> = Vec::new();
        for assignment in assignments {
            // Variables of the program may stand among the columns.
            let [name] = assignment.target.as_slice() else { continue };
            let column = &*name.value;
            if column == HOLE {
                continue;
            }
            if assigned.iter().take(200).any(|own| own.eq_ignore_ascii_case(column)) {
                self.mark(QueryMark::AssignedTwice { column: column.to_owned() });
            }
            assigned.push(column);
            if let Expr::Binary { left, operator: Operator::And, right } = &assignment.value
                && is_value(left)
                && matches!(&**right, Expr::Binary { left, operator: Operator::Eq, .. } if parts(left).is_some())
            {
                self.mark(QueryMark::AssignedCondition { column: column.to_owned() });
            }
        }
    }

    pub(super) fn mark_delete(&mut self, delete: &Delete<'_>) {
        if delete.limit.is_some() && !delete.ordered && delete.from.len() == 1 {
            self.mark(QueryMark::PartialWrite);
        }
        if let [target] = delete.from.as_slice() {
            self.mark_source(name_of(&target.relation), &delete.using, delete.selection.as_ref());
        }
    }

    /// `UPDATE a SET ... FROM b`, `DELETE FROM a USING b`, where nothing relates the two.
    fn mark_source(
        &mut self,
        target: Option<(&str, &str)>,
        from: &[Joined<'_>],
        condition: Option<&Expr<'_>>,
    ) {
        let Some((called, table)) = target else { return };
        let mut tables = plain_tables(from);
        let again = tables.iter().any(|(own, name)| {
            own.eq_ignore_ascii_case(called)
                || own.eq_ignore_ascii_case(table)
                || name.eq_ignore_ascii_case(called)
        });
        let plain = tables.len() == from.len() && from.iter().all(|entry| entry.joins.is_empty());
        if plain && !again && !tables.is_empty() {
            tables.insert(0, (called.to_owned(), table.to_owned()));
            self.mark_apart(&tables, condition);
        }
    }
}

/// Whether an expression names a column of the relation; what stands in subqueries and cases is not looked at.
fn reads(value: &Expr<'_>, relation: &str) -> bool {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Expr::Binary { left, right, .. } => open.extend([&**left, &**right]),
            Expr::Nested(inner) | Expr::Cast { value: inner, .. } => open.push(inner),
            Expr::Call(call) => open.extend(&call.arguments),
            other => {
                if matches!(parts(other), Some((Some(own), _)) if own.eq_ignore_ascii_case(relation)) {
                    return true;
                }
            }
        }
    }
    false
}

/// A number, a text or what a program puts in.
fn is_value(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::Value(value) => !matches!(value, Value::Boolean(_)),
        Expr::Name(name) => name.value == HOLE,
        _ => false,
    }
}

/// The columns of a table that a subquery looks for it by; `None` where it reads others.
fn found_by(select: &Select<'_>, table: &str) -> Option<Vec<String>> {
    let tables = plain_tables(&select.from);
    let [(called, own)] = tables.as_slice() else { return None };
    if !own.eq_ignore_ascii_case(table) || select.from.iter().any(|from| !from.joins.is_empty()) {
        return None;
    }
    let mine = |side: &Expr<'_>| match parts(side) {
        Some((relation, column)) if relation.is_none_or(|name| name.eq_ignore_ascii_case(called)) => {
            Some(column.to_owned())
        }
        _ => None,
    };
    let columns = conjuncts(select.selection.as_ref()).into_iter().filter_map(|condition| match condition {
        Expr::Binary { left, operator: Operator::Eq, right } => mine(left).or_else(|| mine(right)),
        _ => None,
    });
    let columns: Vec<String> = columns.collect();
    (!columns.is_empty()).then_some(columns)
}
