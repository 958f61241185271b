//! Conditions that cannot mean what they say: those that no row meets, or every one, and those that stand twice.

use super::ast::{Expr, Operator, Value};
use super::marks::{is_null, literal, parts};
use super::walk::Walk;
use crate::facts::QueryMark;

/// Terms that are compared with one another.
const MOST: usize = 24;

/// A column that is compared with a constant.
#[derive(PartialEq)]
struct Term<'e> {
    relation: Option<&'e str>,
    column: &'e str,
    operator: Operator,
    value: &'e str,
    text: bool,
}

impl Term<'_> {
    fn is_of(&self, other: &Self) -> bool {
        let same = |one: Option<&str>, other: Option<&str>| match (one, other) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        self.column.eq_ignore_ascii_case(other.column) && same(self.relation, other.relation)
    }

    fn is(&self, operators: &[Operator]) -> bool {
        operators.contains(&self.operator)
    }

    fn number(&self) -> Option<f64> {
        (!self.text).then(|| self.value.parse().ok()).flatten()
    }

    /// Two values of the same kind that are not alike.
    fn differs(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (self.number(), other.number()) {
            return (one - other).abs() > f64::EPSILON;
        }
        // Whether letters and blanks count is for the column to say.
        let plain = |value: &str| value.trim_end().to_lowercase();
        self.text && other.text && plain(self.value) != plain(other.value)
    }
}

impl Walk<'_, '_> {
    /// A whole `WHERE`, `ON` or `HAVING`.
    pub(super) fn mark_logic(&mut self, condition: Option<&Expr<'_>>) {
        let Some(condition) = condition else { return };
        let all = terms(condition, Operator::And);
        self.mark_together(&all);
        for term in all.into_iter().take(MOST) {
            let any = terms(term, Operator::Or);
            if any.len() > 1 {
                self.mark_either(&any);
            }
            if let Expr::Between { value, negated: false, low, high } = term
                && let (Some((_, column)), Some(low), Some(high)) = (parts(value), number(low), number(high))
                && low > high
            {
                self.mark(QueryMark::NeverHolds { column: column.to_owned() });
            }
        }
    }

    /// Conditions that must all hold.
    fn mark_together(&mut self, all: &[&Expr<'_>]) {
        use Operator::{Eq, Gt, GtEq, Lt, LtEq};
        let terms: Vec<Term<'_>> = all.iter().filter_map(|own| term(own)).take(MOST).collect();
        for (at, one) in terms.iter().enumerate() {
            for other in terms.iter().skip(at + 1).filter(|other| one.is_of(other)) {
                let apart = |low: &Term<'_>, high: &Term<'_>| {
                    low.is(&[Gt, GtEq])
                        && high.is(&[Lt, LtEq])
                        && low.number().zip(high.number()).is_some_and(|(low, high)| low > high)
                };
                let two = one.is(&[Eq]) && other.is(&[Eq]) && one.differs(other);
                if two || apart(one, other) || apart(other, one) {
                    self.mark(QueryMark::NeverHolds { column: one.column.to_owned() });
                } else if one == other {
                    self.mark(QueryMark::RepeatedCondition { column: one.column.to_owned() });
                }
            }
            let is_null = |own: &Expr<'_>| {
                matches!(own, Expr::IsNull { value, negated: false } if parts(value).is_some_and(|(relation, column)| {
                    one.is_of(&Term { relation, column, ..*one })
                }))
            };
            if all.iter().take(MOST).any(|own| is_null(own)) {
                self.mark(QueryMark::NeverHolds { column: one.column.to_owned() });
            }
        }
    }

    /// Conditions of which one must hold.
    fn mark_either(&mut self, any: &[&Expr<'_>]) {
        if any.iter().any(|own| is_always_true(own)) {
            self.mark(QueryMark::AlwaysHolds { column: None });
        }
        let terms: Vec<Term<'_>> = any.iter().filter_map(|own| term(own)).take(MOST).collect();
        for (at, one) in terms.iter().enumerate() {
            for other in terms.iter().skip(at + 1).filter(|other| one.is_of(other)) {
                let unequal = [Operator::NotEq];
                if one.is(&unequal) && other.is(&unequal) && one.differs(other) {
                    self.mark(QueryMark::AlwaysHolds { column: Some(one.column.to_owned()) });
                } else if one == other {
                    self.mark(QueryMark::RepeatedCondition { column: one.column.to_owned() });
                }
            }
        }
    }

    /// `CASE WHEN a = 1 THEN ... WHEN a = 1 THEN ...`, of which the second is never reached; `CASE a WHEN NULL`.
    pub(super) fn mark_cases<'e>(
        &mut self,
        operand: Option<&Expr<'_>>,
        whens: impl Iterator<Item = &'e Expr<'e>>,
    ) {
        let mut terms: Vec<Term<'_>> = Vec::new();
        let mut values: Vec<&str> = Vec::new();
        for when in whens.take(MOST) {
            if operand.is_some() {
                if is_null(when) {
                    self.mark(QueryMark::ComparedWithNull);
                }
                let Some((value, _)) = constant(when) else { continue };
                if values.contains(&value) {
                    let column = operand.and_then(parts).map_or("", |(_, column)| column).to_owned();
                    self.mark(QueryMark::RepeatedCondition { column });
                }
                values.push(value);
            } else if let Some(own) = term(when) {
                if terms.contains(&own) {
                    self.mark(QueryMark::RepeatedCondition { column: own.column.to_owned() });
                }
                terms.push(own);
            }
        }
    }
}

/// What an operator joins, a few hundred at most.
fn terms<'e>(condition: &'e Expr<'e>, joined_by: Operator) -> Vec<&'e Expr<'e>> {
    let mut open = vec![condition];
    let mut found = Vec::new();
    while let Some(condition) = open.pop().filter(|_| found.len() < 300) {
        match condition {
            Expr::Binary { left, operator, right } if *operator == joined_by => {
                open.extend([&**right, &**left]);
            }
            Expr::Nested(inner) => open.push(inner),
            other => found.push(other),
        }
    }
    found
}

fn term<'e>(condition: &'e Expr<'_>) -> Option<Term<'e>> {
    let Expr::Binary { left, operator, right } = condition else { return None };
    let operator = *operator;
    let (relation, column) = parts(left).filter(|_| operator.compares())?;
    let (value, text) = constant(right)?;
    Some(Term { relation, column, operator, value, text })
}

/// A text or a number, and whether it is a text.
fn constant<'e>(expression: &'e Expr<'_>) -> Option<(&'e str, bool)> {
    if let Some(text) = literal(expression) {
        return Some((text, true));
    }
    match expression {
        Expr::Value(Value::Number(number)) => Some((number, false)),
        Expr::Nested(inner) => constant(inner),
        _ => None,
    }
}

fn number(expression: &Expr<'_>) -> Option<f64> {
    match expression {
        Expr::Minus(inner) => number(inner).map(|own| -own),
        other => constant(other).filter(|(_, text)| !text).and_then(|(own, _)| own.parse().ok()),
    }
}

/// `true`, `1 = 1`, `'a' = 'a'`
pub(super) fn is_always_true(condition: &Expr<'_>) -> bool {
    match condition {
        Expr::Nested(inner) => is_always_true(inner),
        Expr::Value(value) => matches!(value, Value::Boolean(true) | Value::Number("1")),
        Expr::Binary { left, operator: Operator::Eq, right } => {
            constant(left).is_some_and(|own| Some(own) == constant(right))
        }
        _ => false,
    }
}
