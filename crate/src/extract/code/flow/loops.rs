use super::interpreter::{Completion, Interpreter};
use super::state::Written;
use super::value::{Shape, Value};
use crate::extract::code::syntax::{Comprehension, Loop, LoopKind, NodeId, NodeKind};

impl Interpreter<'_> {
    pub(super) fn repeat(&mut self, id: NodeId, one: &Loop) -> Completion {
        if let Some(before) = one.before {
            self.run(before);
        }
        let over = one.over.map(|over| self.value(over)).unwrap_or_default();
        let rows = self.goes_over_rows(one, &over);
        if rows {
            let place = self.place(id);
            if let Some(frame) = self.frames.last_mut() {
                frame.loops.push(place);
            }
        }
        let surely = self.fixed_elements(&over).is_some();
        for (round, value) in self.rounds(&over).into_iter().enumerate() {
            let begins = match one.test {
                Some(test) if round == 0 => {
                    let tested = self.value(test);
                    self.decided(test, &tested)
                }
                _ => surely.then_some(true),
            };
            match begins {
                Some(false) => break,
                Some(true) => self.round(one, value),
                None => self.maybe(|run| run.round(one, value)),
            }
        }
        if rows && let Some(frame) = self.frames.last_mut() {
            frame.loops.pop();
        }
        Completion::Normal
    }

    fn round(&mut self, one: &Loop, element: Value) {
        if let Some(test) = one.test {
            self.value(test);
            self.refine(test, true);
        }
        if let Some(target) = one.element {
            self.bind(target, element, true);
        }
        self.run(one.body);
        if let Some(step) = one.step {
            self.value(step);
        }
    }

    /// Runs a comprehension as the loop that it is.
    pub(super) fn comprehension(&mut self, one: &Comprehension) -> Value {
        let mut open = 0;
        let mark = self.state.fork();
        for clause in &one.loops {
            let over = self.value(clause.over);
            if !self.is_fixed_list(&over) {
                let place = self.source.place(clause.start, clause.end);
                if let Some(frame) = self.frames.last_mut() {
                    frame.loops.push(place);
                    open += 1;
                }
            }
            let element = self.element_of(&over);
            self.bind(clause.element, element, true);
            for test in &clause.tests {
                self.value(*test);
                self.refine(*test, true);
            }
        }
        let value = self.comprehended(one.key, one.value);
        if let Some(frame) = self.frames.last_mut() {
            let kept = frame.loops.len().saturating_sub(open);
            frame.loops.truncate(kept);
        }
        let wrote = self.state.rollback(&mark);
        self.state.merge(wrote, Written::default());
        value
    }

    /// Whether a loop runs once for each row or element, and not over a list that stands in the code, a
    /// fixed number of times, or until something is done.
    fn goes_over_rows(&self, one: &Loop, over: &Value) -> bool {
        match one.kind {
            LoopKind::Each => !self.is_fixed_list(over),
            LoopKind::Counted | LoopKind::While => one.test.is_some_and(|test| {
                self.tree.below(test).any(|(_, node)| match &node.kind {
                    NodeKind::Member { name, .. } => matches!(&**name, "length" | "size"),
                    _ => false,
                })
            }),
        }
    }

    /// The element of each round: those of a list that stands in the code, one by one; of anything else any
    /// element, twice, since what the first round leaves behind reaches the second.
    fn rounds(&mut self, over: &Value) -> Vec<Value> {
        if let Some(elements) = self.fixed_elements(over) {
            return elements;
        }
        let any = self.element_of(over);
        vec![any.clone(), any]
    }

    /// The elements of a list that stands in the code, where they are few.
    pub(super) fn fixed_elements(&self, list: &Value) -> Option<Vec<Value>> {
        const FEW: usize = 40;
        let Shape::Object(id) = list.shape else { return None };
        let object = self.state.object(id)?;
        (self.is_fixed_list(list) && object.items.len() <= FEW).then(|| object.items.clone())
    }

    pub(super) fn is_fixed_list(&self, value: &Value) -> bool {
        match value.shape {
            Shape::Object(id) => self
                .state
                .object(id)
                .is_some_and(|object| object.array && !object.is_open() && !object.items.is_empty()),
            _ => false,
        }
    }
}
