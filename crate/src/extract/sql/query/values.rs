//! What columns are compared with: constants of other types, days, counts, parts of JSON, words of a text.

use super::ast::{Body, Expr, Item, Operator, Value};
use super::marks::{literal, wrapped};
use super::walk::Walk;
use crate::facts::{QueryColumn, QueryMark};

impl Walk<'_, '_> {
    /// A column that is compared with a constant of another type.
    pub(super) fn mark_value(&mut self, side: &Expr<'_>, value: &Expr<'_>, scope: usize) {
        let is_number = |value: &Expr<'_>| matches!(value, Expr::Value(Value::Number(_)));
        let number = is_number(value) || matches!(value, Expr::Minus(inner) if is_number(inner));
        let national = matches!(value, Expr::Value(Value::National(_)));
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
    pub(super) fn mark_day(&mut self, side: &Expr<'_>, most: &Expr<'_>, scope: usize) {
        if let (Some(day), Some(QueryColumn { table: Some(table), column })) =
            (day(most), self.column(side, scope))
        {
            self.mark(QueryMark::UpToDay { table, column, day });
        }
    }

    /// `(SELECT count(*) ...) > 0`
    pub(super) fn mark_count(&mut self, left: &Expr<'_>, operator: Operator, right: &Expr<'_>) {
        use Operator::{Eq, Gt, GtEq, Lt, NotEq};
        let (Expr::Rows(rows), Expr::Value(Value::Number(number))) = (left, right) else { return };
        let asks = matches!((operator, *number), (Gt | Eq | NotEq, "0") | (GtEq | Lt, "1"));
        let Body::Select(select) = &rows.body else { return };
        let [Item::Value(Expr::Call(call), None)] = select.projection.as_slice() else { return };
        let counts = call.name.len() == 1 && call.is(&["count"]);
        if asks && counts && select.having.is_none() && super::bounds::is_aggregate(select) {
            self.mark(QueryMark::CountsToExist);
        }
    }

    /// `column @> '...'`, `column ->> 'key' = ...`, `to_tsvector(column) @@ ...`
    pub(super) fn mark_search(&mut self, left: &Expr<'_>, operator: Operator, scope: usize) {
        use Operator::{Eq, Matches, SearchesJson, TextAt, TextBelow};
        match operator {
            SearchesJson => {
                if let Some(QueryColumn { table: Some(table), column }) = self.column(left, scope) {
                    self.mark(QueryMark::SearchedJson { table, column, path: None });
                }
            }
            Eq => {
                let mut inner = left;
                while let Expr::Nested(next) = inner {
                    inner = next;
                }
                let Expr::Binary { left: column, operator: arrow @ (TextAt | TextBelow), right } = inner
                else {
                    return;
                };
                if let (Some(key), Some(QueryColumn { table: Some(table), column })) =
                    (literal(right), self.column(column, scope))
                {
                    let arrow = if *arrow == TextBelow { "#>>" } else { "->>" };
                    let path = Some(format!("{column} {arrow} '{}'", key.replace('\'', "''")));
                    self.mark(QueryMark::SearchedJson { table, column, path });
                }
            }
            Matches => {
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
fn day(expression: &Expr<'_>) -> Option<String> {
    let text = match expression {
        Expr::Typed(Value::Text(text)) => text,
        Expr::Cast { value, .. } => literal(value)?,
        other => literal(other)?,
    };
    let form: String =
        text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    (form == "0000-00-00" || form == "00000000").then(|| text.to_owned())
}
