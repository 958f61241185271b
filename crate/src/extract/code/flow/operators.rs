use super::constants::compared;
use super::interpreter::Interpreter;
use super::state::Written;
use super::value::{Shape, Value};
use crate::extract::code::calls;
use crate::extract::code::syntax::{Name, NodeId};

impl Interpreter<'_> {
    pub(super) fn binary(&mut self, id: NodeId, operator: &str, left: NodeId, right: NodeId) -> Value {
        match operator {
            "||" | "??" | "&&" => {
                let one = self.value(left);
                let mark = self.state.fork();
                self.refine(left, operator == "&&");
                let two = self.value(right);
                let wrote = self.state.rollback(&mark);
                self.state.merge(wrote, Written::default());
                if let (Shape::Boolean(left), Shape::Boolean(right)) = (&one.shape, &two.shape) {
                    return Value::of(Shape::Boolean(match operator {
                        "&&" => *left && *right,
                        _ => *left || *right,
                    }));
                }
                match (operator, &one.shape) {
                    ("&&", _) => Value { shape: two.shape, taints: two.taints },
                    (_, Shape::Nothing) => two,
                    _ => self.state.join(&one, &two),
                }
            }
            "%" => {
                let text = self.value(left);
                let values = self.value(right);
                match text.shape {
                    // `"%s" % value`.
                    Shape::Text(_) => self.printed(id, &text, &[values]),
                    _ => self.calculated(operator, &text, &values),
                }
            }
            _ => {
                let one = self.value(left);
                let two = self.value(right);
                if let Some(held) = compared(operator, &one, &two) {
                    return Value::of(Shape::Boolean(held));
                }
                // `folder / name`.
                if operator == "/"
                    && self.tables.language.calls_create
                    && (one.is_tainted() || two.is_tainted())
                {
                    return self.concat(id, &[one, Value::text("/"), two]);
                }
                let number =
                    matches!(operator, "-" | "*" | "/" | "**" | "|" | "&" | "^" | "<<" | ">>" | ">>>");
                if number { self.calculated(operator, &one, &two) } else { Value::default() }
            }
        }
    }

    pub(super) fn unary(&mut self, operator: &str, operand: NodeId) -> Value {
        let value = self.value(operand);
        if let ("!", Shape::Boolean(held)) = (operator, &value.shape) {
            return Value::of(Shape::Boolean(!held));
        }
        match (operator, value.number()) {
            ("-", Some(number)) => Value::of(Shape::Number(-number)),
            ("+" | "-" | "~" | "++" | "--", _) => Value::some_number(),
            _ => Value::default(),
        }
    }

    pub(super) fn choice(&mut self, test: NodeId, then: NodeId, otherwise: Option<NodeId>) -> Value {
        let tested = self.value(test);
        match self.decided(test, &tested) {
            Some(true) => return self.value(then),
            Some(false) => return otherwise.map(|otherwise| self.value(otherwise)).unwrap_or_default(),
            None => {}
        }
        let mark = self.state.fork();
        self.refine(test, true);
        let one = self.value(then);
        let then_wrote = self.state.rollback(&mark);
        let mark = self.state.fork();
        self.refine(test, false);
        let two = otherwise.map(|otherwise| self.value(otherwise)).unwrap_or_default();
        let else_wrote = self.state.rollback(&mark);
        self.state.merge(then_wrote, else_wrote);
        self.state.join(&one, &two)
    }

    pub(super) fn assign(
        &mut self,
        id: NodeId,
        target: NodeId,
        operator: Option<&Name>,
        value: NodeId,
    ) -> Value {
        let given = self.value(value);
        let given_by = value;
        let value = match operator.map(|operator| &**operator) {
            None => given,
            Some(operator @ ("-=" | "*=" | "/=" | "%=")) => {
                let before = self.value(target);
                self.calculated(operator.trim_end_matches('='), &before, &given)
            }
            Some("+=") => {
                let before = self.value(target);
                self.concat(id, &[before, given])
            }
            Some("||=" | "??=" | "&&=") => {
                let before = self.value(target);
                self.state.join(&before, &given)
            }
            Some(_) => Value::some_number(),
        };
        self.bind(target, value.clone(), false);
        self.name_outcome(target, given_by);
        calls::assigned(self, id, target, given_by, &value);
        value
    }
}
