//! What columns are compared with: constants of other types, days, counts, parts of JSON, words of a text.

use sqlparser::ast::{BinaryOperator, Expr, SelectItem, SetExpr, UnaryOperator, Value};

use super::marks::{literal, wrapped};
use super::walk::Walk;
use crate::facts::{QueryColumn, QueryMark};

impl Walk<'_, '_> {
    /// A column that is compared with a constant of another type.
    pub(super) fn mark_value(&mut self, side: &Expr, value: &Expr, scope: usize) {
        let number = match value {
            Expr::Value(value) => matches!(value.value, Value::Number(..)),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
                matches!(&**expr, Expr::Value(value) if matches!(value.value, Value::Number(..)))
            }
            _ => false,
        };
        let national =
            matches!(value, Expr::Value(value) if matches!(value.value, Value::NationalStringLiteral(_)));
        if !(number || national) {
            return;
        }
        if let Some(QueryColumn { table: Some(table), column }) = self.column(side, scope) {
            self.mark(if number {
                QueryMark::ComparedWithNumber { table, column }
            } else {
                QueryMark::ComparedWithNational { table, column }
            });
        }
    }

    /// A column that is at most a day.
    pub(super) fn mark_day(&mut self, side: &Expr, most: &Expr, scope: usize) {
        if let (Some(day), Some(QueryColumn { table: Some(table), column })) =
            (day(most), self.column(side, scope))
        {
            self.mark(QueryMark::UpToDay { table, column, day });
        }
    }

    /// `(SELECT count(*) ...) > 0`
    pub(super) fn mark_count(&mut self, left: &Expr, op: &BinaryOperator, right: &Expr) {
        use BinaryOperator::{Eq, Gt, GtEq, Lt, NotEq};
        let (Expr::Subquery(rows), Expr::Value(value)) = (left, right) else { return };
        let Value::Number(number, _) = &value.value else { return };
        let asks = matches!((op, number.as_str()), (Gt | Eq | NotEq, "0") | (GtEq | Lt, "1"));
        let SetExpr::Select(select) = &*rows.body else { return };
        let [SelectItem::UnnamedExpr(Expr::Function(function))] = select.projection.as_slice() else {
            return;
        };
        let counts = function.name.to_string().eq_ignore_ascii_case("count");
        if asks && counts && select.having.is_none() && super::bounds::is_aggregate(select) {
            self.mark(QueryMark::CountsToExist);
        }
    }

    /// `column @> '...'`, `column ->> 'key' = ...`, `to_tsvector(column) @@ ...`
    pub(super) fn mark_search(&mut self, left: &Expr, op: &BinaryOperator, scope: usize) {
        use BinaryOperator::{
            AtArrow, AtAt, AtQuestion, Eq, HashLongArrow, LongArrow, Question, QuestionAnd, QuestionPipe,
        };
        match op {
            AtArrow | AtQuestion | Question | QuestionAnd | QuestionPipe => {
                if let Some(QueryColumn { table: Some(table), column }) = self.column(left, scope) {
                    self.mark(QueryMark::SearchedJson { table, column, path: None });
                }
            }
            Eq => {
                let mut inner = left;
                while let Expr::Nested(next) = inner {
                    inner = next;
                }
                let Expr::BinaryOp { left: column, op: LongArrow | HashLongArrow, right } = inner else {
                    return;
                };
                if let (Some(_), Some(QueryColumn { table: Some(table), column })) =
                    (literal(right), self.column(column, scope))
                {
                    let path = Some(format!("{column} {op} {right}", op = arrow(inner)));
                    self.mark(QueryMark::SearchedJson { table, column, path });
                }
            }
            AtAt => {
                let column = wrapped(left).map_or(left, |(inner, _)| inner);
                if let Some(QueryColumn { table: Some(table), column }) = self.column(column, scope) {
                    self.mark(QueryMark::SearchedText { table, column });
                }
            }
            _ => {}
        }
    }
}

/// `'2024-01-31'`, `DATE '2024-01-31'`: a day without a time.
fn day(expression: &Expr) -> Option<String> {
    let text = match expression {
        Expr::TypedString(typed) => match &typed.value.value {
            Value::SingleQuotedString(text) => text,
            _ => return None,
        },
        Expr::Cast { expr, .. } => literal(expr)?,
        other => literal(other)?,
    };
    let form: String =
        text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    (form == "0000-00-00" || form == "00000000").then(|| text.to_owned())
}

fn arrow(expression: &Expr) -> &'static str {
    match expression {
        Expr::BinaryOp { op: BinaryOperator::HashLongArrow, .. } => "#>>",
        _ => "->>",
    }
}
