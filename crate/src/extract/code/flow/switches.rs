use super::interpreter::{Completion, Interpreter};
use super::value::Value;
use crate::extract::code::syntax::{Case, NodeId, NodeKind};

impl Interpreter<'_> {
    pub(super) fn switch(&mut self, value: NodeId, cases: &[Case]) -> Completion {
        if let Some(body) = self.decided_case(value, cases) {
            let completion = self.run_all(body);
            let leaves = body.iter().any(|id| self.always_leaves(*id));
            return if completion == Completion::Ended && leaves { completion } else { Completion::Normal };
        }
        let mut ended = true;
        let mut default = false;
        for case in cases {
            default |= case.value.is_none() && case.guard.is_none();
            let mut completion = Completion::Normal;
            self.maybe(|run| {
                if let Some(constant) = case.value {
                    run.case_of(constant, value);
                }
                if let Some(guard) = case.guard {
                    run.value(guard);
                    run.refine(guard, true);
                }
                completion = run.run_all(&case.body);
            });
            let leaves = case.body.iter().any(|id| self.always_leaves(*id));
            ended &= completion == Completion::Ended && leaves;
        }
        if ended && default && !cases.is_empty() { Completion::Ended } else { Completion::Normal }
    }

    /// What a switch gives that is an expression: what its cases end with.
    pub(super) fn chosen(&mut self, value: NodeId, cases: &[Case]) -> Value {
        if let Some((result, before)) = self.decided_case(value, cases).and_then(<[_]>::split_last) {
            self.run_all(before);
            return self.value(*result);
        }
        let mut joined: Option<Value> = None;
        for case in cases {
            let mut last = Value::default();
            self.maybe(|run| {
                if let Some(constant) = case.value {
                    run.case_of(constant, value);
                }
                if let Some((result, before)) = case.body.split_last() {
                    run.run_all(before);
                    last = run.value(*result);
                }
            });
            joined = Some(match joined {
                Some(joined) => self.state.join(&joined, &last),
                None => last,
            });
        }
        joined.unwrap_or_default()
    }

    /// Whether a statement of a case leaves the function, and not only the switch.
    fn always_leaves(&self, id: NodeId) -> bool {
        match self.tree.kind(id) {
            NodeKind::Return(_) | NodeKind::Throw(_) => true,
            NodeKind::Block(statements) => statements.last().is_some_and(|last| {
                matches!(self.tree.kind(*last), NodeKind::Return(_) | NodeKind::Throw(_))
            }),
            _ => false,
        }
    }
}
