//! Where definitions break the rules of their language: what its compiler refuses, all at once.

mod enums;
mod labels;
mod names;
mod numbers;
mod options;
mod types;

use crate::artifact::Place;
use crate::collections::Sort;
use crate::facts::Facts;
use crate::facts::proto::{DeclaredIn, ProtoFile, Syntax};

pub(super) struct Problem {
    pub(super) place: Place,
    pub(super) message: String,
}

/// What the parts of the check add to.
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, place: Place, message: impl Into<String>) {
        self.0.push(Problem { place, message: message.into() });
    }
}

/// Everything that is wrong with a file, in its order.
pub(super) fn problems(facts: &Facts, id: DeclaredIn, file: &ProtoFile) -> Vec<Problem> {
    let mut problems = Problems(Vec::new());
    for fault in &file.faults {
        problems.add(fault.place, fault.value.clone());
    }
    if let Some(syntax) = file.syntax.as_ref().filter(|_| file.syntax() == Syntax::Other) {
        let message = format!("`{}` is no syntax: it is `proto2`, `proto3` or an edition", syntax.value);
        problems.add(syntax.place, message);
    }
    for message in &file.messages {
        numbers::check(message, &mut problems);
        names::check_message(message, &mut problems);
        labels::check(file, message, &mut problems);
    }
    labels::check_missing_syntax(file, &mut problems);
    labels::check_extensions(file, &mut problems);
    for declared in &file.enums {
        enums::check(file, declared, &mut problems);
    }
    names::check_imports(file, &mut problems);
    names::check_file(file, &mut problems);
    options::check(file, &mut problems);
    types::check(facts, id, file, &mut problems);
    problems.0.order_by_key(|problem| problem.place);
    problems.0.dedup_by_key(|problem| problem.place);
    problems.0
}
