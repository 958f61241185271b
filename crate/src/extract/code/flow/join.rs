//! What a value may be where two ways meet.

use super::state::{Object, State};
use super::taint;
use super::value::{Shape, Value};

impl State {
    pub(in crate::extract::code) fn join(&mut self, one: &Value, two: &Value) -> Value {
        self.join_values(one, two, 0)
    }

    fn join_values(&mut self, one: &Value, two: &Value, depth: usize) -> Value {
        let mut taints = one.taints.clone();
        taint::add(&mut taints, &two.taints);
        Value { shape: self.join_shapes(&one.shape, &two.shape, depth), taints }
    }

    fn join_shapes(&mut self, one: &Shape, two: &Shape, depth: usize) -> Shape {
        match (one, two) {
            (Shape::Text(left), Shape::Text(right)) => Shape::Text(left.common(right)),
            (Shape::Number(left), Shape::Number(right)) => {
                Shape::Number(if left.to_bits() == right.to_bits() { *left } else { f64::NAN })
            }
            (Shape::Boolean(left), Shape::Boolean(right)) if left == right => Shape::Boolean(*left),
            (Shape::Object(left), Shape::Object(right)) if left == right => Shape::Object(*left),
            (Shape::Object(left), Shape::Object(right)) if depth < 3 => {
                let (left, right) = (
                    self.object(*left).cloned().unwrap_or_default(),
                    self.object(*right).cloned().unwrap_or_default(),
                );
                let joined = self.join_objects(&left, &right, depth + 1);
                Shape::Object(self.allocate(joined))
            }
            (Shape::Nothing, Shape::Nothing) => Shape::Nothing,
            // What one branch made safe is not.
            (Shape::Api(left), Shape::Api(right))
                if left.path.starts_with("closed.") || right.path.starts_with("opened.") =>
            {
                Shape::Api(right.clone())
            }
            // A text, a number or a truth value that may also be something else is not known.
            (Shape::Text(_) | Shape::Number(_) | Shape::Boolean(_), Shape::Nothing) => one.clone(),
            (Shape::Nothing, Shape::Text(_) | Shape::Number(_) | Shape::Boolean(_)) => two.clone(),
            (
                Shape::Unknown | Shape::Nothing | Shape::Text(_) | Shape::Number(_) | Shape::Boolean(_),
                other,
            )
            | (
                other,
                Shape::Unknown | Shape::Nothing | Shape::Text(_) | Shape::Number(_) | Shape::Boolean(_),
            ) => match other {
                Shape::Text(_) | Shape::Number(_) | Shape::Boolean(_) | Shape::Nothing => Shape::Unknown,
                other => other.clone(),
            },
            (one, _) => one.clone(),
        }
    }

    pub(super) fn join_objects(&mut self, one: &Object, two: &Object, depth: usize) -> Object {
        let mut joined = one.clone();
        for (name, value) in &two.fields {
            let both = match one.fields.get(name) {
                Some(own) => self.join_values(own, value, depth + 1),
                None => value.clone(),
            };
            joined.fields.insert(name.clone(), both);
        }
        for (at, value) in two.items.iter().enumerate() {
            match one.items.get(at) {
                Some(own) => {
                    let both = self.join_values(own, value, depth + 1);
                    if let Some(item) = joined.items.get_mut(at) {
                        *item = both;
                    }
                }
                None => joined.items.push(value.clone()),
            }
        }
        joined.rest = match (&one.rest, &two.rest) {
            (Some(left), Some(right)) => Some(self.join_values(left, right, depth + 1)),
            (left, right) => left.clone().or_else(|| right.clone()),
        };
        joined
    }
}
