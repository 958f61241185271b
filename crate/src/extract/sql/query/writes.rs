//! What goes wrong where rows are written.

use sqlparser::ast::{
    Assignment, AssignmentTarget, BinaryOperator, Delete, Expr, FromTable, FunctionArguments, Insert,
    SetExpr, TableObject, TableWithJoins, UnaryOperator, Update, UpdateTableFromKind, Value,
};

use super::bounds::argument;
use super::grouping::{equated, width};
use super::marks::{conjuncts, parts, plain_tables};
use super::parse::HOLE;
use super::relations::{join_condition, name_of};
use super::walk::Walk;
use crate::collections::Sort;
use crate::facts::{QueryColumns, QueryMark};

impl Walk<'_, '_> {
    pub(super) fn mark_insert(&mut self, insert: &Insert) {
        let Some(source) = insert.source.as_deref() else { return };
        let columns = insert.columns.len();
        if columns > 0
            && let Some(other) = width(&source.body)
            && other != columns
        {
            self.mark(QueryMark::UnevenColumns { one: columns, other });
        }
        let TableObject::TableName(name) = &insert.table else { return };
        let Some(table) = name.0.last().and_then(|part| part.as_ident()).map(|name| &name.value) else {
            return;
        };
        if insert.on.is_some() || insert.ignore || insert.or.is_some() || insert.replace_into {
            return;
        }
        let SetExpr::Select(select) = &*source.body else { return };
        for condition in conjuncts(select.selection.as_ref()) {
            let subquery = match condition {
                Expr::Exists { subquery, negated: true } => subquery,
                Expr::UnaryOp { op: UnaryOperator::Not, expr } => match &**expr {
                    Expr::Exists { subquery, negated: false } => subquery,
                    _ => continue,
                },
                _ => continue,
            };
            let SetExpr::Select(inner) = &*subquery.body else { continue };
            if let Some(columns) = found_by(inner, table) {
                self.mark(QueryMark::InsertedUnlessFound(QueryColumns { table: table.clone(), columns }));
            }
        }
    }

    pub(super) fn mark_update(&mut self, update: &Update) {
        self.mark_assignments(&update.assignments);
        if update.limit.is_some() && update.order_by.is_empty() {
            self.mark(QueryMark::PartialWrite);
        }
        let joined = match &update.from {
            Some(UpdateTableFromKind::BeforeSet(from) | UpdateTableFromKind::AfterSet(from)) => {
                from.as_slice()
            }
            None => &[],
        };
        let target = name_of(&update.table.relation);
        if update.table.joins.is_empty() {
            self.mark_source(target, joined, update.selection.as_ref());
        }
        // One table beside the one that is updated: of several it is not clear which one leads to which.
        let (relation, condition) = match (update.table.joins.as_slice(), joined) {
            ([join], []) => (&join.relation, join_condition(&join.join_operator)),
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

    fn mark_assignments(&mut self, assignments: &[Assignment]) {
        let mut assigned: Vec<&str> = Vec::new();
        for assignment in assignments {
            let AssignmentTarget::ColumnName(name) = &assignment.target else { continue };
            let Some(column) = name.0.last().and_then(|part| part.as_ident()).map(|name| name.value.as_str())
            else {
                continue;
            };
            // Variables of the program may stand among the columns.
            if column == HOLE || name.0.len() > 1 {
                continue;
            }
            if assigned.iter().take(200).any(|own| own.eq_ignore_ascii_case(column)) {
                self.mark(QueryMark::AssignedTwice { column: column.to_owned() });
            }
            assigned.push(column);
            if let Expr::BinaryOp { left, op: BinaryOperator::And, right } = &assignment.value
                && is_value(left)
                && matches!(&**right, Expr::BinaryOp { left, op: BinaryOperator::Eq, .. } if parts(left).is_some())
            {
                self.mark(QueryMark::AssignedCondition { column: column.to_owned() });
            }
        }
    }

    pub(super) fn mark_delete(&mut self, delete: &Delete) {
        let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
        if delete.limit.is_some() && delete.order_by.is_empty() && from.len() == 1 {
            self.mark(QueryMark::PartialWrite);
        }
        if let ([target], Some(using)) = (from.as_slice(), &delete.using) {
            self.mark_source(name_of(&target.relation), using, delete.selection.as_ref());
        }
    }

    /// `UPDATE a SET ... FROM b`, `DELETE FROM a USING b`, where nothing relates the two.
    fn mark_source(
        &mut self,
        target: Option<(&str, &str)>,
        from: &[TableWithJoins],
        condition: Option<&Expr>,
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
fn reads(value: &Expr, relation: &str) -> bool {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Expr::BinaryOp { left, right, .. } => open.extend([&**left, &**right]),
            Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => open.push(inner),
            Expr::Function(function) => {
                if let FunctionArguments::List(list) = &function.args {
                    open.extend(list.args.iter().filter_map(argument));
                }
            }
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
fn is_value(expression: &Expr) -> bool {
    match expression {
        Expr::Value(value) => !matches!(value.value, Value::Boolean(_)),
        Expr::Identifier(name) => name.value == HOLE,
        _ => false,
    }
}

/// The columns of a table that a subquery looks for it by; `None` where it reads others.
fn found_by(select: &sqlparser::ast::Select, table: &str) -> Option<Vec<String>> {
    let tables = plain_tables(&select.from);
    let [(called, own)] = tables.as_slice() else { return None };
    if !own.eq_ignore_ascii_case(table) || select.from.iter().any(|from| !from.joins.is_empty()) {
        return None;
    }
    let mine = |side: &Expr| match parts(side) {
        Some((relation, column)) if relation.is_none_or(|name| name.eq_ignore_ascii_case(called)) => {
            Some(column.to_owned())
        }
        _ => None,
    };
    let columns = conjuncts(select.selection.as_ref()).into_iter().filter_map(|condition| match condition {
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } => mine(left).or_else(|| mine(right)),
        _ => None,
    });
    let columns: Vec<String> = columns.collect();
    (!columns.is_empty()).then_some(columns)
}
