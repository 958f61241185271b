//! Values that are known, and the branches that they decide.

use super::interpreter::Interpreter;
use super::value::{Shape, Value};
use crate::extract::code::syntax::{Case, Name, NodeId, NodeKind};

/// Nodes of a condition that are looked at.
const MOST: usize = 200;

impl Interpreter<'_> {
    /// What a condition gives whenever it is met. Not decided is what another function may have changed.
    pub(super) fn decided(&self, test: NodeId, value: &Value) -> Option<bool> {
        let Shape::Boolean(held) = value.shape else { return None };
        self.is_settled(test).then_some(held)
    }

    fn is_settled(&self, test: NodeId) -> bool {
        let mut looked_at = 0;
        let all = self.tree.below(test).all(|(_, node)| {
            looked_at += 1;
            let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = &node.kind else { return true };
            self.assigned_in
                .get(name)
                .is_none_or(|function| *function == self.function() && function.is_some())
        });
        all && looked_at < MOST
    }

    /// A field's first value; only its type where other functions may change it.
    pub(super) fn perhaps_changed(&self, name: &Name, value: Value) -> Value {
        match value.shape {
            Shape::Boolean(_) | Shape::Number(_) if self.assigned_in.contains_key(name) => Value::default(),
            _ => value,
        }
    }

    /// The statements of the one case that a known value leads to.
    pub(super) fn decided_case<'t>(&mut self, value: NodeId, cases: &'t [Case]) -> Option<&'t [NodeId]> {
        let known = self.value(value);
        let wanted = known.constant().filter(|_| !known.is_tainted() && self.is_settled(value))?;
        let mut taken = None;
        for (at, case) in cases.iter().enumerate() {
            let Some(constant) = case.value else {
                // A condition that may hold.
                if case.guard.is_some() {
                    return None;
                }
                continue;
            };
            if case.guard.is_some()
                || !matches!(self.tree.kind(constant), NodeKind::Text(_) | NodeKind::Number(_))
            {
                return None;
            }
            if taken.is_none() && self.value(constant).constant()? == wanted {
                taken = Some(at);
            }
        }
        let taken = taken.or_else(|| cases.iter().position(|case| case.value.is_none()));
        let Some(taken) = taken else { return Some(&[]) };
        // What stands behind an empty case is run for it, too.
        let body = cases.iter().skip(taken).map(|case| case.body.as_slice()).find(|body| !body.is_empty());
        let body = body.unwrap_or_default();
        let ends = |id: &NodeId| {
            matches!(self.tree.kind(*id), NodeKind::Jump | NodeKind::Return(_) | NodeKind::Throw(_))
        };
        let is_last = cases.get(taken + 1..).is_none_or(|rest| rest.iter().all(|case| case.body == body));
        (is_last || body.last().is_some_and(ends) || body.len() == 1).then_some(body)
    }

    pub(super) fn calculated(&self, operator: &str, left: &Value, right: &Value) -> Value {
        let (Some(left), Some(right)) = (left.number(), right.number()) else { return Value::some_number() };
        let whole = left.fract().abs() < f64::EPSILON && right.fract().abs() < f64::EPSILON;
        Value::of(Shape::Number(match operator {
            "-" => left - right,
            "*" => left * right,
            "/" if whole && self.tables.language.whole_division => (left / right).trunc(),
            "/" => left / right,
            "%" => left % right,
            _ => f64::NAN,
        }))
    }
}

/// Whether a comparison of known values holds.
#[allow(clippy::float_cmp, reason = "constants are compared as the program does")]
pub(super) fn compared(operator: &str, left: &Value, right: &Value) -> Option<bool> {
    if left.is_tainted() || right.is_tainted() {
        return None;
    }
    if let (Some(left), Some(right)) = (left.number(), right.number()) {
        return Some(match operator {
            "==" | "===" => left == right,
            "!=" | "!==" => left != right,
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            ">=" => left >= right,
            _ => return None,
        });
    }
    let same = same(left, right)?;
    match operator {
        "==" | "===" => Some(same),
        "!=" | "!==" => Some(!same),
        _ => None,
    }
}

fn same(left: &Value, right: &Value) -> Option<bool> {
    match (&left.shape, &right.shape) {
        (Shape::Text(_), Shape::Text(_)) => Some(left.constant()? == right.constant()?),
        (Shape::Boolean(left), Shape::Boolean(right)) => Some(left == right),
        _ => None,
    }
}

pub(super) fn equal(left: &Value, right: &Value) -> Value {
    let held = if left.is_tainted() || right.is_tainted() { None } else { same(left, right) };
    held.map_or_else(Value::default, |held| Value::of(Shape::Boolean(held)))
}
